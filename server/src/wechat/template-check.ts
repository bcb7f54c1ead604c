import type { Template } from './client'
import { keywordType } from './keyword-limits'

/** What a kind of reminder is configured to send. */
export interface ConfiguredTemplate {
  templateId: string
  data: Record<string, string>
  earlier?: ConfiguredTemplate[]
}

/**
 * Compares the configured templates with those that the account has.
 * @param configured - kind → template id and wordings by keyword code
 * @returns every fault, each naming its kind; none when all is well
 */
export function findTemplateFaults(configured: Record<string, ConfiguredTemplate>, templates: Template[]): string[] {
  const faults: string[] = []
  const known = new Map(templates.map(template => [template.templateId, template]))
  for (const [kind, { templateId, data }] of Object.entries(configured).flatMap(withEarlier)) {
    const template = known.get(templateId)
    if (!template) {
      faults.push(`${kind}: the account has no template ${templateId}`)
      continue
    }
    const codes = keywordCodes(template.content)
    for (const code of Object.keys(data))
      if (!codes.includes(code))
        faults.push(`${kind}.data.${code}: ${templateId} has no such keyword, only ${codes.join(', ')}`)
    for (const code of codes)
      if (!(code in data)) faults.push(`${kind}.data: the keyword ${code} of ${templateId} is missing`)
    for (const [code, allowed] of Object.entries(template.enums)) {
      const wording = data[code]
      if (wording !== undefined && !wording.includes('{') && !allowed.includes(wording))
        faults.push(`${kind}.data.${code} is "${wording}", expected one of ${allowed.join(', ')}`)
    }
    for (const [code, wording] of Object.entries(data))
      faults.push(...wordingFaults(`${kind}.data.${code}`, code, wording))
  }
  return faults
}

/** A kind's template, and each of its earlier ones under a name of its own. */
const withEarlier = ([kind, template]: [string, ConfiguredTemplate]): [string, ConfiguredTemplate][] => [
  [kind, template],
  ...(template.earlier ?? []).map((one, index): [string, ConfiguredTemplate] => [`${kind}.earlier[${index}]`, one]),
]

/** The keyword codes of a template's content, in its order. */
export const keywordCodes = (content: string): string[] =>
  [...content.matchAll(/\{\{\s*(\w+)\.DATA\s*\}\}/g)].map(match => match[1]!)

/** What would be lost of a fixed wording: it would be cut, or replaced by the type's fallback, in every message. */
function wordingFaults(where: string, code: string, wording: string): string[] {
  if (wording.trim() === '') return [`${where} is empty`]
  const limit = { thing: 20, character_string: 32, phrase: 5, name: 20 }[keywordType(code)]
  const fixed = Array.from(wording.replaceAll(/\{\w+\}/g, '')).length
  return limit !== undefined && fixed > limit
    ? [`${where} has ${fixed} characters, ${keywordType(code)} takes ${limit}`]
    : []
}
