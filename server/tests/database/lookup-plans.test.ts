import type pg from 'pg'
import { ADD } from '../../src/accounts/sessions'
import { FIND } from '../../src/database/find-accounts'
import { type DatabaseHandle, openLookups } from '../../src/database/postgres'
import { READ } from '../../src/record/read-record'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { rowsRead } from '../support/plan'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const MANY = 20_000
const SESSION = "array['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']::uuid[]"

/** People with three entries each. */
const addPeople = (from: number, to: number): string => `
  with added as (
    insert into candidates (openid, created_at, revision) select 'o' || i, now(), 3 from generate_series(${from}, ${to}) i returning id
  ) insert into record_entries (candidate_id, key, value, updated_at, revision)
      select id, 'key-' || j, '1', now(), j from added, generate_series(1, 3) j`

// Planned when the server is new, run on score night. A plan is kept until PostgreSQL has counted the tables again.
describe.each([0, 5, 60, 300])('planned while there are %s people and no session has ended', few => {
  let lookups: DatabaseHandle
  let client: pg.PoolClient

  beforeAll(async () => {
    lookups = openLookups(database.url, () => undefined)
    client = await lookups.pool.connect()
    await client.query('truncate candidates, ended_sessions restart identity cascade')
    if (few > 0) await client.query(addPeople(1, few))
    await client.query('vacuum analyze candidates, ended_sessions, record_entries')
    await client.query(`prepare find as ${FIND.text}`)
    await client.query(`prepare read as ${READ.text}`)
    await client.query(`prepare add as ${ADD.text}`)
    for (const statement of [find(1, 2), read(1, 2), add('the-first')]) await client.query(statement)
    await client.query(addPeople(few + 1, MANY))
    await client.query(`insert into ended_sessions select gen_random_uuid(), now() from generate_series(1, ${MANY})`)
  })
  afterAll(async () => {
    client.release()
    await lookups.close()
  })

  const find = (one: number, other: number) =>
    `execute find(array[0, 1], array['o${one}', 'o${other}'], array[2, 3], array[${one}, ${other}], ${SESSION})`
  const read = (one: number, other: number) => `execute read(array[${one}, ${other}], array[0, 2])`

  const add = (openid: string) => `execute add(array['${openid}'], now())`

  async function explain(statement: string) {
    const { rows } = await client.query(`explain (analyze, format json) ${statement}`)
    return rows[0]['QUERY PLAN'][0].Plan
  }

  it('two who log in and two who have a session are found by reading those four', async () => {
    const plan = await explain(find(19_000, 11_000))
    expect(plan['Actual Rows']).toBe(4)
    expect(rowsRead(plan, 'candidates')).toBe(4)
    expect(rowsRead(plan, 'ended_sessions')).toBe(0)
  })

  it('two records are read by reading those two', async () => {
    const plan = await explain(read(19_000, 11_000))
    expect(plan['Actual Rows']).toBe(4)
    expect(rowsRead(plan, 'candidates')).toBe(2)
    expect(rowsRead(plan, 'record_entries')).toBe(6)
  })

  it('somebody new is added by reading nobody', async () => {
    const plan = await explain(add('another'))
    expect(rowsRead(plan, 'candidates')).toBe(0)
    const { rows } = await client.query("select id from candidates where openid = 'another'")
    expect(rows).toHaveLength(1)
  })
})
