import { sql } from 'kysely'
import { SENT_AGAIN } from '../../src/deliveries/reasons'
import { byHand } from '../support/by-hand'
import { eventually, type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

it('what the operator sends again says so until it is sent, and not to whom it is sent', async () => {
  const person = await s.tap('a', [{ kind: 'score-release', examYear: 2026 }], { grants: 2 })
  await s.announce()
  await byHand(s).openAll()
  const [marked] = await byHand(s).markAll()
  await byHand(s).finish(marked!, { state: 'unconfirmed', reason: 'no answer' })
  const { reminder_id: id } = await byHand(s).row('a')
  expect((await s.operator('POST', `/operator/v1/deliveries/${id}/resend`)).statusCode).toBe(202)
  expect(await byHand(s).row('a')).toMatchObject({ state: 'due', reason: SENT_AGAIN })
  const [mine] = (await person('GET', '/v1/reminders')).json().reminders
  expect([mine.state, mine.reason]).toEqual(['due', undefined])
  await s.work()
  await eventually(s.states, states => states.sent === 1)
  expect(await byHand(s).row('a')).toMatchObject({ state: 'sent', reason: null })
})

describe('all unconfirmed of an announcement', () => {
  let id: string
  const resend = (body: object, of = id) => s.operator('POST', `/operator/v1/announcements/${of}/resend`, body)
  const page = async (query: string) => (await s.operator('GET', `/operator/v1/unconfirmed${query}`)).json()

  /** Five, of whom two have another grant, one has cancelled, and one of another announcement. */
  beforeEach(async () => {
    for (const [index, openid] of ['a', 'b', 'c', 'd', 'e'].entries())
      await s.tap(openid, [{ kind: 'score-release', examYear: 2026 }], { grants: index < 2 ? 2 : 1 })
    id = (await s.announce()).id
    await byHand(s).openAll()
    for (const marked of await byHand(s).markAll())
      await byHand(s).finish(marked, { state: 'unconfirmed', reason: 'no answer' })
    await sql`update deliveries set withdrawn = true where openid = 'e'`.execute(s.context.database)
    await sql`insert into deliveries (reminder_id, announcement_id, openid, template_id, state, attempted_at)
      values (1000, gen_random_uuid(), 'x', 'tpl-exam', 'unconfirmed', now())`.execute(s.context.database)
  })

  it('are counted with the risk before anything happens', async () => {
    const answer = await resend({ dryRun: true })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ id, deliveries: 4, mayArriveTwice: 2, state: 'dry-run' })
    expect(await s.states()).toEqual({ unconfirmed: 6 })
  })

  it('are sent again at once, on record, and the announcement goes on', async () => {
    const answer = await resend({})
    expect(answer.statusCode).toBe(202)
    expect(answer.json()).toEqual({ id, deliveries: 4, mayArriveTwice: 2, state: 'sending' })
    expect((await s.operator('GET', '/operator/v1/audit')).json().entries[0]).toMatchObject({
      ...{ actor: 'operator', action: 'announcement.resent', subject: id },
      details: { deliveries: 4, mayArriveTwice: 2 },
    })
    await s.work()
    await eventually(s.states, states => states.sent === 4)
    const again = await resend({})
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'not-unconfirmed'])
  })

  it('stay as they are once it is cancelled', async () => {
    await s.operator('DELETE', `/operator/v1/announcements/${id}`)
    await sql`update announcements set state = 'cancelled'`.execute(s.context.database)
    expect((await resend({})).json().error.code).toBe('cancelled')
    expect((await resend({}, '00000000-0000-0000-0000-000000000000')).statusCode).toBe(404)
  })

  it('are listed in pages, each once', async () => {
    const first = await page(`?announcementId=${id}&limit=3`)
    const second = await page(`?announcementId=${id}&limit=3&after=${first.next}`)
    expect([first.deliveries.length, second.deliveries.length, second.next]).toEqual([3, 2, undefined])
    const ids = [...first.deliveries, ...second.deliveries].map(delivery => delivery.id)
    expect(new Set(ids).size).toBe(5)
  })
})
