import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startCluster, stopCluster } from '../../src/database/cluster-commands'
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded'
import { type TestApp, testApp } from '../support/app'

jest.setTimeout(60_000)

let folder: string
let database: EmbeddedDatabase
let server: TestApp

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhuan-away-'))
  await chmod(folder, 0o755)
  // Nobody looks after this one: it stays away until the test brings it back.
  database = await startEmbedded(folder, { settings: { fsync: 'off' }, watchEvery: 3_600_000 })
  server = await testApp({ databaseUrl: database.url })
})
afterAll(async () => {
  await server.end()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

test('while the database is away readyz says so and requests get 503; then all recovers by itself', async () => {
  const me = await server.as('patient')
  const calendar = await server.call('GET', '/v1/calendar?examYear=2026')
  const directory = join(folder, 'postgres')

  await stopCluster(directory)
  const ready = await server.call('GET', '/readyz')
  expect([ready.statusCode, ready.json().error]).toEqual([
    503,
    { code: 'not-ready', message: 'the database cannot be reached' },
  ])
  expect((await server.call('GET', '/healthz')).statusCode).toBe(200)
  const requests: [string, string, unknown?][] = [
    ['GET', '/v1/record'],
    ['POST', '/v1/record', { since: 0, entries: [] }],
    ['DELETE', '/v1/me'],
    ['GET', `/v1/shares/${'A'.repeat(22)}`],
    ['POST', '/v1/scans', { scene: 'x' }],
  ]
  for (const [method, url, body] of requests) {
    const answer = await me(method, url, body)
    expect([url, answer.statusCode, answer.json().error.code]).toEqual([url, 503, 'database-unavailable'])
    expect(answer.headers['retry-after']).toBeDefined()
    expect(answer.body).not.toMatch(/127\.0\.0\.1|ECONN|ENOENT|PGSQL|password/)
  }
  // The public calendar does not need it.
  const still = await server.call('GET', '/v1/calendar?examYear=2026')
  expect([still.statusCode, still.body]).toEqual([200, calendar.body])

  await startCluster(directory, Number(new URL(database.url).port), {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    fsync: 'off',
  })
  while ((await server.call('GET', '/readyz')).statusCode !== 200) await sleep(50)
  expect((await me('GET', '/v1/record')).json()).toEqual({ revision: 0, entries: [] })

  // Announcements are heard again too.
  await server.context.pool.query(
    `insert into announcements (kind, exam_year, start_day, source, urgent, state, recipients, created_at, send_after)
     values ('score-release', 2026, '2026-12-24', 'x', false, 'done', 0, now(), '2026-01-01')`,
  )
  const official = async () =>
    (await server.call('GET', '/v1/calendar?examYear=2026')).body.includes('"start":"2026-12-24"')
  while (!(await official())) await sleep(50)
})
