import { sql } from 'kysely'
import { stop } from '../../src/announcements/cancel'
import { byHand, TOO_OFTEN } from '../support/by-hand'
import { eventually, type Stage, stage } from '../support/stage'

const score = (region = '西藏') => [{ kind: 'score-release', examYear: 2026, region }]
let s: Stage

beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const path = (id: string) => `/operator/v1/announcements/${id}`
const remove = async (id: string) => (await s.operator('DELETE', path(id))).json()
const isRetracted = async (id: string) => (await s.operator('GET', path(id))).json().retracted as boolean
const calendar = async () => {
  const { milestones } = (await s.call('GET', '/v1/calendar?examYear=2026')).json()
  return milestones.find(({ kind }: { kind: string }) => kind === 'score-release').status
}

/** Cancelled, and the process was killed before it did anything more. */
async function halfCancelled(): Promise<string> {
  await s.tap('a', score())
  const { id } = await s.announce()
  await byHand(s).openAll()
  await stop(s.context, id, 'operator')
  expect(await s.announcement(id)).toMatchObject({ state: 'cancelled', retracted: false, counts: { planned: 1 } })
  return id
}

describe('a cancellation that a kill has left half done', () => {
  it('is ended by a second one', async () => {
    const id = await halfCancelled()
    expect(await calendar()).toBe('official')
    expect(await remove(id)).toMatchObject({
      state: 'cancelled',
      retracted: true,
      counts: { planned: 0, cancelled: 1 },
    })
    expect(await calendar()).toBe('expected')
  })

  it('is ended by the workers without one', async () => {
    const id = await halfCancelled()
    await s.work()
    await eventually(calendar, status => status === 'expected')
    expect(await s.announcement(id)).toMatchObject({ retracted: true, counts: { cancelled: 1 } })
    expect(await s.delivered()).toEqual([])
  })

  it('is whole where nobody has a message yet', async () => {
    await s.tap('a', score())
    const { id } = await s.announce()
    await stop(s.context, id, 'operator')
    expect(await isRetracted(id)).toBe(true)
  })
})

it('one that is not open yet, but has reached somebody, is not retracted', async () => {
  const person = await s.tap('a', score())
  const { id } = await s.announce()
  // Who moves now is owed the message of where they were.
  await s.tap('a', score('湖南'))
  const [marked] = await byHand(s).markAll()
  await byHand(s).finish(marked!, { state: 'sent', msgid: '1' })
  expect(await remove(id)).toMatchObject({ state: 'cancelled', retracted: false, counts: { sent: 1 } })
  await s.work()
  await eventually(
    () => s.context.database.selectFrom('announcements').select('finished_at').executeTakeFirstOrThrow(),
    row => row.finished_at !== null,
  )
  expect([await isRetracted(id), await calendar()]).toEqual([false, 'official'])
  expect((await person('GET', '/v1/reminders')).json().reminders[0].state).toBe('sent')
})

describe('with a message on its way', () => {
  async function cancelledInFlight() {
    await s.tap('a', score())
    const { id } = await s.announce()
    await byHand(s).openAll()
    const [marked] = await byHand(s).markAll()
    expect(await remove(id)).toMatchObject({ state: 'cancelled', retracted: false })
    return { id, marked: marked! }
  }

  it('the calendar goes back by itself once nobody has got it', async () => {
    const { id, marked } = await cancelledInFlight()
    await byHand(s).finish(marked, TOO_OFTEN)
    await s.work()
    await eventually(
      () => isRetracted(id),
      retracted => retracted,
    )
    expect(await calendar()).toBe('expected')
  })

  it('and stays once somebody has', async () => {
    const { id, marked } = await cancelledInFlight()
    await byHand(s).finish(marked, { state: 'sent', msgid: '1' })
    expect((await remove(id)).retracted).toBe(false)
  })
})

it('what is being marked at this very moment may yet be sent', async () => {
  await s.tap('a', score())
  const { id } = await s.announce()
  await byHand(s).openAll()
  await s.context.database.transaction().execute(async transaction => {
    // As a sender does that saw the announcement before it was cancelled.
    await sql`update deliveries set state = 'sending', attempted_at = now() where openid = 'a'`.execute(transaction)
    expect(await remove(id)).toMatchObject({ state: 'cancelled', retracted: false })
  })
  expect(await isRetracted(id)).toBe(false)
})
