import { sql } from 'kysely'
import { fanOut, findStalledFanOuts, openDueAnnouncements } from '../../src/announcements/fan-out'
import { makeDeliveries, PAGE_SIZE } from '../../src/deliveries/make-deliveries'
import { type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage({ environment: { undoSeconds: 60 } })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

/** Many people at once, straight into the tables. */
async function seed(count: number): Promise<void> {
  const { database, clock } = s.context
  await sql`insert into candidates (openid, created_at) select 'seed-' || i, now() from generate_series(1, ${count}) i`.execute(
    database,
  )
  await sql`
    insert into reminders (candidate_id, kind, exam_year, region, open_since)
    select id, 'score-release', 2026, case when id % 2 = 0 then '西藏' end, ${clock.now()} from candidates`.execute(
    database,
  )
}

async function openNow(): Promise<string[]> {
  s.context.clock.advance(60)
  return openDueAnnouncements(s.context.database, s.context.clock.now())
}

const makeAll = (id: string) => fanOut(s.context.database, s.context.environment.templates, id)
const score = [{ kind: 'score-release', examYear: 2026, region: '西藏' }]
const stateOf = async (openid: string) => (await (await s.as(openid))('GET', '/v1/reminders')).json().reminders[0].state

it('makes every recipient once, over several pages, with two processes at it', async () => {
  await seed(2 * PAGE_SIZE + 7)
  const { id, recipients } = await s.announce()
  expect(recipients).toBe(2 * PAGE_SIZE + 7)
  expect(await openNow()).toEqual([id])
  await Promise.all([makeAll(id), makeAll(id)])
  expect(await s.states()).toEqual({ due: 2 * PAGE_SIZE + 7 })
  expect(await s.announcement(id)).toMatchObject({ state: 'sending', recipients: 2 * PAGE_SIZE + 7 })
})

it('gives an earlier announcement its recipients first, whichever job begins', async () => {
  await seed(20)
  const regional = await s.announce({ region: '西藏' })
  s.context.clock.advance(1)
  const national = await s.announce()
  await openNow()
  await makeAll(national.id)
  expect((await s.announcement(regional.id)).recipients).toBe(10)
  expect((await s.announcement(national.id)).recipients).toBe(10)
})

it('takes up a fan-out where a dead process left it', async () => {
  await seed(PAGE_SIZE + 5)
  const { id } = await s.announce()
  await openNow()
  await expect(
    fanOut(s.context.database, s.context.environment.templates, id, () => {
      throw new Error('killed after the first page')
    }),
  ).rejects.toThrow('killed')
  expect(await s.announcement(id)).toMatchObject({ recipients: PAGE_SIZE + 5, counts: { planned: PAGE_SIZE + 5 } })
  expect(await findStalledFanOuts(s.context.database)).toEqual([])
  await sql`update announcements set fan_out_at = now() - interval '1 minute'`.execute(s.context.database)
  expect(await findStalledFanOuts(s.context.database)).toEqual([id])
  await makeAll(id)
  expect(await s.states()).toEqual({ due: PAGE_SIZE + 5 })
  expect(await findStalledFanOuts(s.context.database)).toEqual([])
})

it('its recipients are those standing when sendAfter passes', async () => {
  await s.tap('before', score)
  const { id, recipients } = await s.announce()
  expect(recipients).toBe(1)
  s.context.clock.advance(30)
  await s.tap('in-time', score)
  const gone = await s.tap('gone', score)
  const [{ id: goneId }] = (await gone('GET', '/v1/reminders')).json().reminders
  await gone('DELETE', `/v1/reminders/${goneId}`)
  s.context.clock.advance(30.001)
  // Due, but no process has opened it yet.
  await s.tap('too-late', score)
  await openNow()
  await s.tap('much-too-late', score)
  await makeAll(id)
  expect((await s.announcement(id)).recipients).toBe(2)
  expect([await stateOf('before'), await stateOf('in-time'), await stateOf('gone')]).toEqual([
    'due',
    'due',
    'cancelled',
  ])
  expect([await stateOf('too-late'), await stateOf('much-too-late')]).toEqual(['late', 'late'])
  expect((await (await s.as('too-late'))('GET', '/v1/reminders')).json().grants).toEqual({ 'tpl-score-release': 1 })
})

it('whoever cancels while recipients are being made counts as cancelled', async () => {
  const person = await s.tap('undecided', score)
  await s.tap('staying', score)
  const { id } = await s.announce()
  await openNow()
  const [reminder] = (await person('GET', '/v1/reminders')).json().reminders
  await person('DELETE', `/v1/reminders/${reminder.id}`)
  await makeAll(id)
  expect(await s.announcement(id)).toMatchObject({ recipients: 2, counts: { planned: 1, cancelled: 1 } })
})

describe('who leaves after sendAfter is counted among those who stood', () => {
  const leave = async (openid: string) => {
    const person = await s.as(openid)
    const [{ id }] = (await person('GET', '/v1/reminders')).json().reminders
    for (let i = 0; i < 2; i++) expect((await person('DELETE', `/v1/reminders/${id}`)).statusCode).toBe(204)
  }
  const forget = async (openid: string) => {
    expect((await (await s.as(openid))('DELETE', '/v1/me')).statusCode).toBe(204)
  }

  it.each([
    ['cancelling before any process has opened it', false, leave],
    ['cancelling during the fan-out', true, leave],
    ['forgotten before any process has opened it', false, forget],
    ['forgotten during the fan-out', true, forget],
  ])('%s', async (_, isOpen, goes) => {
    for (const openid of ['leaving', 'staying']) await s.tap(openid, score)
    const { id } = await s.announce({ region: '西藏' })
    s.context.clock.advance(60)
    if (isOpen) await openDueAnnouncements(s.context.database, s.context.clock.now())
    await goes('leaving')
    await openDueAnnouncements(s.context.database, s.context.clock.now())
    expect((await s.announcement(id)).recipients).toBe(2)
    await makeAll(id)
    expect(await s.announcement(id)).toMatchObject({ recipients: 2, counts: { planned: 1, cancelled: 1 } })
  })

  it.each([
    ['cancelling', leave, { planned: 1, cancelled: 1 }],
    ['forgotten', forget, { planned: 1, cancelled: 1 }],
    [
      'moving',
      (openid: string) => s.tap(openid, [{ kind: 'score-release', examYear: 2026, region: '湖南' }]),
      { planned: 2, cancelled: 0 },
    ],
  ])('%s at a server whose clock is behind that of the opener', async (_, goes, counts) => {
    for (const openid of ['leaving', 'staying']) await s.tap(openid, score)
    const { id } = await s.announce()
    await openNow()
    s.context.clock.advance(-1)
    expect(await stateOf('leaving')).toBe('waiting')
    await goes('leaving')
    s.context.clock.advance(1)
    await makeAll(id)
    expect(await s.announcement(id)).toMatchObject({ recipients: 2, counts })
  })

  it('who had left before is not, though they cancel once more', async () => {
    for (const openid of ['gone', 'staying']) await s.tap(openid, score)
    await leave('gone')
    const { id } = await s.announce({ region: '西藏' })
    s.context.clock.advance(60)
    await openDueAnnouncements(s.context.database, s.context.clock.now())
    await leave('gone')
    expect(await s.announcement(id)).toMatchObject({ recipients: 1, counts: { planned: 1, cancelled: 0 } })
  })
})

it('nobody who stands is late between the opening and their page', async () => {
  await s.tap('standing', score)
  const { id } = await s.announce({ region: '西藏' })
  await openNow()
  expect(await stateOf('standing')).toBe('waiting')
  s.context.clock.advance(1)
  await s.tap('after', score)
  expect(await stateOf('after')).toBe('late')
  await makeAll(id)
  expect(await stateOf('standing')).toBe('due')
})

it('who asks after the opening comes late, by a server whose clock is behind as well', async () => {
  await s.tap('standing', score)
  const { id } = await s.announce({ region: '西藏' })
  await openNow()
  s.context.clock.advance(-1)
  await s.tap('after', score)
  s.context.clock.advance(1)
  await makeAll(id)
  expect(await s.announcement(id)).toMatchObject({ recipients: 1, counts: { planned: 1 } })
  expect([await stateOf('standing'), await stateOf('after')]).toEqual(['due', 'late'])
})

it('a region is told, not its neighbours; moving there too late is late', async () => {
  await s.tap('tibet', score)
  await s.tap('hunan', [{ kind: 'score-release', examYear: 2026, region: '湖南' }])
  const { id } = await s.announce({ region: '西藏' })
  await openNow()
  await makeAll(id)
  expect([await stateOf('tibet'), await stateOf('hunan')]).toEqual(['due', 'waiting'])
  await s.tap('hunan', score)
  expect(await stateOf('hunan')).toBe('late')
  const national = await s.announce()
  expect(national.recipients).toBe(1)
})

it('whom a cancelled announcement did not reach is waiting again, and is reached by the next', async () => {
  await s.tap('reached', score)
  await s.tap('spared', score)
  const gone = await s.tap('gone', score)
  const wrong = await s.announce({ region: '西藏' })
  await openNow()
  await makeAll(wrong.id)
  const [{ id: reminder }] = (await gone('GET', '/v1/reminders')).json().reminders
  await gone('DELETE', `/v1/reminders/${reminder}`)
  await sql`update deliveries set state = 'sent' where openid = 'reached'`.execute(s.context.database)
  await s.operator('DELETE', `/operator/v1/announcements/${wrong.id}`)
  expect(await stateOf('spared')).toBe('waiting')
  expect([await stateOf('reached'), await stateOf('gone')]).toEqual(['sent', 'cancelled'])
  const right = await s.announce({ region: '西藏' })
  await openNow()
  await makeAll(right.id)
  expect([await stateOf('reached'), await stateOf('spared'), await stateOf('gone')]).toEqual([
    'sent',
    'due',
    'cancelled',
  ])
})

describe('whoever names another region after sendAfter and before the fan-out has come to them', () => {
  const elsewhere = [{ kind: 'score-release', examYear: 2026, region: '湖南' }]
  const nowhere = [{ kind: 'score-release', examYear: 2026 }]

  it.each([
    ['a region', score, elsewhere, null],
    ['their first region', nowhere, elsewhere, null],
    ['a region that was not spoken to', score, elsewhere, '西藏'],
  ])('is told as one who stood: %s', async (_, before, after, region) => {
    await s.tap('moving', before)
    await s.tap('staying', score)
    const { id } = await s.announce({ region })
    await openNow()
    s.context.clock.advance(1)
    await s.tap('moving', after)
    expect((await s.announcement(id)).recipients).toBe(2)
    await makeAll(id)
    expect(await s.announcement(id)).toMatchObject({ recipients: 2, counts: { planned: 2 } })
    expect(await s.states()).toEqual({ due: 2 })
    expect(await stateOf('moving')).toBe('due')
  })

  it('also before any process has opened the announcement', async () => {
    await s.tap('moving', score)
    await s.tap('staying', score)
    const { id } = await s.announce({ region: '西藏' })
    s.context.clock.advance(61)
    await s.tap('moving', elsewhere)
    await openNow()
    expect((await s.announcement(id)).recipients).toBe(2)
    await makeAll(id)
    expect(await s.announcement(id)).toMatchObject({ recipients: 2, counts: { planned: 2 } })
  })

  it('is not told by one that only comes, nor by the date of a kind that fires on its day', async () => {
    await s.tap('moving', [...score, { kind: 'exam', examYear: 2026, region: '西藏' }])
    await s.announce({ region: '西藏' })
    const exam = await s.announce({ kind: 'exam', region: '西藏', start: '2026-10-24' })
    s.context.clock.advance(59)
    await s.tap('moving', elsewhere)
    s.context.clock.advance(2)
    await s.tap('moving', [{ kind: 'exam', examYear: 2026, region: '湖南' }])
    await openNow()
    expect(await s.states()).toEqual({})
    expect((await s.announcement(exam.id)).recipients).toBe(0)
  })
})

it('the date of a kind that fires on its day moves the calendar and reaches nobody', async () => {
  await s.tap('examinee', [{ kind: 'exam', examYear: 2027 }])
  const { id, recipients } = await s.announce({ kind: 'exam', examYear: 2027, start: '2027-10-23', end: '2027-10-24' })
  expect(recipients).toBe(0)
  await openNow()
  await makeAll(id)
  expect(await s.states()).toEqual({})
  expect(await stateOf('examinee')).toBe('waiting')
  const { milestones } = (await s.call('GET', '/v1/calendar?examYear=2027')).json()
  expect(milestones).toContainEqual(expect.objectContaining({ kind: 'exam', start: '2027-10-23', status: 'official' }))
})

it('no reminder has a second delivery, whoever asks for one', async () => {
  await seed(3)
  const { database } = s.context
  const everybody = sql`select r.id, c.openid from reminders r join candidates c on c.id = r.candidate_id`
  const again = () =>
    database.transaction().execute(trx =>
      makeDeliveries(trx, everybody, {
        announcementId: null,
        templateIds: ['tpl-score-release'],
        urgent: false,
        facts: {},
      }),
    )
  expect((await again()).made).toBe(3)
  await sql`update deliveries set state = case reminder_id when 1 then 'sent' when 2 then 'unconfirmed' else 'cancelled' end`.execute(
    database,
  )
  // Only what was cancelled is taken over.
  expect((await again()).made).toBe(1)
  expect(await s.states()).toEqual({ due: 1, sent: 1, unconfirmed: 1 })
})
