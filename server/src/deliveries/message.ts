import type { MessageTemplate } from '../reminder-templates'

/** What a wording may mention; `subject` and `time` only where they are known. */
export interface Facts {
  examYear?: string
  region?: string
  subject?: string
  date?: string
  time?: string
}

/** A message as configured, with the facts filled in but not yet cut to WeChat's limits. */
export interface Wording {
  page: string
  data: Record<string, string>
}

/**
 * Fills a configured wording. A fact that is not known leaves nothing behind; in the page it is percent-encoded.
 * @param template - the page and wordings of the kind, with `{examYear} {region} {subject} {date} {time}`
 */
export function fillWording(template: MessageTemplate, facts: Facts): Wording {
  const fill = (text: string, encode: (value: string) => string) =>
    text.replaceAll(/\{(examYear|region|subject|date|time)\}/g, (_, name: keyof Facts) => encode(facts[name] ?? ''))
  const data: Record<string, string> = {}
  for (const [keyword, wording] of Object.entries(template.data)) data[keyword] = fill(wording, value => value).trim()
  return { page: fill(template.page, encodeURIComponent), data }
}
