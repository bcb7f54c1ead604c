import { alertMissingDates, fireDated } from '../../src/firing/dated'
import { firePersonal } from '../../src/firing/personal'
import { type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage({ now: '2027-06-01T12:00:00+08:00' })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const announced = async (body: Record<string, unknown>) => {
  await s.announce({ examYear: 2027, ...body })
  s.context.clock.advance(1)
}
const at = (instant: string) => s.context.clock.set(`${instant}+08:00`)
const alerts = async () =>
  (await s.operator('GET', '/operator/v1/audit'))
    .json()
    .entries.filter(({ actor }: { actor: string }) => actor === 'system')
    .map(({ action, subject }: { action: string; subject: string }) => `${action} ${subject}`)

describe('dated reminders', () => {
  it('fire at 10:00 on the first day of printing, once, region by region', async () => {
    await s.tap('hunan', [{ kind: 'admission-ticket', examYear: 2027, region: '湖南' }])
    await s.tap('tibet', [{ kind: 'admission-ticket', examYear: 2027, region: '西藏' }])
    await announced({ kind: 'admission-ticket', region: '湖南', start: '2027-10-18', end: '2027-10-22' })
    at('2027-10-18T09:59:59')
    expect(await fireDated(s.context)).toBe(0)
    at('2027-10-18T10:00:00')
    expect(await fireDated(s.context)).toBe(1)
    expect(await fireDated(s.context)).toBe(0)
    expect(await s.states()).toEqual({ due: 1 })
  })

  it('speak of the exam the day before it, also when the server was away at 10:00', async () => {
    await s.tap('examinee', [{ kind: 'exam', examYear: 2027 }])
    await announced({ kind: 'exam', region: null, start: '2027-10-23', end: '2027-10-24' })
    at('2027-10-22T17:30:00')
    expect(await fireDated(s.context)).toBe(1)
  })

  it('do not fire on the wrong day, at night, or for whom asked after 10:00', async () => {
    await s.tap('examinee', [{ kind: 'exam', examYear: 2027 }])
    await announced({ kind: 'exam', region: null, start: '2027-10-23', end: '2027-10-24' })
    for (const instant of ['2027-10-21T12:00:00', '2027-10-22T21:00:00', '2027-10-23T12:00:00']) {
      at(instant)
      expect(await fireDated(s.context)).toBe(0)
    }
    at('2027-10-22T10:00:01')
    await s.tap('late-comer', [{ kind: 'exam', examYear: 2027 }])
    expect(await fireDated(s.context)).toBe(1)
  })

  it('never fire on an expected date; seven days before it the operator is alerted, once', async () => {
    await s.tap('tibet', [{ kind: 'registration', examYear: 2027, region: '西藏' }])
    const { milestones } = (
      await s.call('GET', `/v1/calendar?examYear=2027&region=${encodeURIComponent('西藏')}`)
    ).json()
    const { start } = milestones.find(({ kind }: { kind: string }) => kind === 'registration')
    const day = (offset: number) => new Date(Date.parse(start) + offset * 86_400_000).toISOString().slice(0, 10)
    at(`${start}T10:00:00`)
    expect(await fireDated(s.context)).toBe(0)
    at(`${day(-8)}T23:59:00`)
    await alertMissingDates(s.context)
    expect(await alerts()).toEqual([])
    at(`${day(-7)}T00:00:00`)
    await alertMissingDates(s.context)
    await alertMissingDates(s.context)
    expect(await alerts()).toEqual(['official-date-missing registration 2027 西藏'])
  })

  it('alert the operator again when the announcement that settled it is cancelled', async () => {
    await s.tap('examinee', [{ kind: 'exam', examYear: 2027 }])
    const { start } = (await s.call('GET', '/v1/calendar?examYear=2027'))
      .json()
      .milestones.find(({ kind }: { kind: string }) => kind === 'exam')
    at(`${start}T09:00:00`)
    await alertMissingDates(s.context)
    // The second one stands for so short a time that nobody looks meanwhile.
    for (const isSeen of [true, false]) {
      const told = await alerts()
      const { id } = await s.announce({ kind: 'exam', examYear: 2027, start: '2027-11-20' })
      s.context.clock.advance(1)
      if (isSeen) await alertMissingDates(s.context)
      expect(await alerts()).toEqual(told)
      expect((await s.operator('DELETE', `/operator/v1/announcements/${id}`)).json().state).toBe('cancelled')
      for (let look = 0; look < 2; look++) await alertMissingDates(s.context)
      expect(await alerts()).toEqual([...told, 'official-date-missing exam 2027 全国'])
    }
  })

  it('tell of a registration once: when announced, or on its first day to whom asked later', async () => {
    await s.tap('early', [{ kind: 'registration', examYear: 2027, region: '湖南' }])
    await s.work()
    await announced({ kind: 'registration', region: '湖南', start: '2027-07-05', end: '2027-07-15' })
    for (let i = 0; i < 200 && !(await s.states()).sent; i++) await new Promise(done => setTimeout(done, 50))
    for (const worker of [...s.workers]) await worker.stop()
    const later = await s.tap('later', [{ kind: 'registration', examYear: 2027, region: '湖南' }])
    expect((await later('GET', '/v1/reminders')).json().reminders[0].state).toBe('waiting')
    at('2027-07-05T10:00:00')
    expect(await fireDated(s.context)).toBe(1)
    expect(await s.states()).toEqual({ due: 1, sent: 1 })
  })
})

describe('reminders of one’s own record', () => {
  const put = async (openid: string, entries: Record<string, object>) => {
    const person = await s.as(openid)
    const updatedAt = s.context.clock.now().toISOString()
    const answer = await person('POST', '/v1/record', {
      since: 0,
      entries: Object.entries(entries).map(([key, value]) => ({ key, value, updatedAt })),
    })
    expect(answer.statusCode).toBe(200)
  }

  it('fire for whom they are due today, and hold nobody up for a record that makes no sense', async () => {
    await s.tap('broken', [{ kind: 'endorsement-expiry', endorsementId: 'none' }])
    await s.tap('due', [{ kind: 'endorsement-expiry', endorsementId: 'job' }])
    await s.tap('later', [{ kind: 'endorsement-expiry', endorsementId: 'job' }])
    await put('due', { 'endorsement:job': { appliedOn: '2027-06-01', days: 20 } })
    await put('later', { 'endorsement:job': { appliedOn: '2027-06-01', days: 21 } })
    at('2027-06-13T09:59:00')
    expect(await firePersonal(s.context)).toBe(0)
    at('2027-06-13T10:00:00')
    expect(await firePersonal(s.context)).toBe(1)
    expect(await firePersonal(s.context)).toBe(0)
    const { openid, facts } = await s.context.database.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow()
    expect({ openid, facts }).toEqual({ openid: 'due', facts: { date: '2027-06-20' } })
  })

  const rolling = async () => {
    await s.tap('rolling', [{ kind: 'last-chance', region: '湖南' }])
    await put('rolling', {
      profile: { level: 'full', specialty: 'chemical' },
      'sitting:2024': { examYear: 2024, marks: { law: 60 } },
    })
    await announced({ kind: 'registration', region: '湖南', start: '2027-07-05', end: '2027-07-15' })
  }

  it('say which subjects have their last chance when registration opens', async () => {
    await rolling()
    at('2027-07-05T10:00:00')
    expect(await firePersonal(s.context)).toBe(1)
    const delivery = await s.context.database.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow()
    expect(delivery.facts).toMatchObject({ examYear: '2027', region: '湖南', subject: expect.any(String) })
  })

  it('alert the operator, once a place, of a registration that only last chances wait for', async () => {
    const record = { 'sitting:2024': { examYear: 2024, marks: { law: 60 } } }
    const profile = { level: 'full', specialty: 'chemical' }
    await s.tap('of the profile', [{ kind: 'last-chance' }])
    await put('of the profile', { profile: { ...profile, region: '四川' }, ...record })
    await s.tap('of the reminder', [{ kind: 'last-chance', examYear: 2027, region: '四川' }])
    await put('of the reminder', { profile, ...record })
    await s.tap('nothing ends', [{ kind: 'last-chance', region: '西藏' }])
    await put('nothing ends', { profile, 'sitting:2026': { examYear: 2026, marks: { law: 60 } } })
    at('2027-07-15T09:00:00')
    await alertMissingDates(s.context)
    expect(await alerts()).toEqual([])
    at('2027-07-16T09:00:00')
    await alertMissingDates(s.context)
    expect(await alerts()).toEqual(['official-date-missing registration 2027 四川'])
    const [{ details }] = (await s.operator('GET', '/operator/v1/audit')).json().entries
    expect(details.announce).toBe('announce registration --year 2027 --region 四川 --start …')
    await announced({ kind: 'registration', region: '四川', start: '2027-07-21', end: '2027-08-01' })
    at('2027-07-21T10:00:00')
    expect(await firePersonal(s.context)).toBe(2)
  })

  it('hold back a last chance as long as the exam before it, put off, is still to come', async () => {
    await rolling()
    await announced({ kind: 'exam', examYear: 2026, start: '2027-09-18', end: '2027-09-19' })
    at('2027-07-05T10:00:00')
    expect(await firePersonal(s.context)).toBe(0)
  })
})
