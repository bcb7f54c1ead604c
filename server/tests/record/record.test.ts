import { recordReader } from '../../src/record/read-record'
import { type Call, type TestApp, testApp } from '../support/app'

let server: TestApp
let people = 0
let me: Call
beforeAll(async () => {
  server = await testApp()
})
beforeEach(async () => {
  server.context.clock.set('2026-11-23T10:00:00+08:00')
  me = await server.as(`person-${people++}`)
})
afterAll(() => server.end())

const profile = { level: 'full', specialty: 'chemical', region: '西藏' }
const entry = (key: string, value: object | null, updatedAt = '2026-11-23T09:00:00+08:00') => ({
  key,
  value,
  updatedAt,
})
const post = async (call: Call, since: number, ...entries: object[]) =>
  (await call('POST', '/v1/record', { since, entries })).json()

test('a fresh record is empty', async () => {
  expect((await me('GET', '/v1/record')).json()).toEqual({ revision: 0, entries: [] })
})

test('every kind of entry is stored and comes back', async () => {
  const entries = [
    entry('profile', profile),
    entry('sitting:2025', {
      examYear: 2025,
      level: 'exempt-one',
      specialty: 'other',
      marks: { law: 71, management: 'passed', technology: 'failed', practice: 'pending' },
      extensionYears: { law: 3 },
    }),
    entry('endorsement:e-1', { appliedOn: '2026-10-01', days: 90, purpose: '投标' }),
    entry('checklist:download', { done: ['log-in', 'apply'] }),
    entry('certificate', { examYear: 2025, issuedOn: '2026-02-01', paperReceived: true }),
  ]
  const answer = await post(me, 0, ...entries)
  const expected = entries.map(posted => ({ ...posted, updatedAt: '2026-11-23T01:00:00.000Z' }))
  expect(answer).toEqual({ revision: 1, entries: expect.arrayContaining(expected) })
  expect(answer.entries).toHaveLength(5)
  expect((await me('GET', '/v1/record?since=0')).json()).toEqual(answer)
  expect((await me('GET', '/v1/record?since=1')).json()).toEqual({ revision: 1, entries: [] })
})

test("the score page's numbers are stored as words", async () => {
  const answer = await post(
    me,
    0,
    entry('sitting:2025', { examYear: 2025, marks: { law: -1, practice: -2, management: -4 } }),
  )
  expect(answer.entries[0].value.marks).toEqual({ law: 'absent', practice: 'violation', management: 'invalid' })
})

test('what changed after a revision, and only that, is answered', async () => {
  await post(me, 0, entry('profile', profile))
  await post(me, 1, entry('certificate', { examYear: 2024 }))
  const third = await post(me, 2, entry('checklist:a', { done: [] }))
  expect(third).toMatchObject({ revision: 3, entries: [{ key: 'checklist:a' }] })
  expect((await me('GET', '/v1/record?since=1')).json().entries.map((found: { key: string }) => found.key)).toEqual([
    'certificate',
    'checklist:a',
  ])
})

test('the winner of a posted key is answered even when it did not change', async () => {
  await post(me, 0, entry('profile', profile))
  const stale = await post(me, 1, entry('profile', { ...profile, region: '北京' }, '2026-11-23T08:00:00+08:00'))
  expect(stale).toMatchObject({ revision: 1, entries: [{ key: 'profile', value: profile }] })
})

test('instants are compared, not their spelling; a tie keeps what is stored', async () => {
  await post(me, 0, entry('profile', profile, '2026-11-23T09:00:00+08:00'))
  const tie = await post(me, 1, entry('profile', { ...profile, region: '北京' }, '2026-11-23T01:00:00Z'))
  expect(tie).toMatchObject({ revision: 1, entries: [{ value: profile }] })
  const newer = await post(me, 1, entry('profile', { ...profile, region: '北京' }, '2026-11-23T01:00:00.001Z'))
  expect(newer).toMatchObject({ revision: 2, entries: [{ value: { region: '北京' } }] })
})

test('a clock that runs ahead is dated back to the server', async () => {
  const answer = await post(me, 0, entry('profile', profile, '2031-01-01T00:00:00Z'))
  expect(answer.entries[0].updatedAt).toBe('2026-11-23T02:00:00.000Z')
  server.context.clock.advance(1)
  const next = await post(me, 1, entry('profile', { ...profile, region: '北京' }, '2026-11-23T10:00:01+08:00'))
  expect(next.entries[0].value.region).toBe('北京')
})

test('a deletion travels as null', async () => {
  await post(me, 0, entry('checklist:a', { done: [] }))
  const gone = await post(me, 1, entry('checklist:a', null, '2026-11-23T09:30:00+08:00'))
  expect(gone).toEqual({ revision: 2, entries: [entry('checklist:a', null, '2026-11-23T01:30:00.000Z')] })
})

test('two phones that edited offline converge, and what lost is in the export for a week', async () => {
  await post(me, 0, entry('profile', profile))
  const at = (minute: number) => `2026-11-23T09:${minute}:00+08:00`
  await post(
    me,
    1,
    entry('profile', { ...profile, region: '北京' }, at(10)),
    entry('certificate', { examYear: 2024 }, at(30)),
  )
  const second = await post(
    me,
    1,
    entry('profile', { ...profile, region: '上海' }, at(20)),
    entry('certificate', { examYear: 2025 }, at(21)),
  )
  expect(second.revision).toBe(3)
  expect(second.entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ key: 'profile', value: { ...profile, region: '上海' } }),
      expect.objectContaining({ key: 'certificate', value: { examYear: 2024 } }),
    ]),
  )
  expect((await me('GET', '/v1/record?since=2')).json().entries).toEqual([
    expect.objectContaining({ key: 'profile', value: { ...profile, region: '上海' } }),
  ])
  const losers = async () => (await me('GET', '/v1/me/export')).json().losingEdits
  const lost = [
    expect.objectContaining({
      key: 'profile',
      value: { ...profile, region: '北京' },
      updatedAt: '2026-11-23T01:10:00.000Z',
    }),
    expect.objectContaining({ key: 'certificate', value: { examYear: 2025 } }),
  ]
  expect(await losers()).toEqual(lost)
  // The phone did not hear the answer and posts again: nothing changes.
  await post(
    me,
    1,
    entry('profile', { ...profile, region: '上海' }, at(20)),
    entry('certificate', { examYear: 2025 }, at(21)),
  )
  expect(await losers()).toEqual(lost)
  server.context.clock.advance(7 * 86_400)
  expect(await losers()).toEqual([])
})

test('what lost more than a week ago, and loses again, is kept again, swept or not', async () => {
  await post(me, 0, entry('profile', profile))
  const stale = entry('profile', { ...profile, region: '北京' }, '2026-11-23T08:00:00+08:00')
  await post(me, 0, stale)
  const losers = async () => (await me('GET', '/v1/me/export')).json().losingEdits.length
  expect(await losers()).toBe(1)
  server.context.clock.advance(7 * 86_400)
  expect(await losers()).toBe(0)
  await post(me, 0, stale)
  expect(await losers()).toBe(1)
})

test('posts at the same time are put in a row: every one has its revision and none is lost', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => post(me, 0, entry(`checklist:c-${index}`, { done: [] }))),
  )
  expect(answers.map(answer => answer.revision).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  expect((await me('GET', '/v1/record')).json().entries).toHaveLength(20)
})

test('a phone that knows a later revision than there is, of a record that was forgotten since, gets all of it', async () => {
  for (let since = 0; since < 5; since++)
    await post(me, since, entry('checklist:a', { done: [`${since}`] }, `2026-11-23T09:0${since}:00+08:00`))
  await me('DELETE', '/v1/me')
  const [first, second] = [await server.as('starting-over'), await server.as('starting-over')]
  await post(first, 0, entry('profile', profile))
  const all = { revision: 1, entries: [expect.objectContaining({ key: 'profile', value: profile })] }
  expect((await second('GET', '/v1/record?since=5')).json()).toEqual(all)
  expect(await post(second, 5)).toEqual(all)
  // What it overwrites it has not seen: that is kept as a losing edit.
  await post(second, 5, entry('profile', { ...profile, region: '北京' }, '2026-11-23T09:30:00+08:00'))
  expect((await first('GET', '/v1/me/export')).json().losingEdits).toEqual([
    expect.objectContaining({ key: 'profile', value: profile }),
  ])
})

test('another person sees and changes nothing of it', async () => {
  await post(me, 0, entry('profile', profile))
  const other = await server.as('other')
  expect((await other('GET', '/v1/record')).json()).toEqual({ revision: 0, entries: [] })
  await post(other, 0, entry('profile', { ...profile, region: '北京' }, '2026-11-23T09:59:00+08:00'))
  expect((await me('GET', '/v1/record')).json().entries).toEqual([expect.objectContaining({ value: profile })])
})

describe('one invalid entry refuses all', () => {
  const sitting = (value: object) => entry('sitting:2025', value)
  test.each([
    [
      'a mark of 59.5',
      sitting({ examYear: 2025, marks: { law: 59.5 } }),
      'not-an-integer',
      'entries[1].value.marks.law',
    ],
    ['a mark of 101', sitting({ examYear: 2025, marks: { law: 101 } }), 'out-of-range', 'entries[1].value.marks.law'],
    [
      'an unknown mark word',
      sitting({ examYear: 2025, marks: { law: 'ill' } }),
      'unknown-value',
      'entries[1].value.marks.law',
    ],
    [
      'an unknown subject',
      sitting({ examYear: 2025, marks: { english: 80 } }),
      'unknown-value',
      'entries[1].value.marks.english',
    ],
    ['no marks', sitting({ examYear: 2025 }), 'missing-field', 'entries[1].value.marks'],
    [
      'another exam year than the key',
      sitting({ examYear: 2024, marks: {} }),
      'unknown-value',
      'entries[1].value.examYear',
    ],
    [
      'an extension of 4',
      sitting({ examYear: 2025, marks: {}, extensionYears: { law: 4 } }),
      'out-of-range',
      'entries[1].value.extensionYears.law',
    ],
    [
      'an unknown level of a sitting',
      sitting({ examYear: 2025, level: 'half', marks: {} }),
      'unknown-value',
      'entries[1].value.level',
    ],
    ['an unknown level', entry('profile', { ...profile, level: 'half' }), 'unknown-value', 'entries[1].value.level'],
    ['no specialty', entry('profile', { level: 'full' }), 'missing-field', 'entries[1].value.specialty'],
    [
      'an unknown region',
      entry('profile', { ...profile, region: 'Tibet' }),
      'unknown-value',
      'entries[1].value.region',
    ],
    [
      'a sitting inside a profile',
      entry('profile', { ...profile, sittings: [] }),
      'unknown-field',
      'entries[1].value.sittings',
    ],
    [
      'an endorsement of 91 days',
      entry('endorsement:e', { appliedOn: '2026-01-01', days: 91 }),
      'out-of-range',
      'entries[1].value.days',
    ],
    [
      'a day that is none',
      entry('endorsement:e', { appliedOn: '2026-02-30', days: 9 }),
      'invalid-value',
      'entries[1].value.appliedOn',
    ],
    [
      'a NUL in a text',
      entry('endorsement:e', { appliedOn: '2026-02-03', days: 9, purpose: 'a\u0000' }),
      'invalid-value',
      'entries[1].value.purpose',
    ],
    ['half a character', entry('checklist:c', { done: ['\ud83d'] }), 'invalid-value', 'entries[1].value.done[0]'],
    ['an unknown key', entry('diary:1', {}), 'invalid-value', 'entries[1].key'],
    ['a list as value', { ...entry('certificate', null), value: [] }, 'unknown-value', 'entries[1].value'],
    ['no instant', { ...entry('certificate', null), updatedAt: 'yesterday' }, 'invalid-value', 'entries[1].updatedAt'],
    ['more than 16 KB', entry('checklist:c', { done: Array(200).fill('知'.repeat(60)) }), 'too-large', 'entries[1]'],
  ])('%s', async (_what, bad, code, path) => {
    const answer = await me('POST', '/v1/record', {
      since: 0,
      entries: [entry('certificate', { examYear: 2024 }), bad],
    })
    expect(answer.json()).toEqual({ error: { code, message: expect.any(String), path } })
    const [, named = path] = /^(\S+): found/.exec(answer.json().error.message) ?? []
    expect(named).toBe(path)
    expect(answer.statusCode).toBe(422)
    expect((await me('GET', '/v1/record')).json()).toEqual({ revision: 0, entries: [] })
  })

  test('lists inside one another without end', async () => {
    const deep = '['.repeat(60_000) + ']'.repeat(60_000)
    for (const [key, value, path] of [
      ['checklist:c', `{"done":${deep}}`, 'entries[0].value.done[0]'],
      ['profile', `{"level":${deep}}`, 'entries[0].value.level'],
      ['certificate', `{"examYear":2025,"deep":${deep}}`, 'entries[0].value.deep'],
    ]) {
      const body = `{"since":0,"entries":[{"key":"${key}","value":${value},"updatedAt":"2026-11-23T01:00:00Z"}]}`
      const answer = await me('POST', '/v1/record', body)
      expect(answer.statusCode).toBe(422)
      expect(answer.json().error.path).toBe(path)
    }
  })

  test('more than 200 entries', async () => {
    const entries = Array.from({ length: 201 }, (_, index) => entry(`checklist:c-${index}`, { done: [] }))
    expect((await me('POST', '/v1/record', { since: 0, entries })).json().error).toMatchObject({
      code: 'too-many',
      path: 'entries',
    })
    expect((await post(me, 0, ...entries.slice(1))).entries).toHaveLength(200)
  })
})

describe('a record may have', () => {
  /** As many posts would have left them. */
  const store = async (person: string, name: string, count: number, value: object | null) => {
    await server.context.pool.query(
      `insert into record_entries (candidate_id, key, value, updated_at, revision)
       select id, $2 || n, $4::jsonb, '2026-11-01', 1 from candidates, generate_series(1, $3) as n where openid = $1`,
      [person, `checklist:${name}-`, count, value && JSON.stringify(value)],
    )
  }
  const refusal = (count: number, most: number, what: string) => ({
    error: {
      code: 'too-many',
      path: 'entries',
      message: `the record would have ${count} ${what}, expected at most ${most}`,
    },
  })

  test('2,000 values; what was deleted is none, and makes room', async () => {
    const call = await server.as('collector')
    await store('collector', 'gone', 3_000, null)
    await store('collector', 'here', 1_999, { done: [] })
    expect((await call('POST', '/v1/record', { since: 0, entries: [entry('certificate', null)] })).statusCode).toBe(200)
    expect((await call('POST', '/v1/record', { since: 0, entries: [entry('profile', profile)] })).statusCode).toBe(200)
    const more = entry('checklist:more', { done: [] })
    const refused = await call('POST', '/v1/record', { since: 0, entries: [more] })
    expect([refused.statusCode, refused.json()]).toEqual([422, refusal(2_001, 2_000, 'values')])
    const instead = [more, entry('checklist:here-7', null, '2026-11-23T09:30:00+08:00')]
    expect((await call('POST', '/v1/record', { since: 0, entries: instead })).statusCode).toBe(200)
  })

  test('10,000 keys, with those of what was deleted', async () => {
    const call = await server.as('deleter')
    await store('deleter', 'gone', 10_000, null)
    const refused = await call('POST', '/v1/record', { since: 0, entries: [entry('profile', profile)] })
    expect([refused.statusCode, refused.json()]).toEqual([422, refusal(10_001, 10_000, 'keys, deleted ones included')])
    const again = entry('checklist:gone-7', { done: [] }, '2026-11-23T09:30:00+08:00')
    expect((await call('POST', '/v1/record', { since: 0, entries: [again] })).statusCode).toBe(200)
  })

  test('4 MB of values; what is deleted makes room', async () => {
    const call = await server.as('hoarder')
    // As PostgreSQL writes it, with a space after colons and commas.
    const value = { done: ['x'.repeat(16_000 - '{"done": [""]}'.length)] }
    await store('hoarder', 'here', 262, value)
    const more = entry('checklist:more', { done: ['y'.repeat(64)] })
    expect((await call('POST', '/v1/record', { since: 0, entries: [more] })).statusCode).toBe(200)
    const large = entry('checklist:large', { done: Array(200).fill('z'.repeat(64)) })
    const refused = await call('POST', '/v1/record', { since: 1, entries: [large] })
    expect([refused.statusCode, refused.json()]).toEqual([
      422,
      refusal(262 * 16_000 + 78 + 13_610, 4_194_304, 'bytes of values'),
    ])
    const instead = [large, entry('checklist:here-7', null, '2026-11-23T09:30:00+08:00')]
    expect((await call('POST', '/v1/record', { since: 1, entries: instead })).statusCode).toBe(200)
  })
})

test('a person who reads without pause gets 429', async () => {
  const statuses: number[] = []
  for (let index = 0; index < 602; index++) statuses.push((await me('GET', '/v1/record')).statusCode)
  expect(statuses.filter(status => status === 200)).toHaveLength(600)
  expect((await (await server.as('calm reader'))('GET', '/v1/record')).statusCode).toBe(200)
})

test('of one person 20 requests for the record are answered at the same time, and then the next', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, () => me('GET', '/v1/record')))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(20).fill(200), ...Array(5).fill(429)])
  expect(answers.find(({ statusCode }) => statusCode === 429)!.json().error.code).toBe('too-many-requests')
  expect((await me('GET', '/v1/record')).statusCode).toBe(200)
})

test('one query carries no more than 16 records', async () => {
  const sizes: number[] = []
  const lookups = {
    query: async ({ values: [ids] }: { values: [string[]] }) => {
      sizes.push(ids.length)
      return { rows: ids.map((_, index) => ({ position: index + 1, revision: 1, key: null })) }
    },
  }
  const read = recordReader({ lookups } as never)
  await Promise.all(Array.from({ length: 40 }, (_, index) => read({ accountId: `${index}`, since: 0 })))
  expect(sizes).toEqual([16, 16, 8])
})

test('200 entries of nearly 16 KB each fit into one post; a larger body is 413', async () => {
  const done = Array.from({ length: 80 }, () => '知'.repeat(64))
  const entries = Array.from({ length: 200 }, (_, index) => entry(`checklist:c-${index}`, { done }))
  expect(Buffer.byteLength(JSON.stringify(entries[0]))).toBeGreaterThan(15_000)
  expect((await post(me, 0, ...entries)).entries).toHaveLength(200)
  const answer = await me('POST', '/v1/record', JSON.stringify({ since: 0, entries }).padEnd(7_000_000))
  expect(answer.statusCode).toBe(413)
  expect(answer.json().error.code).toBe('too-large')
})

test('a person who posts without pause gets 429, another one does not', async () => {
  const answers = []
  for (let index = 0; index < 125; index++) answers.push(await me('POST', '/v1/record', { since: 0, entries: [] }))
  const statuses = answers.map(({ statusCode }) => statusCode)
  expect(statuses.filter(status => status === 200)).toHaveLength(120)
  expect(statuses.at(-1)).toBe(429)
  expect(Number(answers.at(-1)!.headers['retry-after'])).toBeGreaterThan(0)
  expect(Object.keys(answers[0]!.headers).filter(name => name.startsWith('x-ratelimit'))).toEqual([])
  expect((await (await server.as('calm'))('POST', '/v1/record', { since: 0, entries: [] })).statusCode).toBe(200)
})
