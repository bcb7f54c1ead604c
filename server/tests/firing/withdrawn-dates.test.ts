import { sql } from 'kysely'
import { lockOutSubscriptions } from '../../src/database/locks'
import { PAGE_SIZE } from '../../src/deliveries/make-deliveries'
import { fireDated } from '../../src/firing/dated'
import { eventually, type Stage, stage, waitingForLocks } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage({ now: '2027-06-01T12:00:00+08:00' })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const exam = [{ kind: 'exam', examYear: 2027 }]
const WITHDRAWN = 'the date was withdrawn'
const at = (instant: string) => s.context.clock.set(`${instant}+08:00`)
const announced = async (body: Record<string, unknown>) => {
  const { id } = await s.announce({ kind: 'exam', examYear: 2027, region: null, ...body })
  s.context.clock.advance(1)
  return id
}
const rows = () =>
  s.context.database.selectFrom('deliveries').select(['openid', 'state', 'reason', 'facts']).orderBy('openid').execute()
const cancel = async (id: string) =>
  expect((await s.operator('DELETE', `/operator/v1/announcements/${id}`)).statusCode).toBe(200)
const correct = async (id: string, body: object) =>
  expect((await s.operator('PUT', `/operator/v1/announcements/${id}`, body)).statusCode).toBe(200)
/** As by a process that is killed before it has told anybody. */
const cancelBehindTheBack = (id: string) =>
  sql`update announcements set state = 'cancelled', retracted = true where id = ${id}`.execute(s.context.database)

/** Announced by mistake for the next day, and fired. */
async function firedByMistake(): Promise<string> {
  at('2027-10-22T10:00:00')
  const id = await announced({ start: '2027-10-23', end: '2027-10-24' })
  expect(await fireDated(s.context)).toBeGreaterThan(0)
  return id
}

/** Everybody waits as in a pause. */
const hold = () =>
  sql`update send_gate set strikes = 1, paused_until = now() + interval '1 hour', next_probe_at = now() + interval '1 hour'`.execute(
    s.context.database,
  )
const letGo = () =>
  sql`update send_gate set strikes = 0, paused_until = '-infinity', next_probe_at = '-infinity'`.execute(
    s.context.database,
  )

describe('a date that is taken back after its reminders have fired', () => {
  it('is not told to whom it was not told yet, and the right one reaches them', async () => {
    await s.tap('a', exam)
    await s.tap('b', exam)
    await hold()
    await s.work()
    const id = await firedByMistake()
    await eventually(
      () => s.context.database.selectFrom('deliveries').select('lease').where('lease', 'is not', null).execute(),
      leased => leased.length === 2,
    )
    await cancel(id)
    expect((await rows()).map(({ state, reason }) => [state, reason])).toEqual([
      ['cancelled', WITHDRAWN],
      ['cancelled', WITHDRAWN],
    ])
    const { reminders } = (await (await s.as('a'))('GET', '/v1/reminders')).json()
    expect(reminders).toMatchObject([{ state: 'waiting' }])
    await letGo()
    await announced({ start: '2027-11-20', end: '2027-11-21' })
    at('2027-11-19T10:00:00')
    await fireDated(s.context)
    await eventually(s.states, states => states.sent === 2)
    expect((await s.delivered()).map(({ data }) => data.date3?.value)).toEqual(['2027年11月20日', '2027年11月20日'])
  })

  it('is not told in the morning when the night held it back', async () => {
    await s.tap('a', exam)
    const id = await firedByMistake()
    at('2027-10-22T23:00:00')
    await cancel(id)
    at('2027-10-23T08:00:00')
    expect(await s.states()).toEqual({ cancelled: 1 })
  })

  it('stops those who are still to be told, after a kill in between too', async () => {
    await s.tap('a', exam)
    await s.tap('on its way', exam)
    const id = await firedByMistake()
    await cancelBehindTheBack(id)
    await s.context.database.transaction().execute(async transaction => {
      // A sender has this row: nobody waits for it.
      await sql`select from deliveries where openid = 'on its way' for update`.execute(transaction)
      expect(await fireDated(s.context)).toBe(0)
    })
    expect((await rows()).map(({ openid, state }) => [openid, state])).toEqual([
      ['a', 'cancelled'],
      ['on its way', 'due'],
    ])
    await fireDated(s.context)
    expect(await s.states()).toEqual({ cancelled: 2 })
  })

  it('is not told to those whose page is being made at that moment', async () => {
    await s.tap('a', exam)
    at('2027-10-22T10:00:00')
    const id = await announced({ start: '2027-10-23' })
    let cancelling: Promise<void> | undefined
    await s.context.database.transaction().execute(async transaction => {
      await lockOutSubscriptions(transaction)
      await sql`
        insert into deliveries (reminder_id, openid, template_id, facts)
        select id, 'a', 'tpl-exam', '{"date":"2027-10-23"}' from reminders`.execute(transaction)
      cancelling = cancel(id)
      await waitingForLocks(s, 1)
    })
    await cancelling
    expect(await s.states()).toEqual({ cancelled: 1 })
  })

  it('makes no more recipients of a page that is still to come', async () => {
    const { database } = s.context
    await sql`
      with people as (
        insert into candidates (openid, created_at) select 'o' || i, now() from generate_series(1, ${PAGE_SIZE + 500}) i returning id)
      insert into reminders (candidate_id, kind, exam_year, open_since)
      select id, 'exam', 2027, ${s.context.clock.now()} from people`.execute(database)
    await sql`
      create function withdraw() returns trigger language plpgsql as $$
      begin update announcements set state = 'cancelled', retracted = true; return null; end $$`.execute(database)
    // The operator comes while the first page is made.
    await sql`create trigger withdraw after insert on deliveries for each statement execute function withdraw()`.execute(
      database,
    )
    try {
      at('2027-10-22T10:00:00')
      await announced({ start: '2027-10-23' })
      expect(await fireDated(s.context)).toBe(PAGE_SIZE)
      expect(await fireDated(s.context)).toBe(0)
      expect(await s.states()).toEqual({ cancelled: PAGE_SIZE })
    } finally {
      await sql`drop function withdraw() cascade`.execute(database)
    }
  })
})

describe('a date that is corrected after its reminders have fired', () => {
  it.each([
    ['exam', { start: '2027-10-23', end: '2027-10-24' }, { start: '2027-10-30', end: '2027-10-31' }, '2027-10-29'],
    ['admission-ticket', { start: '2027-10-22', end: null }, { start: '2027-10-25' }, '2027-10-25'],
  ])('%s is told on the right day, with the right date', async (kind, { start }, right, day) => {
    await s.tap('a', [{ kind, examYear: 2027 }])
    at('2027-10-22T10:00:00')
    const id = await announced({ kind, start })
    expect(await fireDated(s.context)).toBe(1)
    await correct(id, { ...right })
    expect(await fireDated(s.context)).toBe(0)
    expect(await rows()).toMatchObject([{ state: 'cancelled', reason: WITHDRAWN }])
    at(`${day}T10:00:00`)
    expect(await fireDated(s.context)).toBe(1)
    expect(await rows()).toMatchObject([{ state: 'due', reason: null, facts: { date: right.start } }])
  })

  it('moves the first day of registration too, and leaves alone what its announcement tells', async () => {
    await s.tap('when announced', [{ kind: 'registration', examYear: 2027, region: '湖南' }])
    at('2027-07-05T09:00:00')
    const id = await announced({ kind: 'registration', region: '湖南', start: '2027-07-05' })
    await sql`
      insert into deliveries (reminder_id, announcement_id, openid, template_id)
      select id, ${id}, 'when announced', 'tpl-registration' from reminders`.execute(s.context.database)
    await s.tap('on the day', [{ kind: 'registration', examYear: 2027, region: '湖南' }])
    at('2027-07-05T10:00:00')
    expect(await fireDated(s.context)).toBe(1)
    await correct(id, { start: '2027-07-06' })
    expect((await rows()).map(({ openid, state }) => [openid, state])).toEqual([
      ['on the day', 'cancelled'],
      ['when announced', 'due'],
    ])
  })

  it('is told of a corrected hour though it is too late to fire again', async () => {
    await s.tap('a', exam)
    at('2027-10-22T10:00:00')
    const id = await announced({ start: '2027-10-23', time: '09:00' })
    expect(await fireDated(s.context)).toBe(1)
    at('2027-10-22T22:00:00')
    await correct(id, { time: '09:30' })
    expect(await rows()).toMatchObject([{ state: 'due', facts: { date: '2027-10-23', time: '09:30' } }])
    await correct(id, { time: null })
    expect(await rows()).toMatchObject([{ state: 'due', facts: { date: '2027-10-23' } }])
  })
})
