import type { Context } from '../../src/context'
import { WeChatError } from '../../src/wechat/errors'
import { type Call, type TestApp, testApp } from '../support/app'
import { OPERATOR_TOKEN } from '../support/environment'

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
})
afterAll(() => server.end())

const CARD = {
  level: 'full',
  specialty: 'chemical',
  passedCount: 3,
  required: 4,
  subjects: [
    { subject: 'law', status: 'last-chance', passedIn: 2024, mark: 71 },
    { subject: 'management', status: 'valid', passedIn: 2025, mark: 'passed' },
    { subject: 'technology', status: 'valid', passedIn: 2025, mark: 60 },
    { subject: 'practice', status: 'awaiting-results' },
  ],
}
const PLAIN = { ...CARD, subjects: CARD.subjects.map(({ mark: _, ...subject }) => subject) }
const shareOf = async (call: Call, showMarks: boolean, card: object = showMarks ? CARD : PLAIN) => {
  const answer = await call('POST', '/v1/shares', { showMarks, card })
  return [answer.statusCode, answer.json()] as const
}
const share = async (showMarks: boolean, call = owner): Promise<string> => (await shareOf(call, showMarks))[1].id
const seen = async (id: string) => (await server.call('GET', `/v1/shares/${id}`)).json()

test('a share has 128 random bits and shows the card to anybody; nothing was synced for it', async () => {
  const id = await share(true)
  expect(id).toMatch(/^[\w-]{22}$/)
  expect(await seen(id)).toEqual({ ...CARD, updatedAt: '2026-11-23T02:00:00.000Z' })
  expect((await owner('GET', '/v1/record')).json()).toEqual({ revision: 0, entries: [] })
})

test('posting again renews the card behind the same link, with marks and without apart', async () => {
  const person = await server.as('renewer')
  const [hidden, shown] = [await share(false, person), await share(true, person)]
  expect(shown).not.toBe(hidden)
  const better = {
    ...PLAIN,
    passedCount: 4,
    subjects: PLAIN.subjects.map(({ subject }) => ({ subject, status: 'certified', passedIn: 2026 })),
  }
  server.context.clock.set('2026-11-23T10:05:00+08:00')
  expect(await shareOf(person, false, better)).toEqual([200, { id: hidden }])
  expect(await seen(hidden)).toEqual({ ...better, updatedAt: '2026-11-23T02:05:00.000Z' })
  expect(await seen(shown)).toMatchObject({ passedCount: 3, updatedAt: '2026-11-23T02:00:00.000Z' })
  expect((await person('GET', '/v1/shares')).json()).toEqual({
    shares: [
      { id: hidden, showMarks: false, updatedAt: '2026-11-23T02:05:00.000Z' },
      { id: shown, showMarks: true, updatedAt: '2026-11-23T02:00:00.000Z' },
    ],
  })
  await person('DELETE', `/v1/shares/${hidden}`)
  expect((await person('GET', '/v1/shares')).json().shares).toHaveLength(1)
  expect(await share(false, person)).not.toBe(hidden)
  server.context.clock.set('2026-11-23T10:00:00+08:00')
})

test('a storm of taps makes one link', async () => {
  const person = await server.as('storm')
  const ids = await Promise.all(Array.from({ length: 10 }, () => share(false, person)))
  expect(new Set(ids).size).toBe(1)
})

test('marks without leave are refused, not dropped', async () => {
  expect(await shareOf(owner, false, CARD)).toEqual([
    422,
    {
      error: {
        code: 'unknown-field',
        path: 'card.subjects[0].mark',
        message: 'card.subjects[0].mark: found a mark, expected none without showMarks',
      },
    },
  ])
})

test.each<[string, object, string]>([
  ['a level', { ...CARD, level: 'doctor' }, 'card.level'],
  ['free text', { ...CARD, motto: '加油' }, 'card.motto'],
  ['a subject the level has not', { ...CARD, level: 'exempt-one' }, 'card.required'],
  ['a subject twice', { ...CARD, subjects: [...CARD.subjects, CARD.subjects[0]] }, 'card.subjects'],
  ['more passes than subjects', { ...CARD, passedCount: 9 }, 'card.passedCount'],
  [
    'a pass of 59',
    { ...CARD, subjects: [{ ...CARD.subjects[0], mark: 59 }, ...CARD.subjects.slice(1)] },
    'card.subjects[0].mark',
  ],
  [
    'a pass of no year',
    { ...CARD, passedCount: 4, subjects: [...CARD.subjects.slice(0, 3), { subject: 'practice', status: 'certified' }] },
    'card.passedCount',
  ],
])('a forged card is refused: %s', async (_what, card, path) => {
  const [status, { error }] = await shareOf(owner, true, card)
  expect([status, error.path]).toEqual([422, path])
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

test.each([
  ['release', 1],
  ['trial', 2],
] as const)(
  'two codes of the %s version are drawn %i times: one of the trial would open it for ever',
  async (version, times) => {
    const it = await testApp({ environment: { wechat: { ...server.context.environment.wechat, version } } })
    const asked: { scene: string }[] = []
    it.context.wechat.codeImage = async wanted => {
      asked.push(wanted)
      return PNG
    }
    const id = await share(true, await it.as('early'))
    const authorization = `Bearer ${OPERATOR_TOKEN}`
    for (const _again of [1, 2]) {
      expect((await it.call('GET', `/v1/shares/${id}/code`)).rawPayload).toEqual(PNG)
      const code = { scene: 'flyer', page: 'pages/progress/index' }
      expect((await it.call('POST', '/operator/v1/codes', code, { authorization })).rawPayload).toEqual(PNG)
    }
    expect(asked.filter(({ scene }) => scene === id)).toHaveLength(times)
    expect(asked.filter(({ scene }) => scene === 'flyer')).toHaveLength(times)
    await it.end()
  },
)

test('that the page of a share is not in the released version is no fault of who asks for its code', async () => {
  const id = await share(true, await server.as('unreleased'))
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

test('one person makes at most 1,000 shares ever', async () => {
  const call = await server.as('over-sharer')
  await server.context.pool.query(
    `insert into shares (id, candidate_id, show_marks, created_at, updated_at, revoked_at)
     select $1 || n, id, false, now(), now(), now() from candidates, generate_series(1, 1000) as n where openid = $1`,
    ['over-sharer'],
  )
  const message = 'you have made 1000 shares, expected at most 1000'
  expect(await shareOf(call, false)).toEqual([422, { error: { code: 'too-many', message } }])
})
