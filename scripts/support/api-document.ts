import {
  ANNOUNCED_KINDS,
  type Caller,
  DATED_KINDS,
  PERSONAL_KINDS,
  REMINDER_KINDS,
  REMINDER_NEEDS,
  type ReminderKind,
  type Route,
  routes,
} from '@zhuan/api'

/** Of docs/api.md: what stands between two such lines is written by `npm run api-document`. */
const FENCE = /(<!-- (\w+): written by npm run api-document -->\n)[\s\S]*?(<!-- end -->)/g

type Schema = Route['responses'][number]

const CALLERS: [caller: Caller, who: string][] = [
  ['public', 'Anybody'],
  ['candidate', 'A candidate: `authorization: Bearer <token of the session>`'],
  ['operator', 'The operator: `authorization: Bearer <OPERATOR_TOKEN>`'],
  ['wechat', 'WeChat, by its signature'],
]

const sections: Record<string, () => string> = { routes: routeTables, reminders: reminderTable }

/** The document with its generated parts anew. */
export function renderApiDocument(document: string): string {
  return document.replace(FENCE, (_all, begin: string, section: string, end: string) => {
    const render = sections[section]
    if (!render)
      throw new Error(`docs/api.md: nothing is called ${section}, expected ${Object.keys(sections).join(', ')}`)
    return `${begin}${render()}\n${end}`
  })
}

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

function routeTables(): string {
  const all = Object.values<Route>(routes)
  return CALLERS.map(([caller, who]) => {
    const rows = all.filter(route => route.caller === caller).map(row)
    return `### ${who}\n\n${table(['route', 'takes', 'answers', 'refuses with', 'what for'], rows)}\n`
  }).join('\n')
}

function row(route: Route): string[] {
  const { method, path, query, body, responses, refusals = {}, summary } = route
  const takes = [query && `?${outline(query)}`, body && outline(body)].filter(Boolean).join(' ')
  const answers = Object.entries(responses).map(([status, schema]) => `${status} ${answerOf(schema, route)}`.trim())
  const refuses = Object.entries(refusals).map(([status, codes]) => `${status} ${codes.join(' ')}`)
  return [`\`${method} ${path}\``, takes, answers.join('<br>'), refuses.join('<br>'), summary]
}

function answerOf(schema: Schema, route: Route): string {
  if (schema.media) return schema.media.join(' or ')
  if (schema.type === 'undefined') return ''
  const first = Object.values<Route>(routes).find(({ responses }) => Object.values(responses).includes(schema))!
  return first === route ? outline(schema) : `as \`${first.method} ${first.path}\``
}

/** `{ kind, examYear, start?, reminders[] }`: the fields of an object. */
function outline({ properties = {}, required = [] }: Schema): string {
  const fields = Object.entries<Schema>(properties).map(
    ([name, property]) => `${name}${property.type === 'array' ? '[]' : ''}${required.includes(name) ? '' : '?'}`,
  )
  return `\`{ ${fields.join(', ')} }\``
}

function reminderTable(): string {
  return table(
    ['kind', 'needs', 'by region', 'from the synced record', 'fires'],
    REMINDER_KINDS.map(kind => {
      const { required, byRegion, syncedRecord } = REMINDER_NEEDS[kind]
      return [`\`${kind}\``, required ?? '', byRegion ? 'yes' : '', syncedRecord ? 'yes' : '', firesOn(kind).join(', ')]
    }),
  )
}

function firesOn(kind: ReminderKind): string[] {
  const before = (DATED_KINDS as Partial<Record<ReminderKind, number>>)[kind]
  return [
    ...((ANNOUNCED_KINDS as readonly ReminderKind[]).includes(kind) ? ['when it is announced'] : []),
    ...(before === undefined ? [] : [before === 0 ? 'on its first day' : 'on the day before']),
    ...((PERSONAL_KINDS as readonly ReminderKind[]).includes(kind) ? ["on a day of the candidate's own"] : []),
  ]
}
