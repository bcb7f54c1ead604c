import { sweepCandidates } from '../../src/candidates/housekeeping'
import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

test('a login gives a token that expires in thirty days', async () => {
  const answer = await server.call('POST', '/v1/session', { code: 'code-of-anna' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), expiresAt: '2026-12-23T02:00:00.000Z' })
})

test('a code is good once', async () => {
  const answer = await server.call('POST', '/v1/session', { code: 'code-of-anna' })
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({ error: { code: 'code-refused', message: expect.any(String) } })
})

test('the token is stored only as a hash', async () => {
  const berta = await server.as('berta')
  const { rows } = await server.context.pool.query(
    'select * from sessions s join candidates c on c.id = s.candidate_id',
  )
  expect(JSON.stringify(rows)).not.toContain(berta.token)
  for (const { token_hash } of rows) expect(token_hash).toHaveLength(32)
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
  ['an invented token', `Bearer ${'a'.repeat(43)}`],
  ['the operator token', 'Bearer operator-token-for-tests'],
])('%s is 401', async (_what, authorization) => {
  const answer = await server.call('GET', '/v1/record', undefined, authorization ? { authorization } : {})
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({ error: { code: 'unauthorized', message: expect.any(String) } })
})

test('a session that is over is 401, and swept away', async () => {
  const emil = await server.as('emil')
  server.context.clock.advance(30 * 86_400 + 1)
  expect((await emil('GET', '/v1/record')).statusCode).toBe(401)
  await sweepCandidates(server.context)
  expect(await server.context.database.selectFrom('sessions').selectAll().execute()).toEqual([])
})

test('who keeps sending bad codes is shut out for a minute, others are not', async () => {
  const attack = (ip: string) => server.call('POST', '/v1/session', { code: 'invented' }, { 'x-forwarded-for': ip })
  const statuses = []
  for (let index = 0; index < 65; index++) statuses.push((await attack('203.0.113.5')).statusCode)
  expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401))
  expect(statuses.slice(60)).toEqual(Array(5).fill(429))
  expect((await attack('203.0.113.6')).statusCode).toBe(401)
  server.context.clock.advance(61)
  expect((await attack('203.0.113.5')).statusCode).toBe(401)
})
