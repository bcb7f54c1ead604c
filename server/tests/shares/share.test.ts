import type { Context } from '../../src/context'
import { WeChatError } from '../../src/wechat/errors'
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

test('a pass without a number is shared as what it is', async () => {
  const person = await server.as('no-number')
  const updatedAt = '2026-11-23T09:00:00+08:00'
  const entries = [
    { key: 'profile', value: { level: 'full', specialty: 'chemical' }, updatedAt },
    { key: 'sitting:2024', value: { examYear: 2024, marks: { law: 'passed', management: 'failed' } }, updatedAt },
    { key: 'sitting:2025', value: { examYear: 2025, level: 'exempt-one', marks: { technology: 80 } }, updatedAt },
  ]
  expect((await person('POST', '/v1/record', { since: 0, entries })).statusCode).toBe(200)
  const { id } = (await person('POST', '/v1/shares', { showMarks: true })).json<{ id: string }>()
  expect((await server.call('GET', `/v1/shares/${id}`)).json().subjects).toEqual([
    { subject: 'law', status: 'last-chance', passedIn: 2024, mark: 'passed' },
    { subject: 'management', status: 'not-passed' },
    { subject: 'technology', status: 'not-passed' },
    { subject: 'practice', status: 'not-passed' },
  ])
})

test('a share follows the exam days of the candidate’s own region', async () => {
  const { clock, database } = server.context
  const person = await server.as('put-off')
  const updatedAt = '2026-11-23T09:00:00+08:00'
  const entries = [
    { key: 'profile', value: { level: 'full', specialty: 'chemical', region: '贵州' }, updatedAt },
    { key: 'sitting:2023', value: { examYear: 2023, marks: { law: 61 } }, updatedAt },
  ]
  expect((await person('POST', '/v1/record', { since: 0, entries })).statusCode).toBe(200)
  const law = async () => {
    const { id } = (await person('POST', '/v1/shares', { showMarks: false })).json<{ id: string }>()
    return (await server.call('GET', `/v1/shares/${id}`)).json().subjects[0].status
  }
  // The sitting of 2026, its last, is over in the country.
  expect(await law()).toBe('awaiting-results')
  const announcement = {
    kind: 'exam' as const,
    exam_year: 2026,
    start_day: '2027-07-31',
    source: 's',
    urgent: false,
    recipients: 0,
  }
  const times = { created_at: clock.now(), send_after: clock.now() }
  const { id } = await database
    .insertInto('announcements')
    .values({ ...announcement, ...times, region: '贵州', state: 'done' })
    .returning('id')
    .executeTakeFirstOrThrow()
  expect(await law()).toBe('last-chance')
  await database.deleteFrom('announcements').where('id', '=', id).execute()
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

test('that the page of a share is not in the released version is no fault of who asks for its code', async () => {
  const id = await share(true)
  const draw = server.context.wechat.codeImage
  server.context.wechat.codeImage = async () => {
    throw new WeChatError('getwxacodeunlimit', 41030, 'invalid page', [422, 'code-impossible'])
  }
  const answer = await server.call('GET', `/v1/shares/${id}/code`)
  server.context.wechat.codeImage = draw
  expect([answer.statusCode, answer.json().error.code]).toEqual([502, 'wechat-refused'])
  expect(server.context.logged.join('')).toContain('WeChat answered 41030 invalid page')
  expect((await server.call('GET', `/v1/shares/${id}/code`)).statusCode).toBe(200)
})

describe('one person has at most', () => {
  const updatedAt = '2026-11-23T09:00:00+08:00'
  const profile = { key: 'profile', value: { level: 'full', specialty: 'chemical' }, updatedAt }
  const sharer = async (openid: string, count: number, revokedAt: Date | null) => {
    const call = await server.as(openid)
    await call('POST', '/v1/record', { since: 0, entries: [profile] })
    await server.context.pool.query(
      `insert into shares (id, candidate_id, card, created_at, revoked_at)
       select $1 || n, id, '{}', now(), $3 from candidates, generate_series(1, $2) as n where openid = $1`,
      [openid, count, revokedAt],
    )
    return call
  }
  const refusal = (message: string) => [422, { error: { code: 'too-many', message } }]
  const shareOf = async (call: Call) => {
    const answer = await call('POST', '/v1/shares', { showMarks: false })
    return [answer.statusCode, answer.json()] as const
  }

  test('100 shares that are not taken back, also when they are made at the same time', async () => {
    const call = await sharer('sharer', 99, null)
    const answers = await Promise.all([shareOf(call), shareOf(call)])
    const [made] = answers.filter(([status]) => status === 200)
    expect(answers).toContainEqual(
      refusal('you have 100 shares that are not taken back, expected at most 100: take one back'),
    )
    await call('DELETE', `/v1/shares/${made![1].id}`)
    expect((await shareOf(call))[0]).toBe(200)
  })

  test('1,000 shares ever', async () => {
    const call = await sharer('over-sharer', 1_000, new Date())
    expect(await shareOf(call)).toEqual(refusal('you have made 1000 shares, expected at most 1000'))
  })
})

test('without a synced record there is nothing to share', async () => {
  const fresh = await server.as('fresh')
  const answer = await fresh('POST', '/v1/shares', { showMarks: false })
  expect(answer.statusCode).toBe(409)
  expect(answer.json().error.code).toBe('no-record')
})
