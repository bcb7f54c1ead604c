import { REMINDER_KINDS, type ReminderKind, TEMPLATE_ID } from '@zhuan/api'

/** What is filled in for `{examYear}` and its like in pages and wordings. */
const PLACEHOLDERS = ['examYear', 'region', 'subject', 'date', 'time'] as const

const IS_TEMPLATE_ID = new RegExp(TEMPLATE_ID)

/** One kind's message: WeChat's template, the page it opens, and the wording for each keyword code. */
export interface ReminderTemplate {
  templateId: string
  page: string
  data: Record<string, string>
}

export type ReminderTemplates = Partial<Record<ReminderKind, ReminderTemplate>>

/**
 * Reads the file that REMINDER_TEMPLATES names: `{ [kind]: { templateId, page, data: { [keyword code]: wording } } }`.
 * @param report - called once for every fault; what is returned is only usable when it never was
 */
export function parseReminderTemplates(input: unknown, report: (fault: string) => void): ReminderTemplates {
  const templates: ReminderTemplates = {}
  if (!isObject(input)) {
    report(`expected an object of reminder kinds, found ${describe(input)}`)
    return templates
  }
  if (Object.keys(input).length === 0) report('no reminder kind is configured')
  for (const [kind, value] of Object.entries(input)) {
    if (!(REMINDER_KINDS as readonly string[]).includes(kind)) {
      report(`unknown kind "${kind}", expected some of ${REMINDER_KINDS.join(', ')}`)
      continue
    }
    const template = parseTemplate(kind, value, report)
    if (template) templates[kind as ReminderKind] = template
  }
  return templates
}

function parseTemplate(kind: string, value: unknown, report: (fault: string) => void): ReminderTemplate | undefined {
  if (!isObject(value)) {
    report(`${kind} is ${describe(value)}, expected { templateId, page, data }`)
    return undefined
  }
  const { templateId, page, data, ...unknown } = value
  for (const field of Object.keys(unknown)) report(`${kind}.${field} is unknown, expected templateId, page and data`)
  if (typeof templateId !== 'string' || templateId === '')
    report(`${kind}.templateId is ${describe(templateId)}, expected a template id`)
  // No phone could report what was granted for it: the API would refuse the tap.
  else if (!IS_TEMPLATE_ID.test(templateId))
    report(`${kind}.templateId is "${templateId}", expected at most 64 letters, digits, - and _`)
  if (typeof page !== 'string' || page === '')
    report(`${kind}.page is ${describe(page)}, expected a page of the mini-program`)
  // WeChat answers 41030, and the template is parked on the first message.
  else if (page.startsWith('/')) report(`${kind}.page is "${page}", expected it without the / at the beginning`)
  else checkPlaceholders(`${kind}.page`, page, report)
  if (!isObject(data) || Object.keys(data).length === 0) {
    report(`${kind}.data is ${describe(data)}, expected an object of keyword codes and wordings`)
    return undefined
  }
  for (const [keyword, wording] of Object.entries(data)) {
    if (!/^[a-z_]+\d+$/.test(keyword)) report(`${kind}.data.${keyword} is no keyword code, expected one like thing1`)
    if (typeof wording !== 'string' || wording.trim() === '')
      report(`${kind}.data.${keyword} is ${describe(wording)}, expected a wording`)
    else checkPlaceholders(`${kind}.data.${keyword}`, wording, report)
  }
  return { templateId: String(templateId), page: String(page), data: data as Record<string, string> }
}

function checkPlaceholders(where: string, wording: string, report: (fault: string) => void): void {
  for (const [found, name] of wording.matchAll(/\{([^{}]*)\}/g)) {
    if (!(PLACEHOLDERS as readonly string[]).includes(name ?? '')) {
      report(`${where} has ${found}, expected only ${PLACEHOLDERS.map(placeholder => `{${placeholder}}`).join(' ')}`)
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const describe = (value: unknown): string =>
  value === undefined ? 'missing' : value === '' ? 'empty' : Array.isArray(value) ? 'a list' : `a ${typeof value}`
