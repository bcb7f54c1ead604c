import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

const updatedAt = '2026-11-23T09:00:00+08:00'
const card = {
  level: 'added-specialty',
  specialty: 'other',
  passedCount: 0,
  required: 1,
  subjects: [{ subject: 'practice', status: 'not-passed' }],
}
const profile = { key: 'profile', value: { level: 'full', specialty: 'other' }, updatedAt }

test('the export holds all that is stored, other features included', async () => {
  server.context.exportSections.extra = async ({ openid }) => ({ of: openid.length })
  const me = await server.as('exporter')
  await me('POST', '/v1/record', { since: 0, entries: [profile] })
  const { id } = (await me('POST', '/v1/shares', { showMarks: true, card })).json()
  const answer = await me('GET', '/v1/me/export')
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.json()).toMatchObject({
    exportedAt: '2026-11-23T02:00:00.000Z',
    createdAt: '2026-11-23T02:00:00.000Z',
    revision: 1,
    entries: [{ ...profile, updatedAt: '2026-11-23T01:00:00.000Z' }],
    losingEdits: [],
    shares: [
      { id, showMarks: true, createdAt: '2026-11-23T02:00:00.000Z', updatedAt: '2026-11-23T02:00:00.000Z', card },
    ],
    extra: { of: 8 },
  })
})

test('of one person two exports are made at the same time', async () => {
  const me = await server.as('hasty exporter')
  const answers = await Promise.all([1, 2, 3].map(() => me('GET', '/v1/me/export')))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 429])
  expect((await me('GET', '/v1/me/export')).statusCode).toBe(200)
})

test('a forgotten person leaves nothing but anonymous sums, and every old token is 401', async () => {
  const [phone, tablet] = [await server.as('forgetful'), await server.as('forgetful')]
  await phone('POST', '/v1/record', { since: 0, entries: [profile] })
  const { id } = (await phone('POST', '/v1/shares', { showMarks: true, card })).json()
  await phone('POST', '/v1/scans', { scene: 'poster' })
  const forgotten: unknown[] = []
  server.context.onForget.push(async (_transaction, person) => void forgotten.push(person.openid))

  expect((await phone('DELETE', '/v1/me')).statusCode).toBe(204)

  expect(forgotten).toEqual(['forgetful'])
  for (const call of [phone, tablet]) expect((await call('GET', '/v1/record')).statusCode).toBe(401)
  expect((await server.call('GET', `/v1/shares/${id}`)).statusCode).toBe(410)
  const { rows } = await server.context.pool.query(`
    select (select count(*) from candidates where openid = 'forgetful') people,
           (select count(*) from shares where id = '${id}' and (card is not null or code_image is not null or candidate_id is not null)) shares,
           (select sum(count) from scan_counts where scene = 'poster') scans`)
  expect(rows).toEqual([{ people: '0', shares: '0', scans: '1' }])

  const again = await server.as('forgetful')
  expect((await again('GET', '/v1/record')).json()).toEqual({ revision: 0, entries: [] })
})

test('when a feature cannot forget, nothing is forgotten', async () => {
  const me = await server.as('kept')
  await me('POST', '/v1/record', { since: 0, entries: [profile] })
  server.context.onForget.push(async () => {
    throw new Error('not now')
  })
  const answer = await me('DELETE', '/v1/me')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('not now')
  expect((await me('GET', '/v1/record')).json().revision).toBe(1)
})

test('scans are counted without a person; invented scenes end in one sum', async () => {
  for (const scene of ['poster-1', 'poster-1', 'poster-2'])
    expect((await server.call('POST', '/v1/scans', { scene })).statusCode).toBe(204)
  const sums = await server.context.database
    .selectFrom('scan_counts')
    .select(['day', 'scene', 'count'])
    .where('scene', 'like', 'poster-%')
    .orderBy('scene')
    .execute()
  expect(sums).toEqual([
    { day: '2026-11-23', scene: 'poster-1', count: 2 },
    { day: '2026-11-23', scene: 'poster-2', count: 1 },
  ])
  await server.context.pool.query(
    "insert into scan_counts select '2026-11-23', 'x' || n, 1 from generate_series(1, 5000) n",
  )
  await server.call('POST', '/v1/scans', { scene: 'invented' })
  await server.call('POST', '/v1/scans', { scene: 'poster-1' })
  const after = await server.context.database
    .selectFrom('scan_counts')
    .select(['scene', 'count'])
    .where('scene', 'in', ['invented', 'other', 'poster-1'])
    .orderBy('scene')
    .execute()
  expect(after).toEqual([
    { scene: 'other', count: 1 },
    { scene: 'poster-1', count: 3 },
  ])
})

test('codes that the operator made are counted by name, however many scenes are invented', async () => {
  const { pool, clock } = server.context
  clock.set('2026-11-24T10:00:00+08:00')
  await pool.query("insert into scan_counts select '2026-11-24', 'y' || n, 1 from generate_series(1, 5000) n")
  await pool.query("insert into codes values ('poster-54', 'pages/progress/index', 430, '\\x00', now())")
  for (const scene of ['poster-54', 'poster-54', 'poster-55']) await server.call('POST', '/v1/scans', { scene })
  const { rows } = await pool.query(
    "select scene, count from scan_counts where day = '2026-11-24' and scene in ('poster-54', 'poster-55', 'other') order by scene",
  )
  expect(rows).toEqual([
    { scene: 'other', count: 1 },
    { scene: 'poster-54', count: 2 },
  ])
})

test('client errors are logged without what could be a secret, and limited', async () => {
  const report = {
    message: 'request failed: /x?access_token=abc123',
    stack: 'at scores',
    page: 'pages/scores/index?token=1',
    device: 'any',
  }
  expect((await server.call('POST', '/v1/client-errors', report)).statusCode).toBe(204)
  const line = server.context.logged.find(text => text.includes('a mini-program reported an error'))
  expect(line).toContain('pages/scores/index')
  expect(line).not.toMatch(/abc123|token=1/)
  const statuses = []
  for (let index = 0; index < 70; index++)
    statuses.push((await server.call('POST', '/v1/client-errors', { message: 'x' })).statusCode)
  expect(statuses.at(-1)).toBe(429)
})
