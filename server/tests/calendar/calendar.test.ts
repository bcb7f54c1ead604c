import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

const milestone = async (kind: string, region?: string) => {
  const query = region === undefined ? '' : `&region=${encodeURIComponent(region)}`
  const answer = await server.call('GET', `/v1/calendar?examYear=2026${query}`)
  return answer.json<{ milestones: { kind: string }[] }>().milestones.find(found => found.kind === kind)
}

/** As the operator's route does: a row, and word to this process. */
async function announce(row: { start: string; region?: string; sendAfter: Date; time?: string; id?: string }) {
  await server.context.database
    .insertInto('announcements')
    .values({
      kind: 'score-release',
      exam_year: 2026,
      region: row.region ?? null,
      start_day: row.start,
      end_day: null,
      time: row.time ?? null,
      source: 'https://example.org/notice',
      urgent: false,
      state: 'scheduled',
      recipients: 0,
      created_at: server.context.clock.now(),
      send_after: row.sendAfter,
    })
    .execute()
}
const inSeconds = (seconds: number) => new Date(server.context.clock.now().getTime() + seconds * 1000)

test('milestones are those of the exam package, in the order of the contract', async () => {
  const answer = await server.call('GET', '/v1/calendar?examYear=2027')
  expect(answer.statusCode).toBe(200)
  const kinds = answer.json<{
    milestones: { kind: string; start: string; end: string; status: string; region: null }[]
  }>().milestones
  expect(kinds).toContainEqual(
    expect.objectContaining({ kind: 'exam', start: '2027-10-30', end: '2027-10-31', status: 'expected', region: null }),
  )
  expect(kinds.map(({ start }) => start)).toEqual(kinds.map(({ start }) => start).sort())
})

test('the very first requests, all at once, are answered', async () => {
  const fresh = await testApp()
  const answers = await Promise.all(Array.from({ length: 10 }, () => fresh.call('GET', '/v1/calendar?examYear=2026')))
  expect(answers.map(answer => answer.statusCode)).toEqual(Array(10).fill(200))
  await fresh.end()
})

test.each(['', '?examYear=2018', '?examYear=abc', '?examYear=2026&region=Tibet', '?examYear=2026&x=1'])(
  '%s is 422',
  async query => {
    const answer = await server.call('GET', `/v1/calendar${query}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().error.path).toMatch(/^(examYear|region|x)$/)
  },
)

test('who has the newest already is told so in 304', async () => {
  const first = await server.call('GET', '/v1/calendar?examYear=2026')
  const etag = String(first.headers.etag)
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await server.call('GET', '/v1/calendar?examYear=2026', undefined, { 'if-none-match': tag })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
  }
  expect(
    (await server.call('GET', '/v1/calendar?examYear=2026', undefined, { 'if-none-match': '"other"' })).statusCode,
  ).toBe(200)
})

test('an announcement counts from the very moment its undo window ends, for its region first', async () => {
  const before = await server.call('GET', '/v1/calendar?examYear=2026')
  await announce({ start: '2026-12-24', time: '10:00', region: '西藏', sendAfter: inSeconds(60) })
  for (const tell of server.context.onAnnouncementsChanged) tell()
  expect(await milestone('score-release', '西藏')).toMatchObject({ status: 'expected' })
  server.context.clock.advance(60)
  expect(await milestone('score-release', '西藏')).toMatchObject({
    status: 'official',
    start: '2026-12-24',
    time: '10:00',
    source: 'https://example.org/notice',
  })
  expect(await milestone('score-release', '北京')).toMatchObject({ status: 'expected' })
  expect(await milestone('score-recheck', '西藏')).toMatchObject({ end: '2027-01-22' })
  const national = await server.call('GET', '/v1/calendar?examYear=2026', undefined, {
    'if-none-match': String(before.headers.etag),
  })
  expect(national.statusCode).toBe(304)
})

test('other processes learn of announcements, corrections and retractions from the database itself', async () => {
  const seen = async (expected: object) => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const found = await milestone('score-release')
      try {
        expect(found).toMatchObject(expected)
        return
      } catch (error) {
        if (attempt === 99) throw error
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    }
  }
  await announce({ start: '2026-12-25', sendAfter: server.context.clock.now() })
  await seen({ status: 'official', start: '2026-12-25' })
  await server.context.database
    .updateTable('announcements')
    .set({ start_day: '2026-12-28' })
    .where('region', 'is', null)
    .execute()
  await seen({ start: '2026-12-28' })
  await server.context.database
    .updateTable('announcements')
    .set({ retracted: true })
    .where('region', 'is', null)
    .execute()
  await seen({ status: 'expected' })
})

test('it is answered from memory: no query for a calendar that was asked before', async () => {
  await milestone('exam', '湖南')
  const { pool, lookups } = server.context
  const spies = [pool, lookups].flatMap(each => [jest.spyOn(each, 'query'), jest.spyOn(each, 'connect')])
  for (let index = 0; index < 50; index++) await milestone('exam', '湖南')
  expect(spies.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0, 0])
  for (const spy of spies) spy.mockRestore()
})

test('templates are the configured ones', async () => {
  const { templates } = (await server.call('GET', '/v1/templates')).json()
  expect(templates).toMatchObject({
    'score-release': 'tpl-score-release',
    'endorsement-expiry': 'tpl-endorsement-expiry',
  })
})
