import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { pageOfRecipients } from '../../src/announcements/fan-out'
import { forSending } from '../../src/background/worker'
import { forRequests } from '../../src/database/postgres'
import { DUE_TEMPLATES } from '../../src/deliveries/changed-templates'
import { WHAT_FIRED } from '../../src/deliveries/fired-days'
import { LEASE } from '../../src/deliveries/leases'
import { PAGE_SIZE } from '../../src/deliveries/make-deliveries'
import { tickOff } from '../../src/inbox/push-inbox'
import { EXCHANGE } from '../../src/sending/exchange'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { rowsRead } from '../support/plan'

let database: TestDatabase
let client: pg.Client
/** As requests and jobs have it. */
let plain: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: forSending(forRequests(database.url)) })
  await client.connect()
  plain = new pg.Client({ connectionString: forRequests(database.url) })
  await plain.connect()
})
afterAll(async () => {
  await client.end()
  await plain.end()
  await database.drop()
})

/** Builds queries and runs none. */
const queries = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const EMPTY = 'truncate deliveries'
const LAST_YEARS = `insert into deliveries (reminder_id, openid, template_id, state)
  select i, 'o' || i, 'tpl-score-release', 'sent' from generate_series(1, 5000) i`

// Planned in a quiet month, run on score night: what is cheap where nothing is due must not be kept for when all is.
describe.each([
  ['empty', EMPTY],
  ["full of last year's messages", LAST_YEARS],
])('a plan made while the tables are %s', (_, fill) => {
  beforeAll(() => client.query(fill))

  const explain = async (statement: string): Promise<string> => {
    await client.query('vacuum analyze deliveries, grants, reminders')
    const { rows } = await client.query(`explain (generic_plan, costs off) ${statement}`)
    return rows.map(row => row['QUERY PLAN']).join('\n')
  }

  it('finds the rows to write down and to mark by their keys', async () => {
    const plan = await explain(EXCHANGE)
    expect(plan).toMatch(/Index Cond: \(reminder_id = ANY \(\$1\)\)/)
    expect(plan).toMatch(/Index Cond: \(reminder_id = ANY \(\$9\)\)/)
    expect(plan).not.toMatch(/Seq Scan on (deliveries|grants)/)
    expect(plan).not.toContain('Join Filter')
  })

  it('leases in the order of the index, each row by its key', async () => {
    const plan = await explain(LEASE)
    expect(plan).toMatch(/Index Cond: \(reminder_id = ANY /)
    expect(plan).toMatch(/Index Cond: \(\(template_id = \$1\) AND \(urgent = \$2\) AND \(run_at >= \$7\)/)
    expect(plan).not.toMatch(/Seq Scan on (deliveries|grants|reminders)/)
    expect(plan).not.toContain('Join Filter')
  })
})

// A page that reads all reminders, or all deliveries made before it, costs the square of their number in the end.
it('makes a page of recipients from that page alone, the first as well as a later one', async () => {
  await client.query(`
    truncate candidates, deliveries cascade;
    insert into candidates (openid, created_at) select 'o' || i, now() from generate_series(1, 20000) i;
    insert into reminders (candidate_id, kind, exam_year, open_since)
      select id, 'score-release', 2026, now() from candidates order by id;
    analyze`)
  await expectOnePageRead('0')
  await client.query(`insert into deliveries (reminder_id, openid, template_id, state)
    select id, 'o' || id, 'tpl-score-release', 'sent' from reminders order by id limit 15000`)
  await expectOnePageRead((await client.query('select max(reminder_id) as last from deliveries')).rows[0].last)
})

it('finds the templates of what is due without reading what is due', async () => {
  await client.query(`truncate deliveries;
    insert into deliveries (reminder_id, openid, template_id)
      select i, 'o' || i, 'tpl-' || i % 3 from generate_series(1, 20000) i`)
  await client.query('vacuum analyze deliveries')
  const { rows } = await plain.query(`explain (analyze, format json) ${DUE_TEMPLATES}`)
  const { Plan } = rows[0]['QUERY PLAN'][0]
  expect(Plan['Actual Rows']).toBe(3)
  expect(rowsRead(Plan, 'deliveries')).toBeLessThanOrEqual(4)
})

it('finds what has fired on a day without reading what an announcement has made, though under the same template', async () => {
  await client.query(`truncate candidates, deliveries cascade;
    insert into candidates (openid, created_at) select 'o' || i, now() from generate_series(1, 20000) i;
    insert into reminders (candidate_id, kind, exam_year, open_since)
      select id, case when id % 2 = 0 then 'score-release' else 'exam' end, 2026, now() from candidates order by id;
    insert into deliveries (reminder_id, announcement_id, openid, template_id)
      select id, case when kind = 'score-release' then gen_random_uuid() end, 'o' || id, 'tpl'
        from reminders where kind = 'score-release' or id % 2001 = 1`)
  await client.query('vacuum analyze deliveries, reminders')
  const query = WHAT_FIRED.compile(queries)
  const { rows } = await plain.query(`explain (analyze, format json) ${query.sql}`, [...query.parameters])
  const { Plan } = rows[0]['QUERY PLAN'][0]
  expect(rowsRead(Plan, 'deliveries')).toBeLessThanOrEqual(10)
  expect(rowsRead(Plan, 'reminders')).toBeLessThanOrEqual(10)
})

it('ticks events off by reading the rows of the oldest events’ people alone, though the statistics know of no deliveries', async () => {
  await client.query(`
    truncate candidates, deliveries, push_events cascade;
    analyze;
    insert into candidates (openid, created_at) select 'o' || i, now() from generate_series(1, 20000) i;
    insert into reminders (candidate_id, kind, exam_year, open_since)
      select id, 'score-release', 2026, now() from candidates order by id;
    insert into deliveries (reminder_id, openid, template_id, state, msgid)
      select r.id, openid, 'tpl', case when r.id % 2 = 0 then 'sent' else 'sending' end, r.id::text
        from reminders r join candidates c on c.id = r.candidate_id;
    insert into push_events (key, event) select i::text, jsonb_build_object('type', 'sent', 'errorCode', 0, 'openid', 'o' || i, 'templateId', 'tpl')
      from generate_series(1, 20000) i`)
  const query = tickOff(500).compile(queries)
  const { rows } = await plain.query(`explain (analyze, format json) ${query.sql}`, [...query.parameters])
  const { Plan } = rows[0]['QUERY PLAN'][0]
  expect(rowsRead(Plan, 'deliveries')).toBeLessThanOrEqual(500)
  expect(rowsRead(Plan, 'reminders')).toBeLessThanOrEqual(500)
})

async function expectOnePageRead(after: string): Promise<void> {
  const scope = { kind: 'score-release', examYear: 2026, region: null }
  const page = pageOfRecipients(scope, new Date('2100-01-01'), after).compile(queries)
  const { rows } = await plain.query(`explain (analyze, format json) ${page.sql}`, [...page.parameters])
  const { Plan } = rows[0]['QUERY PLAN'][0]
  expect(Plan['Actual Rows']).toBe(PAGE_SIZE)
  expect(rowsRead(Plan, 'deliveries')).toBeLessThanOrEqual(PAGE_SIZE)
  expect(rowsRead(Plan, 'reminders')).toBeLessThanOrEqual(PAGE_SIZE)
}
