import { eventually, type Stage, stage } from '../support/stage'

const score = [{ kind: 'score-release', examYear: 2026 }]
const PEOPLE = 30
const CONCURRENCY = 4
let s: Stage

beforeAll(async () => {
  s = await stage({ environment: { sendConcurrency: CONCURRENCY, unconfirmedRetrySeconds: 1 } })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const isDone = ({ state }: { state: string }) => state === 'done'
const gate = () => s.context.database.selectFrom('send_gate').selectAll().executeTakeFirstOrThrow()
const systemEntries = async (action: string) =>
  (await s.operator('GET', '/operator/v1/audit'))
    .json()
    .entries.filter((entry: { actor: string; action: string }) => entry.actor === 'system' && entry.action === action)

// Red before: everybody ended unconfirmed within a second or two, and nobody was alerted. All kinds of outages, in all
// lengths and among thousands, are `npm run drills`.
it('a broken gateway pauses everybody: as many are unconfirmed as were in flight, and one for each probe', async () => {
  for (let i = 0; i < PEOPLE; i++) await s.tap(`p-${i}`, score, { grants: 2 })
  await s.faults({ gateway: { answer: 'html', when: 'after' }, dropEvents: true })
  await s.work()
  const { id } = await s.announce()
  await eventually(gate, ({ strikes }) => strikes >= 2)
  expect(await gate()).toMatchObject({ reason: 'unclear' })
  expect(await systemEntries('answers-unclear')).toHaveLength(1)
  await s.faults({ dropEvents: true })
  const { counts } = await eventually(() => s.announcement(id), isDone)
  const [resumed] = await systemEntries('answers-clear-again')
  expect(counts.unconfirmed).toBeLessThanOrEqual(CONCURRENCY + resumed.details.probes)
  expect(counts.sent! + counts.unconfirmed!).toBe(PEOPLE)
  const openids = (await s.delivered()).map(({ openid }) => openid)
  expect(new Set(openids).size).toBe(openids.length)
})

it('second tries wait for the end of the outage, and then tell', async () => {
  for (let i = 0; i < 8; i++) await s.tap(`p-${i}`, score)
  await s.faults({ gateway: { answer: 'html', when: 'before' }, dropEvents: true })
  await s.work()
  const { id } = await s.announce()
  await eventually(gate, ({ strikes }) => strikes >= 2)
  expect((await s.states()).unconfirmed ?? 0).toBe(0)
  await s.faults({ dropEvents: true })
  expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ sent: 8, unconfirmed: 0 })
})
