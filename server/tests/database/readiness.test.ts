import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeEach(async () => {
  server = await testApp()
})
afterEach(() => server.end())

const ready = async () => {
  const answer = await server.call('GET', '/readyz')
  return [answer.statusCode, answer.json().error?.message]
}

// Red before: whatever answered "select 1" was ready.
it.each([
  ['an emptied database', 'drop schema public cascade; create schema public', 'has not the tables of this build'],
  ['one that is a migration behind', "delete from migrations where name like '011%'", 'has not the tables'],
  ['one whose tables are gone', 'drop table deliveries', 'has not the tables of this build'],
])('%s is not ready', async (_what, statement, message) => {
  expect(await ready()).toEqual([200, undefined])
  await server.context.pool.query(statement)
  expect(await ready()).toEqual([503, expect.stringContaining(message)])
})

it('a read-only database is not ready', async () => {
  const name = new URL(server.context.databaseUrl).pathname.slice(1)
  await server.context.pool.query(`alter database ${name} set default_transaction_read_only = on`)
  // What is connected already is not told.
  await server.context.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await server.context.pool.query('set default_transaction_read_only = on').catch(() => undefined)
  expect(await ready()).toEqual([503, expect.stringContaining('read-only')])
  await server.context.pool.query('set default_transaction_read_only = off')
})
