import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

const SOURCE = join(__dirname, '../src')

/** Which room of server/src writes a table; docs/architecture.md draws the same. */
const WRITERS: Record<string, string> = {
  acceptances: 'subscriptions',
  alerts: 'audit',
  announcement_tallies: 'deliveries',
  announcements: 'announcements',
  audit_entries: 'audit',
  candidates: 'accounts',
  codes: 'operator',
  deliveries: 'deliveries',
  ended_sessions: 'accounts',
  grant_voids: 'grants',
  grants: 'grants',
  losing_edits: 'record',
  migrations: 'database',
  parked_templates: 'sending',
  push_events: 'inbox',
  record_entries: 'record',
  reminders: 'subscriptions',
  scan_counts: 'reports',
  send_gate: 'sending',
  senders: 'deliveries',
  shares: 'shares',
}

interface Write {
  table: string
  file: string
  line: number
}

/** Stands for what is put into a literal when the code runs. */
const UNKNOWN = '<unknown>'

const BUILDER = /^(insertInto|replaceInto|updateTable|deleteFrom|mergeInto)$/
const NAME = `((?:"?\\w+"?\\.)?"?\\w+"?|${UNKNOWN})`
/** SQL that changes a table. What locks rows (`for update of`) and what resolves a conflict (`do update set`) is none. */
const SQL = new RegExp(
  [
    `\\b(?:insert\\s+into|delete\\s+from(?:\\s+only)?|merge\\s+into|truncate(?:\\s+table)?(?:\\s+only)?)\\s+${NAME}`,
    `(?<!\\b(?:for(?:\\s+no\\s+key)?|do)\\s+)\\bupdate\\s+(?:only\\s+)?${NAME}(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b`,
    `\\bcopy\\s+${NAME}[^)]*\\bfrom\\b`,
    '\\b(?:insert\\s+into|delete\\s+from)\\s*()$',
  ].join('|'),
  'gi',
)

/** All that a file writes. */
function findWrites(file: string, text: string): Write[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const writes: Write[] = []
  const add = (name: string, node: ts.Node) =>
    writes.push({
      table: (name || UNKNOWN).replace(/"/g, '').replace(/^public\./, ''),
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    })
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [table] = node.arguments
      if (BUILDER.test(node.expression.name.text))
        add(table && ts.isStringLiteralLike(table) ? table.text.split(' ')[0]! : UNKNOWN, node)
    }
    for (const [, ...names] of textOf(node).matchAll(SQL)) add(names.find(name => name !== undefined)!, node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return writes
}

/** What a literal holds, with UNKNOWN for what is put into it; nothing of any other node. */
function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(span => `${UNKNOWN}${span.literal.text}`).join('')
  return ''
}

const roomOf = (file: string): string => file.split('/')[0]!

/** A sentence for every write by a room that is not the table's. */
function findFaults(files: [name: string, text: string][]): string[] {
  return files.flatMap(([name, text]) =>
    findWrites(name, text).flatMap(({ table, file, line }) => {
      const writer = WRITERS[table]
      if (writer === roomOf(file)) return []
      const expected = writer ? `server/src/${writer} writes it: call a function of that room` : 'a table named here'
      return [`server/src/${file}:${line} writes ${table}, expected ${expected}`]
    }),
  )
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map((name): [string, string] => [relative('.', name).split(sep).join('/'), readFileSync(join(SOURCE, name), 'utf8')])

it('every table is written by one room', () => {
  expect(findFaults(files)).toEqual([])
})

it('every table has its writer, and every writer a table that there is', () => {
  const written = new Set(files.flatMap(([name, text]) => findWrites(name, text).map(({ table }) => table)))
  expect([...written].sort()).toEqual(Object.keys(WRITERS).sort())
})

it.each([
  ['the query builder', "database.insertInto('grants').values({})"],
  ['the query builder, with an alias', "database.updateTable('grants as g').set({})"],
  ['SQL', 'sql`delete from grants where id = 1`'],
  ['SQL in a common table expression', 'const A = `with a as (\n  update grants g set spent_at = now())`'],
  ['SQL beside other literals', "pool.query('insert into grants ' + values)"],
  ['SQL with quotes and a schema', 'sql`truncate public."grants"`'],
])('a breach by %s is seen', (_, text) => {
  expect(findFaults([['firing/breach.ts', text]])).toEqual([
    'server/src/firing/breach.ts:1 writes grants, expected server/src/grants writes it: call a function of that room',
  ])
})

it.each([
  'sql`update $' + '{sql.table(name)} set a = 1`',
  'database.deleteFrom(name)',
  "pool.query('insert into ' + name)",
])('a table that is only known when the code runs is refused: %s', text => {
  expect(findFaults([['grants/breach.ts', text]])).toEqual([
    'server/src/grants/breach.ts:1 writes <unknown>, expected a table named here',
  ])
})

it.each([
  'sql`select id from grants g for update of g skip locked`',
  'sql`select id from grants for update`',
  'sql`insert into reminders (id) values (1) on conflict (id) do update set id = 2`',
  '// update grants set everything',
  "log.info('the update of grants'); const text = 'nothing to update here'",
])('what changes nothing of theirs is no breach: %s', text => {
  expect(findFaults([['subscriptions/reads.ts', text]])).toEqual([])
})
