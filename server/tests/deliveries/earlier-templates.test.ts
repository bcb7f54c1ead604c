import { testTemplates } from '../support/environment'
import { eventually, type Stage, stage } from '../support/stage'

const KIND = 'score-release'
const OLD = 'tpl-score-release'
const NEW = 'tpl-exam'
const CONCURRENCY = 5
let s: Stage

beforeAll(async () => {
  s = await stage({ environment: { sendConcurrency: CONCURRENCY } })
})
beforeEach(async () => {
  await s.reset()
  s.context.environment.templates = testTemplates()
})
afterAll(() => s.end())

/** The operator writes another template id into the file, and keeps the old one under `earlier`, or not. */
function changeTemplate({ keepsOld }: { keepsOld: boolean }): void {
  const templates = testTemplates()
  const old = templates[KIND]!
  const earlier = [{ ...old, data: { ...old.data, thing1: '旧模板的措辞' } }]
  templates[KIND] = { ...old, templateId: NEW, ...(keepsOld && { earlier }) }
  s.context.environment.templates = templates
}

async function crowd(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, i) => s.tap(`p-${i}`, [{ kind: KIND, examYear: 2026 }])))
}
const dryRun = async () => (await s.announce({ dryRun: true })) as unknown as Record<string, unknown>
const parked = async () => (await s.operator('GET', '/operator/v1/templates')).json().parked
const alerts = async () =>
  (await s.operator('GET', '/operator/v1/audit'))
    .json()
    .entries.filter(({ actor }: { actor: string }) => actor === 'system')
const isDone = ({ state }: { state: string }) => state === 'done'

describe('after a new template id', () => {
  it('grants of the earlier one are used up with its own wordings, and whoever has one of both gets the new', async () => {
    await crowd(3)
    expect(await dryRun()).toEqual({ id: null, recipients: 3, state: 'dry-run' })
    changeTemplate({ keepsOld: true })
    // A tap on the old template, and one on the new.
    await s.tap('both', [{ kind: KIND, examYear: 2026 }])
    await s.tap('both', [{ kind: 'exam', examYear: 2026 }])
    expect(await dryRun()).toMatchObject({ recipients: 4, grants: { present: 1, earlier: 3, none: 0 } })
    await s.work()
    const { id } = await s.announce()
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ sent: 4 })
    const sent = Object.fromEntries((await s.delivered()).map(one => [one.openid, one]))
    expect(sent['p-0']).toMatchObject({ templateId: OLD, data: { thing1: { value: '旧模板的措辞' } } })
    expect(sent.both).toMatchObject({ templateId: NEW, data: { thing1: { value: '2026 年度考试' } } })
  })

  // Red before: 60 of 60 refused, while their grants lay unspent under the old id.
  it('without the earlier one the template is parked before all are refused, and the rest reached once it is put right', async () => {
    await crowd(60)
    changeTemplate({ keepsOld: false })
    expect(await dryRun()).toMatchObject({ recipients: 60, grants: { present: 0, earlier: 0, none: 60 } })
    // WeChat has no grants of the new one, our books have: reports of taps that never were, or of another account.
    await s.context.pool.query(
      `insert into grants (openid, template_id, accepted_at, reported_at) select openid, $1, now(), now() from candidates`,
      [NEW],
    )
    const worker = await s.work()
    const { id } = await s.announce()
    const [{ templateId, errcode, message }] = await eventually(parked, list => list.length === 1)
    expect([templateId, errcode]).toEqual([NEW, 43101])
    expect(message).toContain('people with a grant on our books')
    await eventually(s.states, ({ sending = 0 }) => sending === 0)
    const { refused } = await s.states()
    expect(refused).toBeLessThanOrEqual(20 + CONCURRENCY * 4)
    expect((await alerts()).map(({ action }: { action: string }) => action).sort()).toEqual([
      'grants-unusable',
      'template-parked',
    ])
    await worker.stop()
    await s.context.pool.query('delete from grants where template_id = $1', [NEW])
    changeTemplate({ keepsOld: true })
    await s.work()
    const done = await eventually(() => s.announcement(id), isDone)
    expect(done.counts).toMatchObject({ refused, sent: 60 - refused! })
  })

  it('people without a grant on our books are sent to as ever, however many are refused', async () => {
    await crowd(30)
    await s.context.database.deleteFrom('grants').execute()
    await s.forgetGrants()
    await s.work()
    const { id } = await s.announce()
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ refused: 30 })
    expect(await parked()).toEqual([])
  })

  it('what the operator resumes is not parked for the same again: people may have taken their grants back', async () => {
    await crowd(60)
    await s.forgetGrants()
    await s.work()
    const { id } = await s.announce()
    await eventually(parked, list => list.length === 1)
    expect((await s.operator('POST', `/operator/v1/templates/${OLD}/resume`)).statusCode).toBe(200)
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ refused: 60 })
  })
})
