import { sql } from 'kysely'
import { eventually, type Stage, stage } from '../support/stage'

const CONCURRENCY = 8
let s: Stage

beforeAll(async () => {
  s = await stage({ environment: { sendConcurrency: CONCURRENCY } })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

/** Announces to forty people and looks, again and again, how many rows carry the mark. */
async function mostMarks(): Promise<number> {
  await s.faults({ latencyMs: 20 })
  await s.work()
  const { id } = await s.announce()
  let most = 0
  await eventually(
    async () => {
      most = Math.max(most, (await s.states()).sending ?? 0)
      return s.announcement(id)
    },
    ({ state }) => state === 'done',
  )
  expect(await s.delivered()).toHaveLength(40)
  return most
}

async function tapAll(): Promise<void> {
  for (let i = 0; i < 40; i++) await s.tap(`p-${i}`, [{ kind: 'score-release', examYear: 2026 }])
}

describe('what a kill would leave unknown', () => {
  it('is at most SEND_CONCURRENCY of those whom a second try could not settle', async () => {
    await tapAll()
    // A second grant each: 0 or 43101 to a second try would say nothing about the first.
    await sql`insert into grants (openid, template_id, accepted_at, recorded_at)
      select openid, template_id, accepted_at, recorded_at from grants`.execute(s.context.database)
    const most = await mostMarks()
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(CONCURRENCY)
  })

  it('is at most half as many more of the others', async () => {
    await tapAll()
    const most = await mostMarks()
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(CONCURRENCY * 1.5)
  })
})
