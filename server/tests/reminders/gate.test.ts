import { sql } from 'kysely'
import { eventually, type Stage, stage } from './support/stage'

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
