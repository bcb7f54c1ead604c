import { SENT_AGAIN } from '../../src/deliveries/reasons'
import { byHand } from '../support/by-hand'
import { eventually, type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
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
