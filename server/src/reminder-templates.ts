import { REMINDER_KINDS, type ReminderKind, TEMPLATE_ID } from '@zhuan/api'

/** What is filled in for `{examYear}` and its like in pages and wordings. */
const PLACEHOLDERS = ['examYear', 'region', 'subject', 'date', 'time'] as const

const IS_TEMPLATE_ID = new RegExp(TEMPLATE_ID)

/** WeChat's template, the page that its message opens, and the wording for each keyword code. */
export interface MessageTemplate {
  templateId: string
  page: string
  data: Record<string, string>
}

/** One kind's message. */
export interface ReminderTemplate extends MessageTemplate {
  /** What the kind was sent with before, for people whose grants are of those, the latest first. */
  earlier?: MessageTemplate[]
}

export type ReminderTemplates = Partial<Record<ReminderKind, ReminderTemplate>>

/** All that a kind can be sent with: the present one, then earlier ones; none where it is not configured. */
export function templatesOf(templates: ReminderTemplates, kind: string): MessageTemplate[] {
  const present = templates[kind as ReminderKind]
  return present ? [present, ...(present.earlier ?? [])] : []
}

/** Their ids. */
export const templateIdsOf = (templates: ReminderTemplates, kind: string): string[] =>
  templatesOf(templates, kind).map(({ templateId }) => templateId)

/** The ids of all that is configured, each once. */
export const allTemplateIds = (templates: ReminderTemplates): string[] => [
  ...new Set(Object.keys(templates).flatMap(kind => templateIdsOf(templates, kind))),
]

/**
 * Reads the file that REMINDER_TEMPLATES names: `{ [kind]: { templateId, page, data: { [keyword code]: wording }, earlier? } }`.
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
  const { earlier, ...present } = value
  const template = parseMessage(kind, present, report)
  if (!template || earlier === undefined) return template
  return { ...template, earlier: parseEarlier(kind, earlier, template, report) }
}

/** Each has wordings of its own: the keywords of another template are others. The page is the present one's when absent. */
function parseEarlier(
  kind: string,
  value: unknown,
  present: MessageTemplate,
  report: (fault: string) => void,
): MessageTemplate[] {
  if (!Array.isArray(value)) {
    report(`${kind}.earlier is ${describe(value)}, expected a list of { templateId, page, data }`)
    return []
  }
  const ids = [present.templateId]
  return value.flatMap((entry, index) => {
    const where = `${kind}.earlier[${index}]`
    if (!isObject(entry)) {
      report(`${where} is ${describe(entry)}, expected { templateId, page, data }`)
      return []
    }
    const template = parseMessage(where, { page: present.page, ...entry }, report)
    if (!template) return []
    if (ids.includes(template.templateId)) report(`${where}.templateId is "${template.templateId}" again`)
    ids.push(template.templateId)
    return [template]
  })
}

function parseMessage(
  kind: string,
  value: Record<string, unknown>,
  report: (fault: string) => void,
): MessageTemplate | undefined {
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
