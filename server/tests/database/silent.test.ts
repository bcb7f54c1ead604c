import { type TestApp, testApp } from '../support/app'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { type SilentProxy, silentProxy } from '../support/silent-proxy'

jest.setTimeout(60_000)

let database: TestDatabase
let proxy: SilentProxy
let server: TestApp

beforeAll(async () => {
  database = await createTestDatabase()
  proxy = await silentProxy(database.url)
  server = await testApp({ databaseUrl: proxy.url })
})
afterAll(async () => {
  proxy.setSilent(false)
  await server.end()
  await proxy.close()
  await database.drop()
})

test('a database that is silent instead of gone: readyz and requests say so, and all recovers', async () => {
  const me = await server.as('patient')
  // As many as there are connections, so that each of them has been used and stands.
  await Promise.all(Array.from({ length: 20 }, () => me('GET', '/v1/reminders')))
  proxy.setSilent(true)
  const ready = server.call('GET', '/readyz')
  const requests = Promise.all(Array.from({ length: 12 }, () => me('GET', '/v1/reminders')))
  expect((await ready).json().error).toEqual({ code: 'not-ready', message: 'the database does not answer' })
  for (const answer of await requests)
    expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'database-unavailable'])
  proxy.setSilent(false)
  // Whatever still waits on the old connections is not what anybody is told.
  for (let i = 0; i < 12; i++) expect((await me('GET', '/v1/reminders')).json()).toEqual({ reminders: [], grants: {} })
  expect((await server.call('GET', '/readyz')).statusCode).toBe(200)
})
