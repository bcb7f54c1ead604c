import type { Context } from '../../src/context'
import { type Call, type TestApp, testApp } from '../support/app'

let server: TestApp
let owner: Call
const drawn: { scene: string; page: string }[] = []
const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

beforeAll(async () => {
  server = await testApp()
  server.context.wechat.codeImage = (async (wanted: { scene: string; page: string }) => {
    drawn.push(wanted)
    return PNG
  }) as unknown as Context['wechat']['codeImage']
  owner = await server.as('owner')
  const updatedAt = '2026-11-23T09:00:00+08:00'
  const entries = [
    { key: 'profile', value: { level: 'full', specialty: 'chemical' }, updatedAt },
    { key: 'sitting:2024', value: { examYear: 2024, marks: { law: 71 } }, updatedAt },
    {
      key: 'sitting:2025',
      value: { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
      updatedAt,
    },
    { key: 'sitting:2026', value: { examYear: 2026, marks: { practice: 'pending' } }, updatedAt },
  ]
  expect((await owner('POST', '/v1/record', { since: 0, entries })).statusCode).toBe(200)
})
afterAll(() => server.end())

const share = async (showMarks: boolean) => (await owner('POST', '/v1/shares', { showMarks })).json<{ id: string }>().id

test('a share has 128 random bits and shows the standing to anybody', async () => {
  const id = await share(true)
  expect(id).toMatch(/^[\w-]{22}$/)
  expect((await server.call('GET', `/v1/shares/${id}`)).json()).toEqual({
    level: 'full',
    specialty: 'chemical',
    passedCount: 3,
    required: 4,
    subjects: [
      { subject: 'law', status: 'last-chance', passedIn: 2024, mark: 71 },
      { subject: 'management', status: 'valid', passedIn: 2025, mark: 66 },
      { subject: 'technology', status: 'valid', passedIn: 2025, mark: 60 },
      { subject: 'practice', status: 'awaiting-results' },
    ],
    createdAt: '2026-11-23T02:00:00.000Z',
  })
})

test('marks are shown only when asked for, and are not even stored otherwise', async () => {
  const id = await share(false)
  const card = await server.call('GET', `/v1/shares/${id}`)
  expect(card.body).not.toContain('"mark"')
  expect(card.json().subjects[0]).toEqual({ subject: 'law', status: 'last-chance', passedIn: 2024 })
  const stored = await server.context.database
    .selectFrom('shares')
    .select('card')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(stored)).not.toContain('"mark"')
})

test('what is entered later does not show up behind an old link', async () => {
  const id = await share(true)
  const value = { examYear: 2026, marks: { practice: 40 } }
  await owner('POST', '/v1/record', {
    since: 1,
    entries: [{ key: 'sitting:2026', value, updatedAt: '2026-11-23T09:30:00+08:00' }],
  })
  expect((await server.call('GET', `/v1/shares/${id}`)).json().subjects[3]).toEqual({
    subject: 'practice',
    status: 'awaiting-results',
  })
})

test('a revoked share is 410, its code too, and can be revoked again', async () => {
  const id = await share(true)
  expect((await owner('DELETE', `/v1/shares/${id}`)).statusCode).toBe(204)
  for (const url of [`/v1/shares/${id}`, `/v1/shares/${id}/code`]) {
    const answer = await server.call('GET', url)
    expect(answer.statusCode).toBe(410)
    expect(answer.json().error.code).toBe('share-revoked')
  }
  expect((await owner('DELETE', `/v1/shares/${id}`)).statusCode).toBe(204)
})

test('nobody else can revoke it, and unknown ids are 404', async () => {
  const id = await share(true)
  const other = await server.as('other')
  expect((await other('DELETE', `/v1/shares/${id}`)).statusCode).toBe(404)
  expect((await server.call('DELETE', `/v1/shares/${id}`)).statusCode).toBe(401)
  expect((await server.call('GET', `/v1/shares/${id}`)).statusCode).toBe(200)
  expect((await server.call('GET', `/v1/shares/${'A'.repeat(22)}`)).statusCode).toBe(404)
  expect((await server.call('GET', '/v1/shares/1')).statusCode).toBe(404)
})

test('the mini-program code is drawn once, however many ask, and kept', async () => {
  const id = await share(true)
  const answers = await Promise.all([1, 2, 3].map(() => server.call('GET', `/v1/shares/${id}/code`)))
  answers.push(await server.call('GET', `/v1/shares/${id}/code`))
  for (const answer of answers) {
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('image/png')
    expect(answer.rawPayload).toEqual(PNG)
  }
  expect(drawn.filter(({ scene }) => scene === id)).toEqual([{ scene: id, page: 'share/card/index' }])
})

test('without a synced record there is nothing to share', async () => {
  const fresh = await server.as('fresh')
  const answer = await fresh('POST', '/v1/shares', { showMarks: false })
  expect(answer.statusCode).toBe(409)
  expect(answer.json().error.code).toBe('no-record')
})
