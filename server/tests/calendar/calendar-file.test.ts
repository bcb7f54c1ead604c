import ICAL from 'ical.js'
import type { AnnouncedMilestone } from '../../src/announcements/read-announcements'
import { writeCalendarFile } from '../../src/calendar/calendar-file'
import { calendarsOf } from '../../src/calendar/calendars'
import { type TestApp, testApp } from '../support/app'
import { OPERATOR_TOKEN } from '../support/environment'

const STAMP = new Date('2026-11-23T02:00:00Z')
const release: AnnouncedMilestone = {
  kind: 'score-release',
  examYear: 2026,
  region: '西藏',
  start: '2026-12-24',
  end: null,
  time: '10:00',
  source: 'https://example.org/a,b;c\\d',
  sendAfter: STAMP,
}
const file = (region: string | null, announced: AnnouncedMilestone[] = []) =>
  writeCalendarFile(calendarsOf(announced, STAMP)(region).milestones(2026), region, () => ({ at: STAMP, sequence: 1 }))
const sourced = (publicUrl: string) =>
  writeCalendarFile([], '西藏', () => ({ at: STAMP, sequence: 1 }), publicUrl).replaceAll('\r\n ', '')
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(component => new ICAL.Event(component))
const byKind = (text: string, kind: string) => events(text).find(({ uid }) => uid.startsWith(`${kind}-`))!

test('an independent parser reads every event', () => {
  const calendar = new ICAL.Component(ICAL.parse(file('西藏')))
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  expect(calendar.getFirstPropertyValue('prodid')).toContain('zhuan-pass')
  expect(events(file('西藏'))).toHaveLength(calendarsOf([], STAMP)('西藏').milestones(2026).length)
  for (const event of events(file('西藏'))) {
    expect(event.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-23T02:00:00Z')
    expect(event.endDate.compare(event.startDate)).toBe(1)
  }
})

test.each(['https://api.example.org', 'https://api.example.org/', 'https://example.org/zhuan'])(
  'behind %s it says where it can be loaded again',
  publicUrl => {
    const address = `${publicUrl.replace(/\/$/, '')}/v1/calendar.ics?region=%E8%A5%BF%E8%97%8F`
    expect(sourced(publicUrl)).toContain(`SOURCE;VALUE=URI:${address}\r\n`)
    expect(file('西藏')).not.toContain('SOURCE')
  },
)

test('lines end with CRLF and have at most 75 octets', () => {
  const text = file('西藏', [release])
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})

test('days are whole days, the end counted exclusively', () => {
  const exam = byKind(file(null), 'exam')
  expect([exam.startDate.isDate, exam.startDate.toString(), exam.endDate.toString()]).toEqual([
    true,
    '2026-10-24',
    '2026-10-26',
  ])
})

test('a release with its hour is a moment in China', () => {
  const event = byKind(file('西藏', [release]), 'score-release')
  expect(event.startDate.isDate).toBe(false)
  expect(event.startDate.toJSDate().toISOString()).toBe('2026-12-24T02:00:00.000Z')
})

test('texts are escaped and come back whole', () => {
  const event = byKind(file('西藏', [release]), 'score-release')
  expect(event.summary).toBe('2026 年度注安成绩公布')
  expect(event.description).toBe('来源：https://example.org/a,b;c\\d\n以官方公告为准')
})

test('what is not official says so', () => {
  const event = byKind(file(null), 'score-release')
  expect(event.summary).toContain('（预计）')
  expect(event.component.getFirstPropertyValue('status')).toBe('TENTATIVE')
})

test('an announcement moves the event and keeps its UID', () => {
  const [before, after] = [file('西藏'), file('西藏', [release])]
  expect(byKind(before, 'score-release').startDate.toString()).not.toBe(
    byKind(after, 'score-release').startDate.toString(),
  )
  const uids = (text: string) =>
    events(text)
      .map(({ uid }) => uid)
      .sort()
  expect(uids(after)).toEqual(uids(before))
  expect(new Set(uids(after)).size).toBe(uids(after).length)
  expect(uids(after)).toContain('score-release-2026-54@zhuan-pass')
  expect(uids(file('北京'))).not.toEqual(uids(before))
})

test('each event has an alarm that shows something', () => {
  for (const event of events(file('西藏', [release]))) {
    const [alarm] = event.component.getAllSubcomponents('valarm')
    expect(alarm!.getFirstPropertyValue('action')).toBe('DISPLAY')
    expect(alarm!.getFirstPropertyValue('description')).toBeTruthy()
    const trigger = alarm!.getFirstPropertyValue('trigger') as InstanceType<typeof ICAL.Duration>
    expect(trigger.toSeconds()).toBe(event.startDate.isDate ? -15 * 3600 : -30 * 60)
  }
})

// Red before: phones showed 239 of 365 days as busy.
test('no event makes anybody busy', () => {
  for (const event of events(file('西藏', [release])))
    expect(event.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
})

test('a window has a second alarm, at nine on the day before its last', () => {
  const window = { ...release, kind: 'registration' as const, start: '2026-08-01', end: '2026-08-10', time: null }
  const event = byKind(file('西藏', [window]), 'registration')
  const [, deadline] = event.component.getAllSubcomponents('valarm')
  const trigger = deadline!.getFirstProperty('trigger')!
  expect(trigger.getParameter('related')).toBe('END')
  const at = event.endDate.clone()
  at.isDate = false
  at.addDuration(trigger.getFirstValue() as InstanceType<typeof ICAL.Duration>)
  expect(at.toString()).toBe('2026-08-09T09:00:00')
  expect(deadline!.getFirstPropertyValue('description')).toContain('最后一天')
  // Of what lasts a day, and of a release, the first alarm is enough.
  for (const other of [{ ...window, end: null }, release])
    expect(byKind(file('西藏', [other]), other.kind).component.getAllSubcomponents('valarm')).toHaveLength(1)
})

describe('over HTTP', () => {
  let server: TestApp
  beforeAll(async () => {
    server = await testApp()
  })
  afterAll(() => server.end())

  test('the file covers the cycles that are under way, for the region asked', async () => {
    const answer = await server.call('GET', `/v1/calendar.ics?region=${encodeURIComponent('西藏')}`)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const uids = events(answer.body).map(({ uid }) => uid)
    for (const year of [2025, 2026, 2027]) expect(uids).toContain(`exam-${year}-54@zhuan-pass`)
    const again = await server.call('GET', `/v1/calendar.ics?region=${encodeURIComponent('西藏')}`, undefined, {
      'if-none-match': String(answer.headers.etag),
    })
    expect(again.statusCode).toBe(304)
  })

  test('each revision of an event has a later stamp and a higher sequence number: announced, corrected, retracted', async () => {
    const { clock } = server.context
    const operator = async (method: string, path: string, body?: object) => {
      const authorization = `Bearer ${OPERATOR_TOKEN}`
      const answer = await server.call(method, `/operator/v1/announcements${path}`, body, { authorization })
      expect(answer.statusCode).toBeLessThan(300)
      clock.advance(3600)
      return answer.json()
    }
    const seen = async () => {
      const answer = await server.call('GET', `/v1/calendar.ics?region=${encodeURIComponent('湖南')}`)
      const revisionOf = (uid: string) => {
        const { component } = events(answer.body).find(event => event.uid === `${uid}@zhuan-pass`)!
        const instant = (name: string) => new Date(component.getFirstPropertyValue(name)!.toString())
        expect(instant('last-modified')).toEqual(instant('dtstamp'))
        return { at: instant('dtstamp'), sequence: Number(component.getFirstPropertyValue('sequence')) }
      }
      return {
        etag: answer.headers.etag,
        release: revisionOf('score-release-2026-43'),
        other: revisionOf('exam-2027-43'),
      }
    }
    const notice = { kind: 'score-release', examYear: 2026, region: '湖南', start: '2026-12-25', source: 'https://x' }
    const revisions = [await seen()]
    const { id, sendAfter } = await operator('POST', '', notice)
    revisions.push(await seen())
    expect(revisions.at(-1)!.release.at).toEqual(new Date(sendAfter))
    const corrected = clock.now()
    await operator('PUT', `/${id}`, { start: '2026-12-26' })
    revisions.push(await seen())
    expect(revisions.at(-1)!.release.at).toEqual(corrected)
    await operator('PUT', `/${id}`, { start: '2026-12-26' })
    expect(await seen()).toEqual(revisions.at(-1))
    await operator('DELETE', `/${id}`)
    revisions.push(await seen())
    const sequences = revisions.map(({ release }) => release.sequence)
    expect(sequences[0]).toBe(0)
    expect([...new Set(sequences)].sort((a, b) => a - b)).toEqual(sequences)
    expect(new Set(revisions.map(({ etag }) => etag)).size).toBe(4)
    // Nothing has moved there.
    for (const { other } of revisions) expect(other).toEqual({ at: new Date('2026-03-05T16:00:00Z'), sequence: 0 })
  })

  test('an unknown region is 422, none is the whole country', async () => {
    expect((await server.call('GET', '/v1/calendar.ics?region=Tibet')).statusCode).toBe(422)
    expect(events((await server.call('GET', '/v1/calendar.ics')).body).map(({ uid }) => uid)).toContain(
      'exam-2026-national@zhuan-pass',
    )
  })
})
