import { sql } from 'kysely'
import { eventually, type Stage, stage } from '../support/stage'

const score = [{ kind: 'score-release', examYear: 2026 }]
let s: Stage

beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const gate = () => s.context.database.selectFrom('send_gate').selectAll().executeTakeFirstOrThrow()

/** A pause that has just ended: the next message is the probe. */
const pauseHasEnded = () =>
  sql`update send_gate set strikes = 1, reason = 'rate', paused_until = clock_timestamp(), next_probe_at = clock_timestamp()`.execute(
    s.context.database,
  )

describe('the probe after a pause', () => {
  it.each([
    ['43101, no grant', () => s.forgetGrants()],
    ['40003, an invalid openid', () => s.faults({ errors: { 40003: 1 } })],
    ['47003, which parks the template', () => s.faults({ errors: { 47003: 1 } })],
  ])('opens the gate when it is answered %s', async (_answer, happens) => {
    for (let i = 0; i < 4; i++) await s.tap(`p-${i}`, score)
    await happens()
    await pauseHasEnded()
    await s.work()
    await s.announce()
    await eventually(s.states, states => (states.due ?? 0) < 4 || states.sending !== undefined)
    await eventually(gate, ({ strikes }) => strikes === 0)
  })

  it('leaves it closed when WeChat is busy', async () => {
    await s.tap('p', score)
    await s.faults({ errors: { '-1': 1 } })
    await pauseHasEnded()
    await s.work()
    await s.announce()
    await eventually(
      () => s.context.database.selectFrom('deliveries').select('tries').executeTakeFirst(),
      row => row !== undefined && row.tries >= 1,
    )
    expect((await gate()).strikes).toBe(1)
  })
})

/** A sending process on a machine from which WeChat cannot be reached. */
async function workWithoutNetwork(): Promise<{ tried: () => number }> {
  const { wechat } = s.context
  let tried = 0
  const sendMessage = async () => {
    tried++
    return { type: 'not-sent', reason: 'ECONNREFUSED' }
  }
  s.context.wechat = Object.assign(Object.create(wechat), { sendMessage })
  await s.work()
  s.context.wechat = wechat
  return { tried: () => tried }
}

it('a machine that cannot reach WeChat pauses itself and nobody else', async () => {
  for (let i = 0; i < 20; i++) await s.tap(`p-${i}`, score)
  const { tried } = await workWithoutNetwork()
  const { id } = await s.announce()
  await eventually(
    async () => tried(),
    count => count >= 21,
  )
  expect(await gate()).toMatchObject({ strikes: 0, reason: null })
  await s.work()
  const done = await eventually(
    () => s.announcement(id),
    ({ state }) => state === 'done',
  )
  expect(done.counts).toMatchObject({ sent: 20 })
  expect(await gate()).toMatchObject({ strikes: 0, reason: null })
})
