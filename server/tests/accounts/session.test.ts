import { sweepAccounts } from '../../src/background/housekeeping'
import { unavailable } from '../../src/errors'
import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

test('a login gives a token that expires in thirty days', async () => {
  const answer = await server.call('POST', '/v1/session', { code: 'code-of-anna' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({
    token: expect.stringMatching(/^[\w.-]{50,200}$/),
    expiresAt: '2026-12-23T02:00:00.000Z',
  })
})

test('a code is good once', async () => {
  const answer = await server.call('POST', '/v1/session', { code: 'code-of-anna' })
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({ error: { code: 'code-refused', message: expect.any(String) } })
})

test('of a login nothing is written down but the candidate, and of its end only the number of the session', async () => {
  const berta = await server.as('berta')
  const { database } = server.context
  const ended = () => database.selectFrom('ended_sessions').selectAll().execute()
  expect(await ended()).toEqual([])
  await berta('DELETE', '/v1/session')
  const [, sessionId, expiresAt] = berta.token.split('.')
  expect(await ended()).toEqual([{ session_id: sessionId, expires_at: new Date(Number(expiresAt)) }])
})

test('a token opens nobody else who is given the same number, as after a restored backup', async () => {
  const { pool } = server.context
  const lost = await server.as('lost')
  await pool.query(`update candidates set openid = 'somebody else' where openid = 'lost'`)
  expect((await lost('GET', '/v1/record')).statusCode).toBe(401)
})

test('a token that another secret signed is 401', async () => {
  const fritz = await server.as('fritz')
  const { environment } = server.context
  const { sessionSecret } = environment
  environment.sessionSecret = 'another-secret-of-more-than-thirty-two-bytes'
  expect((await fritz('GET', '/v1/record')).statusCode).toBe(401)
  environment.sessionSecret = sessionSecret
  expect((await fritz('GET', '/v1/record')).statusCode).toBe(200)
})

test('a person who logs in again stays the same candidate, and both sessions hold', async () => {
  const [one, two] = [await server.as('carl'), await server.as('carl')]
  expect((await one('GET', '/v1/record')).statusCode).toBe(200)
  expect((await two('GET', '/v1/record')).statusCode).toBe(200)
  const people = await server.context.database
    .selectFrom('candidates')
    .select('id')
    .where('openid', '=', 'carl')
    .execute()
  expect(people).toHaveLength(1)
})

test('statements of logins and look-ups are planned once, however few they carry', async () => {
  for (let index = 0; index < 20; index++) await (await server.as('carl'))('GET', '/v1/record?since=0')
  // One after the other, so on one connection.
  const { rows } = await server.context.lookups.query<{ name: string; custom: number }>(
    'select name, custom_plans::integer as custom from pg_prepared_statements order by name',
  )
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['find-accounts']))
  expect(rows.filter(({ custom }) => custom > 0)).toEqual([])
})

test('many logins at once, of new people and of the same person, all succeed', async () => {
  const openids = Array.from({ length: 60 }, (_, index) => `crowd-${index % 20}`)
  const calls = await Promise.all(openids.map(openid => server.as(openid)))
  const answers = await Promise.all(calls.map(call => call('GET', '/v1/record')))
  expect(answers.every(answer => answer.statusCode === 200)).toBe(true)
  expect(new Set(calls.map(call => call.token)).size).toBe(60)
})

test('logging out ends this session and no other', async () => {
  const [one, two] = [await server.as('dora'), await server.as('dora')]
  expect((await one('DELETE', '/v1/session')).statusCode).toBe(204)
  expect((await one('GET', '/v1/record')).statusCode).toBe(401)
  expect((await two('GET', '/v1/record')).statusCode).toBe(200)
})

test.each([
  ['no header', undefined],
  ['another scheme', 'Basic dXNlcjpwYXNz'],
  ['a short token', 'Bearer abc'],
  ['an invented token', `Bearer 1.00000000-0000-4000-8000-000000000000.4102444800000.${'a'.repeat(43)}`],
  ['the operator token', 'Bearer operator-token-for-tests'],
])('%s is 401', async (_what, authorization) => {
  const answer = await server.call('GET', '/v1/record', undefined, authorization ? { authorization } : {})
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({ error: { code: 'unauthorized', message: expect.any(String) } })
})

test('a session that is over is 401, and that it was ended is swept away when no clock is a day late', async () => {
  const { clock, database } = server.context
  const ended = () => database.selectFrom('ended_sessions').select('session_id').execute()
  const [emil, given] = [await server.as('emil'), await server.as('emil')]
  await given('DELETE', '/v1/session')
  clock.advance(30 * 86_400 - 1)
  await sweepAccounts(server.context)
  expect([(await emil('GET', '/v1/record')).statusCode, (await given('GET', '/v1/record')).statusCode]).toEqual([
    200, 401,
  ])
  expect(await ended()).not.toEqual([])
  clock.advance(1)
  expect((await emil('GET', '/v1/record')).statusCode).toBe(401)
  clock.advance(86_400 - 1)
  await sweepAccounts(server.context)
  expect(await ended()).not.toEqual([])
  clock.advance(1)
  await sweepAccounts(server.context)
  expect(await ended()).toEqual([])
})

describe('who keeps sending bad codes', () => {
  const from = (ip: string, code: string) =>
    server.call('POST', '/v1/session', { code }, { 'x-forwarded-for': ip }).then(answer => answer.statusCode)
  const attack = async (ip: string, times: number) => {
    const statuses = []
    for (let index = 0; index < times; index++) statuses.push(await from(ip, 'invented'))
    return statuses
  }

  test('is slowed down to 20 a second for the rest of the minute, others are not', async () => {
    expect(await attack('203.0.113.5', 60)).toEqual(Array(60).fill(401))
    expect(await attack('203.0.113.5', 25)).toEqual([...Array(20).fill(401), ...Array(5).fill(429)])
    expect(await from('203.0.113.6', 'invented')).toBe(401)
    server.context.clock.advance(1)
    expect(await attack('203.0.113.5', 21)).toEqual([...Array(20).fill(401), 429])
    server.context.clock.advance(61)
    expect(await attack('203.0.113.5', 30)).toEqual(Array(30).fill(401))
  })

  test('never keeps out the others behind the same address', async () => {
    await attack('203.0.113.7', 62)
    const logins = []
    for (let index = 0; index < 50; index++) logins.push(await from('203.0.113.7', `code-of-neighbour-${index}`))
    expect(logins).toEqual(Array(50).fill(200))
    expect((await attack('203.0.113.7', 30)).filter(status => status === 429)).toHaveLength(12)
    server.context.clock.advance(1)
    expect(await from('203.0.113.7', 'code-of-late-neighbour')).toBe(200)
  })

  test('gets no more than that to WeChat by sending them all at once', async () => {
    await attack('203.0.113.8', 60)
    const statuses = await Promise.all(Array.from({ length: 100 }, () => from('203.0.113.8', 'invented')))
    expect(statuses.filter(status => status === 401)).toHaveLength(20)
    expect(statuses.filter(status => status === 429)).toHaveLength(80)
  })

  test('is not who meets a WeChat that does not answer', async () => {
    await attack('203.0.113.9', 60)
    const real = server.context.wechat.exchangeCode
    server.context.wechat.exchangeCode = async () => {
      throw unavailable('wechat-unreachable', 'away')
    }
    for (let index = 0; index < 30; index++) expect(await from('203.0.113.9', 'any')).toBe(503)
    server.context.wechat.exchangeCode = real
    expect(await from('203.0.113.9', 'code-of-patient')).toBe(200)
  })
})
