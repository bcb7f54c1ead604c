import { forSending } from '../../src/background/worker'
import { openDatabase, withSettings } from '../../src/database/postgres'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const settingOf = async (url: string, name: string): Promise<string> => {
  const handle = openDatabase(url, { onError: () => undefined })
  try {
    return (await handle.pool.query(`show ${name}`)).rows[0][name]
  } finally {
    await handle.close()
  }
}

describe.each([
  ['requests', (url: string) => url],
  ['sends', forSending],
])('a connection for %s', (_name, toUrl) => {
  it('does not keep a transaction open for a machine that has vanished', async () => {
    expect(await settingOf(toUrl(database.url), 'idle_in_transaction_session_timeout')).toBe('10s')
  })

  it('has no statement compiled before it is run', async () => {
    expect(await settingOf(toUrl(database.url), 'jit')).toBe('off')
  })

  it('keeps the options that DATABASE_URL brings', async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', '-c work_mem=5MB')
    expect(await settingOf(toUrl(url.href), 'work_mem')).toBe('5MB')
  })
})

it('has no connection left when it is closed: a database that stops then breaks none', async () => {
  const observer = openDatabase(database.url, { onError: () => undefined, application: 'observer' })
  for (let round = 0; round < 10; round++) {
    const { pool, close } = openDatabase(database.url, { onError: () => undefined, application: 'closing' })
    await Promise.all([1, 2, 3, 4].map(() => pool.query('select pg_sleep(0.02)')))
    await close()
    const { rows } = await observer.pool.query("select from pg_stat_activity where application_name = 'closing'")
    expect(rows).toHaveLength(0)
  }
  await observer.close()
})

it('asks PostgreSQL to notice a peer that is gone', () => {
  const url = withSettings('postgres://somewhere/db?options=-c%20work_mem%3D5MB', { tcp_keepalives_idle: '10' })
  expect(new URL(url).searchParams.get('options')).toBe('-c work_mem=5MB -c tcp_keepalives_idle=10')
})
