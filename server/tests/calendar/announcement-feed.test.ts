import { examCalendar } from '@zhuan/exam'
import { type TestApp, testApp } from '../support/app'
import { OPERATOR_TOKEN } from '../support/environment'

jest.setTimeout(60_000)

let server: TestApp
beforeEach(async () => {
  server = await testApp({ environment: { undoSeconds: 60 } })
})
afterEach(() => server.end())

const operator = async (method: string, path: string, body?: object) => {
  const authorization = `Bearer ${OPERATOR_TOKEN}`
  const answer = await server.call(method, `/operator/v1/announcements${path}`, body, { authorization })
  expect(answer.statusCode).toBeLessThan(300)
  return answer.json()
}
const announce = (notice: object) => operator('POST', '', notice)
const feed = async (region?: string, headers?: Record<string, string>) => {
  const query = region === undefined ? '' : `?region=${encodeURIComponent(region)}`
  return server.call('GET', `/v1/announcements${query}`, undefined, headers)
}
const read = async (region?: string) => (await feed(region)).json()
const source = 'https://example.org/notice'
const release = { kind: 'score-release', examYear: 2026, region: '西藏', start: '2026-12-24', time: '10:00', source }

test('before anything is announced it is empty, at the revision 0', async () => {
  expect(await read()).toEqual({ revision: 0, updatedAt: '2026-03-05T16:00:00.000Z', announcements: [] })
})

test('what is in force for a region and the country, from the instant on that it counts', async () => {
  const { sendAfter } = await announce(release)
  server.context.clock.advance(1)
  await announce({ kind: 'exam', examYear: 2027, region: null, start: '2027-10-16', end: '2027-10-17', source })
  await announce({ ...release, region: '湖南' })
  expect(await read('西藏')).toMatchObject({ revision: 0, announcements: [] })
  server.context.clock.advance(60)
  const { revision, updatedAt, announcements } = await read('西藏')
  const later = new Date(Date.parse(sendAfter) + 1000).toISOString()
  expect([revision, updatedAt]).toEqual([2, later])
  expect(announcements).toEqual([
    { ...release, announcedAt: sendAfter },
    {
      ...{ kind: 'exam', examYear: 2027, region: null, start: '2027-10-16', end: '2027-10-17', source },
      announcedAt: later,
    },
  ])
  expect((await read()).announcements).toEqual([announcements[1]])
  // The phone computes with it what the server would.
  const milestone = examCalendar('西藏', announcements).milestone(2026, 'score-release')
  expect(milestone).toMatchObject({ start: '2026-12-24', time: '10:00', status: 'official', region: '西藏' })
})

test('the revision rises with every change, however quickly they follow, and never falls', async () => {
  const revisions: number[] = []
  const note = async () => revisions.push((await read('西藏')).revision)
  const { id } = await announce(release)
  server.context.clock.advance(60)
  await note()
  // All within the same instant of the clock.
  for (const start of ['2026-12-25', '2026-12-26', '2026-12-28']) {
    await operator('PUT', `/${id}`, { start })
    await note()
  }
  await operator('DELETE', `/${id}`)
  await note()
  expect(revisions).toEqual([1, 2, 3, 4, 5])
  expect((await read('西藏')).announcements).toEqual([])
  // The same again is no change, and what is announced elsewhere none here.
  await announce({ ...release, region: '湖南' })
  server.context.clock.advance(60)
  expect((await read('西藏')).revision).toBe(5)
})

test('what was taken back before it counted was never there', async () => {
  const { id } = await announce(release)
  await operator('DELETE', `/${id}`)
  server.context.clock.advance(3600)
  expect(await read('西藏')).toMatchObject({ revision: 0, announcements: [] })
})

test('who has the newest already is told so in 304; an unknown region is 422', async () => {
  const { headers } = await feed('西藏')
  expect((await feed('西藏', { 'if-none-match': String(headers.etag) })).statusCode).toBe(304)
  expect((await feed('Tibet')).json().error).toMatchObject({ code: 'unknown-value', path: 'region' })
})

test('seven changes within a second have seven sequence numbers in calendar.ics', async () => {
  const { id } = await announce({ ...release, start: '2026-12-21' })
  server.context.clock.advance(60)
  const sequences: number[] = []
  for (let day = 21; day < 28; day++) {
    await operator('PUT', `/${id}`, { start: `2026-12-${day}` })
    const { body } = await server.call('GET', `/v1/calendar.ics?region=${encodeURIComponent('西藏')}`)
    const event = body.split('BEGIN:VEVENT').find(text => text.includes('UID:score-release-2026-'))!
    sequences.push(Number(/SEQUENCE:(\d+)/.exec(event)![1]))
  }
  expect(new Set(sequences).size).toBe(7)
  expect([...sequences].sort((a, b) => a - b)).toEqual(sequences)
})
