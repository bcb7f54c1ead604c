import { sql } from 'kysely'
import { fanOut, findStalledFanOuts } from '../../src/announcements/fan-out'
import { finishAnnouncements } from '../../src/announcements/finish-announcements'
import { unmark } from '../../src/sending/exchange'
import { byHand, TOO_OFTEN } from '../support/by-hand'
import { type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const score = [{ kind: 'score-release', examYear: 2026, region: '西藏' }]
const stateOf = async (openid: string) => (await (await s.as(openid))('GET', '/v1/reminders')).json().reminders[0].state
const finishAll = () => finishAnnouncements(s.context.database, s.context.clock.now())

/** Cancelled and announced anew while one person's message of the first is on its way. */
async function announcedAnewInFlight() {
  for (const openid of ['in-flight', 'spared']) await s.tap(openid, score)
  const wrong = await s.announce()
  await byHand(s).openAll()
  await sql`update deliveries set run_at = now() + interval '1 hour' where openid = 'spared'`.execute(
    s.context.database,
  )
  const [marked] = await byHand(s).markAll()
  s.context.clock.advance(1)
  await s.operator('DELETE', `/operator/v1/announcements/${wrong.id}`)
  s.context.clock.advance(1)
  const right = await s.announce({ region: '西藏' })
  await byHand(s).openAll()
  await finishAll()
  expect(await s.announcement(right.id)).toMatchObject({ state: 'sending', recipients: 1, counts: { planned: 1 } })
  return { wrong: wrong.id, right: right.id, marked: marked! }
}

it('whose message came back unsent after the next announcement had made its recipients is told by that one', async () => {
  const { wrong, right, marked } = await announcedAnewInFlight()
  await byHand(s).finish(marked, TOO_OFTEN)
  await finishAll()
  expect(await s.announcement(right)).toMatchObject({ state: 'sending', recipients: 2, counts: { planned: 2 } })
  await sql`update announcements set fan_out_at = fan_out_at - interval '1 minute'`.execute(s.context.database)
  expect(await findStalledFanOuts(s.context.database)).toEqual([right])
  await fanOut(s.context.database, s.context.environment.templates, right)
  expect([await stateOf('in-flight'), await stateOf('spared')]).toEqual(['due', 'due'])
  expect(await s.announcement(right)).toMatchObject({ state: 'sending', recipients: 2, counts: { planned: 2 } })
  expect(await s.announcement(wrong)).toMatchObject({ state: 'cancelled', recipients: 2, counts: { cancelled: 2 } })
})

it('is made up for also when the next announcement is done', async () => {
  const { right, marked } = await announcedAnewInFlight()
  await sql`update deliveries set state = 'sent' where openid = 'spared'`.execute(s.context.database)
  await finishAll()
  expect((await s.announcement(right)).state).toBe('done')
  await byHand(s).finish(marked, TOO_OFTEN)
  await finishAll()
  expect(await s.announcement(right)).toMatchObject({
    state: 'sending',
    recipients: 2,
    counts: { planned: 1, sent: 1 },
  })
})

it('is told by another one that was opened before the cancellation and found everybody taken', async () => {
  for (const openid of ['spared', 'told']) await s.tap(openid, score)
  const wrong = await s.announce()
  await byHand(s).openAll()
  await sql`update deliveries set state = 'sent' where openid = 'told'`.execute(s.context.database)
  s.context.clock.advance(1)
  const right = await s.announce({ region: '西藏' })
  await byHand(s).openAll()
  await finishAll()
  expect(await s.announcement(right.id)).toMatchObject({ state: 'done', recipients: 0 })
  s.context.clock.advance(1)
  await s.operator('DELETE', `/operator/v1/announcements/${wrong.id}`)
  await finishAll()
  expect(await s.announcement(right.id)).toMatchObject({ state: 'sending', recipients: 1, counts: { planned: 1 } })
})

it('comes back from a sender that was cut off, after the cancelled announcement had ended', async () => {
  const { wrong, right, marked } = await announcedAnewInFlight()
  await byHand(s).finish(marked, { state: 'unconfirmed', reason: 'no answer' })
  await finishAll()
  expect(await s.announcement(wrong)).toMatchObject({ counts: { unconfirmed: 1, cancelled: 1 } })
  await byHand(s).finish(marked, TOO_OFTEN)
  await finishAll()
  expect(await s.announcement(right)).toMatchObject({ state: 'sending', recipients: 2, counts: { planned: 2 } })
})

it('whose mark is taken back is cancelled at once', async () => {
  const { wrong, marked } = await announcedAnewInFlight()
  await unmark(s.context.pool, [marked.delivery])
  expect((await byHand(s).row('in-flight')).state).toBe('cancelled')
  expect(await s.announcement(wrong)).toMatchObject({ counts: { cancelled: 2 } })
})

it('whose message arrived after all is not told again', async () => {
  const { wrong, right, marked } = await announcedAnewInFlight()
  await byHand(s).finish(marked, { state: 'sent', msgid: '1' })
  await finishAll()
  expect(await s.announcement(right)).toMatchObject({ recipients: 1, counts: { planned: 1 } })
  expect(await s.announcement(wrong)).toMatchObject({ recipients: 2, counts: { sent: 1, cancelled: 1 } })
  expect(await findStalledFanOuts(s.context.database)).toEqual([])
})
