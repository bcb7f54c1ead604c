import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { eventually, type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.end())

it('a correction is in what was leased before it and is not on its way yet', async () => {
  const { database } = s.context
  for (let i = 0; i < 3; i++) await s.tap(`p-${i}`, [{ kind: 'score-release', examYear: 2026 }])
  await sql`update send_gate set strikes = 1, paused_until = now() + interval '1 hour', next_probe_at = now() + interval '1 hour'`.execute(
    database,
  )
  await s.work()
  const { id } = await s.announce({ start: '2026-12-25' })
  await eventually(
    () => database.selectFrom('deliveries').select('lease').where('lease', 'is not', null).execute(),
    leased => leased.length === 3,
  )
  await sleep(300) // their messages are filled by now
  const corrected = await s.operator('PUT', `/operator/v1/announcements/${id}`, { start: '2026-12-26' })
  expect(corrected.statusCode).toBe(200)
  await sleep(2500) // all that is promised: the correction is noticed soon
  await sql`update send_gate set strikes = 0, paused_until = '-infinity', next_probe_at = '-infinity'`.execute(database)
  await eventually(
    () => s.announcement(id),
    ({ state }) => state === 'done',
  )
  const days = (await s.delivered()).map(({ data }) => data.date3?.value)
  expect(days).toEqual(['2026年12月26日', '2026年12月26日', '2026年12月26日'])
})
