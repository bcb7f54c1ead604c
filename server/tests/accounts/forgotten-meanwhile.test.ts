import { randomUUID } from 'node:crypto'
import { type Call, type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

const updatedAt = '2026-11-23T09:00:00+08:00'
const card = {
  level: 'added-specialty',
  specialty: 'other',
  passedCount: 0,
  required: 1,
  subjects: [{ subject: 'practice', status: 'not-passed' }],
}
const profile = { key: 'profile', value: { level: 'full', specialty: 'other' }, updatedAt }

/** Does something while the person is being forgotten: it is begun before, and waits for the end of that. */
async function whileForgetting<T>(openid: string, act: () => Promise<T>): Promise<T> {
  const { pool } = server.context
  const forgetting = await pool.connect()
  try {
    await forgetting.query('begin')
    await forgetting.query(
      'delete from record_entries where candidate_id = (select id from candidates where openid = $1)',
      [openid],
    )
    await forgetting.query('delete from candidates where openid = $1', [openid])
    const acting = act()
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await pool.query(waits)).rowCount === 0) await new Promise(resolve => setTimeout(resolve, 5))
    await forgetting.query('commit')
    return await acting
  } finally {
    forgetting.release()
  }
}

const tap = () => ({
  acceptanceId: randomUUID(),
  acceptedAt: updatedAt,
  outcome: { 'tpl-score-release': 'accept' },
  reminders: [{ kind: 'score-release', examYear: 2026, region: '西藏' }],
})

test.each<[string, (me: Call) => ReturnType<Call>]>([
  ['shares', me => me('POST', '/v1/shares', { showMarks: true, card })],
  ['asks for reminders', me => me('POST', '/v1/reminders', tap())],
])('who %s while being forgotten has no session any more', async (what, act) => {
  const me = await server.as(`gone-${what}`)
  await me('POST', '/v1/record', { since: 0, entries: [profile] })
  const answer = await whileForgetting(`gone-${what}`, () => act(me))
  expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'unauthorized'])
})
