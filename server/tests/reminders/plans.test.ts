import pg from 'pg'
import { LEASE } from '../../src/reminders/delivery-store'
import { EXCHANGE } from '../../src/reminders/exchange'
import { forSending } from '../../src/reminders/worker'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: forSending(database.url) })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
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
