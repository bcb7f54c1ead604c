import { Registry } from 'prom-client'
import { buildApp } from '../../src/app'
import { composeRoutes } from '../../src/compose'
import { createDoor } from '../../src/http/door'
import { type TestApp, testApp } from '../support/app'

const ANN = { name: 'ann', token: 'the-token-of-ann-0001' }
const BOB = { name: 'bob', token: 'the-token-of-bob-0002' }
let server: TestApp
beforeAll(async () => {
  server = await testApp({ environment: { operators: [ANN, BOB], accessLog: true, logLevel: 'info' } })
})
afterAll(() => server.end())

const as = ({ token }: { token: string }, more = {}) => ({ authorization: `Bearer ${token}`, ...more })
const audit = (token: { token: string }, more = {}) =>
  server.call('GET', '/operator/v1/audit', undefined, as(token, more))

it('the audit log has the name of whose token it was', async () => {
  const what = { kind: 'payment', examYear: 2026, region: null, source: 'https://example.org', dryRun: true }
  for (const who of [ANN, BOB]) await server.call('POST', '/operator/v1/announcements', what, as(who))
  const { entries } = (await audit(ANN)).json()
  expect(entries.map(({ actor }: { actor: string }) => actor)).toEqual(['bob', 'ann'])
})

// Red before: 200 guesses, and no 429, for a proxy that passes on what the caller says of its address.
it('guesses are counted of all addresses together, too, and never keep an operator out', async () => {
  server.context.clock.advance(61)
  const statuses: number[] = []
  for (let guess = 0; guess < 200; guess++)
    statuses.push((await audit({ token: `guess-${guess}` }, { 'x-forwarded-for': `198.51.100.${guess}` })).statusCode)
  expect(statuses.filter(status => status === 429)).toHaveLength(100)
  expect((await audit(BOB)).statusCode).toBe(200)
})

it('of a header that a proxy has continued, the last entry counts', async () => {
  server.context.clock.advance(61)
  const guess = (forwarded: string, remoteAddress = '127.0.0.1') =>
    server.app.inject({
      url: '/operator/v1/audit',
      headers: { ...as({ token: 'wrong' }), 'x-forwarded-for': forwarded },
      remoteAddress,
    })
  for (let i = 0; i < 20; i++) await guess(`10.0.0.${i}, 203.0.113.9`)
  expect((await guess('10.0.0.99, 203.0.113.9')).statusCode).toBe(429)
  expect((await guess('203.0.113.10')).statusCode).toBe(401)
  // From elsewhere than the machine itself, and not named in TRUSTED_PROXIES: nothing it says of others counts.
  for (let i = 0; i < 20; i++) await guess(`192.0.2.${i}`, '100.64.0.1')
  expect((await guess('192.0.2.99', '100.64.0.1')).statusCode).toBe(429)
})

it('every answer has an id, and the access log tells route, status and time and nothing that is private', async () => {
  server.context.logged.length = 0
  const answer = await server.call('GET', `/v1/shares/${'s'.repeat(22)}?token=private`)
  const id = answer.headers['x-request-id']
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-z]+$/)
  const lines = server.context.logged.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request')
  expect(lines).toEqual([
    expect.objectContaining({ request: id, method: 'GET', route: '/v1/shares/:id', status: answer.statusCode }),
  ])
  expect(JSON.stringify(lines)).not.toMatch(/private|ssss/)
})

it('requests are counted by route and status', async () => {
  await server.call('GET', '/nowhere')
  const text = (await server.call('GET', '/metrics')).body
  expect(text).toMatch(/http_request_duration_seconds_count\{method="any",route="none",status="404"\} 1\n/)
  expect(text).toMatch(/http_request_duration_seconds_bucket\{le="\+Inf",method="GET",route="\/operator\/v1\/audit",/)
})

// Red before: a proxy's rule for /metrics let /%6detrics through.
it('with a port of their own, metrics and the operator are on no other, however it is asked for', async () => {
  const doors = [createDoor(), createDoor()] as const
  const [main, admin] = doors
  const context = { ...server.context, metrics: new Registry() }
  const app = await buildApp(context, composeRoutes(context), main, admin.server)
  await app.ready()
  admin.handOverTo((request, response) => app.routing(request, response))
  for (const door of doors) await door.listen(0, '127.0.0.1')
  const get = async (door: (typeof doors)[number], path: string) =>
    (await fetch(`http://127.0.0.1:${door.addresses()[0]!.port}${path}`, { headers: as(ANN) })).status
  const all = ['/metrics', '/%6detrics', '/operator/v1/audit', '/%6fperator/v1/audit', '/healthz', '/v1/announcements']
  expect(await Promise.all(all.map(path => get(main, path)))).toEqual([404, 404, 404, 404, 200, 200])
  expect(await Promise.all(all.map(path => get(admin, path)))).toEqual([200, 200, 200, 200, 200, 404])
  await Promise.all(doors.map(door => door.close()))
  await app.close()
})
