import { sql } from 'kysely'
import { settleUnknown } from '../../src/deliveries/settlement'
import { unmark } from '../../src/sending/exchange'
import { decide, type SendResult } from '../../src/sending/send-decision'
import { byHand, TOO_OFTEN } from '../support/by-hand'
import { eventually, type Stage, stage, waitingForLocks } from '../support/stage'

const score = [{ kind: 'score-release', examYear: 2026, region: '西藏' }]
type Person = Awaited<ReturnType<Stage['tap']>>
let s: Stage

beforeAll(async () => {
  s = await stage({ environment: { unconfirmedRetrySeconds: 3600 } })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const mine = async (person: Person) => (await person('GET', '/v1/reminders')).json().reminders[0]

/** One person whose message is marked, and who calls it off before WeChat answers. */
async function calledOffInFlight() {
  const person = await s.tap('a', score)
  const { id } = await s.announce()
  await byHand(s).openAll()
  const [marked] = await byHand(s).markAll()
  const reminder = (await mine(person)).id
  expect((await person('DELETE', `/v1/reminders/${reminder}`)).statusCode).toBe(204)
  expect((await byHand(s).row('a')).state).toBe('sending')
  return { person, announcement: id, marked: marked! }
}

describe('a reminder that its candidate cancels while the message is on its way', () => {
  const answers: SendResult[] = [
    { type: 'answer', errcode: 45011, errmsg: 'too often' },
    { type: 'answer', errcode: -1, errmsg: 'busy' },
    { type: 'answer', errcode: 47003, errmsg: 'argument invalid' },
    { type: 'not-sent', reason: 'ECONNREFUSED' },
  ]
  it.each(answers)('is not sent after %j', async answer => {
    const { person, announcement, marked } = await calledOffInFlight()
    await byHand(s).finish(marked, decide(answer, { tries: 0, isRetry: false }, 0))
    expect(await byHand(s).row('a')).toMatchObject({ state: 'cancelled', reason: 'by the candidate' })
    expect(await mine(person)).toMatchObject({ state: 'cancelled', reason: 'by the candidate' })
    await s.work()
    const ended = await eventually(
      () => s.announcement(announcement),
      ({ state }) => state === 'done',
    )
    expect(ended.counts).toMatchObject({ sent: 0, cancelled: 1 })
    expect(await s.delivered()).toEqual([])
  })

  it('is not called back when WeChat accepts it', async () => {
    const { marked } = await calledOffInFlight()
    await byHand(s).finish(marked, { state: 'sent', msgid: '1' })
    expect((await byHand(s).row('a')).state).toBe('sent')
  })

  it('is sent after all when they ask for it again in that moment', async () => {
    const { marked } = await calledOffInFlight()
    await s.tap('a', score)
    await byHand(s).finish(marked, TOO_OFTEN)
    expect((await byHand(s).row('a')).state).toBe('due')
    await s.work()
    await eventually(s.states, states => states.sent === 1)
  })

  it('is not sent when the mark is taken back', async () => {
    const { marked } = await calledOffInFlight()
    await unmark(s.context.pool, [marked.delivery])
    expect(await byHand(s).row('a')).toMatchObject({ state: 'cancelled', reason: 'by the candidate' })
  })

  it('waits for the cancellation that is being written down when the answer comes', async () => {
    const person = await s.tap('a', score)
    await s.announce()
    await byHand(s).openAll()
    const [marked] = await byHand(s).markAll()
    const { id } = await mine(person)
    let both: Promise<unknown> | undefined
    await s.context.database.transaction().execute(async transaction => {
      // The cancellation has to wait for the row, and so does the answer; whoever is first, it is not sent.
      await sql`select from deliveries where openid = 'a' for update`.execute(transaction)
      const cancelling = person('DELETE', `/v1/reminders/${id}`)
      await waitingForLocks(s, 1)
      both = Promise.all([cancelling, byHand(s).finish(marked!, TOO_OFTEN)])
      await waitingForLocks(s, 2)
    })
    await both
    expect((await byHand(s).row('a')).state).toBe('cancelled')
  })
})

describe('an unknown outcome of a reminder that its candidate has cancelled', () => {
  it('is neither tried once more nor sent again by the operator, and they may ask anew', async () => {
    const { person, marked } = await calledOffInFlight()
    await byHand(s).finish(marked, { state: 'unsettled', reason: 'no answer' })
    await settleUnknown(s.context.database, 0, 35)
    const { state, reminder_id: id } = await byHand(s).row('a')
    expect(state).toBe('unconfirmed')
    const answer = await s.operator('POST', `/operator/v1/deliveries/${id}/resend`)
    expect([answer.statusCode, answer.json().error]).toEqual([
      409,
      { code: 'not-unconfirmed', message: expect.stringContaining('cancelled by the candidate') },
    ])
    await s.tap('a', score)
    expect((await s.operator('POST', `/operator/v1/deliveries/${id}/resend`)).statusCode).toBe(202)
    expect(await mine(person)).toMatchObject({ state: 'due' })
  })

  it('cannot be sent again when it was cancelled only after nobody knew any more', async () => {
    const person = await s.tap('a', score)
    await s.announce()
    await byHand(s).openAll()
    const [marked] = await byHand(s).markAll()
    await byHand(s).finish(marked!, { state: 'unconfirmed', reason: 'no answer' })
    await person('DELETE', `/v1/reminders/${(await mine(person)).id}`)
    const answer = await s.operator('POST', `/operator/v1/deliveries/${marked!.delivery.id}/resend`)
    expect(answer.statusCode).toBe(409)
  })
})
