import { fanOut, openDueAnnouncements } from '../../src/announcements/fan-out'
import { type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage({ now: '2026-12-24T11:00:00+08:00' })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

type Wanted = Parameters<Stage['tap']>[1][number]

const at = (instant: string) => s.context.clock.set(`${instant}+08:00`)
const stateOf = async (openid: string) => (await (await s.as(openid))('GET', '/v1/reminders')).json().reminders[0].state
const announced = async (body: Record<string, unknown>) => {
  const { id } = await s.announce(body)
  s.context.clock.advance(1)
  await openDueAnnouncements(s.context.database, s.context.clock.now())
  await fanOut(s.context.database, s.context.environment.templates, id)
}
const put = async (openid: string, key: string, value: object) => {
  const updatedAt = s.context.clock.now().toISOString()
  const answer = await (await s.as(openid))('POST', '/v1/record', { since: 0, entries: [{ key, value, updatedAt }] })
  expect(answer.statusCode).toBe(200)
}

describe('a reminder is late', () => {
  it.each<[string, Wanted, string]>([
    ['a release that is on record', { kind: 'score-release', examYear: 2024 }, 'late'],
    ['a release that nobody has announced yet', { kind: 'score-release', examYear: 2026 }, 'waiting'],
    ['an exam that is over', { kind: 'exam', examYear: 2026 }, 'late'],
    ['an exam whose day is not official', { kind: 'exam', examYear: 2027 }, 'waiting'],
    ['registering for an exam that is over', { kind: 'registration', examYear: 2019, region: '西藏' }, 'late'],
    ['printing the ticket for an exam that is over', { kind: 'admission-ticket', examYear: 2026 }, 'late'],
    ['the plan of an exam year that is over', { kind: 'annual-plan', examYear: 2025 }, 'late'],
    ['a plan to come', { kind: 'annual-plan', examYear: 2028 }, 'waiting'],
    ['a certificate whose days are only expected', { kind: 'e-certificate', examYear: 2025 }, 'waiting'],
  ])('when its official date has passed: %s', async (_, wanted, state) => {
    await s.tap('asking', [wanted])
    expect(await stateOf('asking')).toBe(state)
  })

  it('from 10:00 of the day before the exam for whom asks then, not for whom stands', async () => {
    at('2026-10-20T12:00:00')
    await s.tap('early', [{ kind: 'exam', examYear: 2026 }])
    at('2026-10-23T10:00:00')
    await s.tap('too-late', [{ kind: 'exam', examYear: 2026 }])
    expect([await stateOf('early'), await stateOf('too-late')]).toEqual(['waiting', 'late'])
    // The server was away all day.
    at('2026-10-23T21:00:00')
    expect(await stateOf('early')).toBe('late')
  })

  it('until the exam is put off: the new day reaches it', async () => {
    at('2026-10-23T10:00:01')
    await s.tap('asking', [{ kind: 'exam', examYear: 2026 }])
    expect(await stateOf('asking')).toBe('late')
    await announced({ kind: 'exam', start: '2027-03-06', end: '2027-03-07' })
    expect(await stateOf('asking')).toBe('waiting')
  })

  it('but a later announcement of a release that is on record still reaches it', async () => {
    await s.tap('asking', [{ kind: 'score-release', examYear: 2024 }])
    await announced({ examYear: 2024 })
    expect(await stateOf('asking')).toBe('due')
  })

  it('not while an announcement that it stands for has not come to it', async () => {
    await s.tap('standing', [{ kind: 'registration', examYear: 2027, region: '湖南' }])
    await s.announce({ kind: 'registration', examYear: 2027, region: '湖南', start: '2026-12-20', end: '2026-12-30' })
    s.context.clock.advance(1)
    expect(await stateOf('standing')).toBe('waiting')
    await openDueAnnouncements(s.context.database, s.context.clock.now())
    await s.tap('after', [{ kind: 'registration', examYear: 2027, region: '湖南' }])
    expect(await stateOf('after')).toBe('late')
  })

  it('when its endorsement is about to end, until that one is asked for anew', async () => {
    await s.tap('short', [{ kind: 'endorsement-expiry', endorsementId: 'job' }])
    expect(await stateOf('short')).toBe('waiting')
    await put('short', 'endorsement:job', { appliedOn: '2026-12-24', days: 7 })
    expect(await stateOf('short')).toBe('late')
    s.context.clock.advance(1)
    await put('short', 'endorsement:job', { appliedOn: '2026-12-24', days: 30 })
    expect(await stateOf('short')).toBe('waiting')
  })

  it('when both days to register a certificate are past, not between them', async () => {
    await s.tap('old', [{ kind: 'certificate-registration' }])
    await put('old', 'certificate', { examYear: 2021, issuedOn: '2022-05-24' })
    expect(await stateOf('old')).toBe('waiting')
    s.context.clock.advance(1)
    await put('old', 'certificate', { examYear: 2021, issuedOn: '2021-12-30' })
    expect(await stateOf('old')).toBe('late')
  })
})
