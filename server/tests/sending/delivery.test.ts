import { eventually, type Stage, stage } from '../support/stage'

const score = [{ kind: 'score-release', examYear: 2026, region: '西藏' }]
let s: Stage

beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const isDone = ({ state }: { state: string }) => state === 'done'

describe('an announcement', () => {
  it('reaches everybody of its region once, and its counts add up', async () => {
    for (let i = 0; i < 30; i++) await s.tap(`tibet-${i}`, score, { grants: 1 + (i % 3) })
    await s.tap('elsewhere', [{ kind: 'score-release', examYear: 2026, region: '湖南' }])
    await s.tap('without-region', [{ kind: 'score-release', examYear: 2026 }])
    await s.work()
    const { id, recipients } = await s.announce({ region: '西藏', start: '2026-12-25', time: '10:00' })
    expect(recipients).toBe(30)
    const done = await eventually(() => s.announcement(id), isDone)
    expect(done).toMatchObject({
      recipients: 30,
      counts: { planned: 0, sent: 30, refused: 0, failed: 0, unconfirmed: 0, cancelled: 0 },
    })
    const delivered = await s.delivered()
    expect(new Set(delivered.map(({ openid }) => openid)).size).toBe(30)
    expect(delivered).toHaveLength(30)
    expect(delivered[0]).toMatchObject({
      templateId: 'tpl-score-release',
      data: { thing2: { value: '西藏' }, date3: { value: '2026年12月25日' } },
    })
    // Then the country: the others hear of it, nobody twice.
    const national = await s.announce()
    expect(national.recipients).toBe(2)
    await eventually(() => s.announcement(national.id), isDone)
    expect(await s.delivered()).toHaveLength(32)
  })

  it('ends in refused for whom WeChat has no grant, and their grants on our books are gone', async () => {
    const person = await s.tap('spent', score, { grants: 1 })
    await s.forgetGrants()
    await s.work()
    const { id } = await s.announce()
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ refused: 1, sent: 0 })
    const mine = (await person('GET', '/v1/reminders')).json()
    expect(mine.grants).toEqual({})
    expect(mine.reminders[0]).toMatchObject({ state: 'refused', reason: expect.stringContaining('43101') })
  })

  it('is tried even when our books know of no grant: WeChat decides', async () => {
    await s.tap('unknown-grant', score)
    await s.context.database.deleteFrom('grants').execute()
    await s.work()
    const { id } = await s.announce()
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ sent: 1 })
  })
})

describe('one person', () => {
  it('is sent one message at a time, all of them in the end', async () => {
    const kinds = ['score-release', 'post-review', 'e-certificate', 'paper-certificate', 'annual-plan']
    for (let i = 0; i < 10; i++)
      await s.tap(
        `busy-${i}`,
        kinds.map(kind => ({ kind, examYear: 2026 })),
      )
    await s.faults({ latencyMs: 30 })
    const ids = []
    for (const kind of kinds) ids.push((await s.announce({ kind })).id)
    await s.work()
    await s.work()
    for (const id of ids) await eventually(() => s.announcement(id), isDone)
    expect(await s.states()).toEqual({ sent: 50 })
    expect(await s.delivered()).toHaveLength(50)
  })
})

describe('what concerns everybody', () => {
  it('45011 pauses all senders, then all are sent', async () => {
    for (let i = 0; i < 20; i++) await s.tap(`p-${i}`, score)
    await s.faults({ errors: { 45011: 1 } })
    await s.work()
    const { id } = await s.announce()
    const gate = () => s.context.database.selectFrom('send_gate').selectAll().executeTakeFirstOrThrow()
    await eventually(gate, ({ strikes, reason }) => strikes >= 2 && reason === 'rate')
    await s.faults({})
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ sent: 20 })
    expect((await gate()).strikes).toBe(0)
  })

  it('a template that WeChat refuses is parked instead of burning through the list, and resumed by the operator', async () => {
    for (let i = 0; i < 60; i++) await s.tap(`p-${i}`, score)
    await s.tap('other', [{ kind: 'annual-plan', examYear: 2026 }])
    await s.faults({ errors: { 47003: 1 }, latencyMs: 20 })
    s.context.environment.sendConcurrency = 5
    await s.work()
    const { id } = await s.announce()
    await eventually(
      () => s.context.database.selectFrom('parked_templates').selectAll().execute(),
      parked => parked.length === 1,
    )
    await s.faults({})
    const plan = await s.announce({ kind: 'annual-plan' })
    await eventually(() => s.announcement(plan.id), isDone)
    expect(await s.announcement(id)).toMatchObject({ state: 'sending', counts: { planned: 60, failed: 0 } })
    expect((await s.operator('GET', '/operator/v1/audit')).json().entries).toContainEqual(
      expect.objectContaining({ actor: 'system', action: 'template-parked', subject: 'tpl-score-release' }),
    )
    expect((await s.operator('POST', '/operator/v1/templates/tpl-score-release/resume')).statusCode).toBe(200)
    expect((await eventually(() => s.announcement(id), isDone)).counts).toMatchObject({ sent: 60 })
    expect((await s.operator('POST', '/operator/v1/templates/tpl-score-release/resume')).statusCode).toBe(404)
  })

  it('nothing is sent at night but what is urgent', async () => {
    s.context.clock.set('2026-12-25T22:00:00+08:00')
    await s.tap('sleeper', score)
    await s.tap('waker', [{ kind: 'post-review', examYear: 2026 }])
    await s.work()
    const quiet = await s.announce()
    const urgent = await s.announce({ kind: 'post-review', urgent: true })
    await eventually(() => s.announcement(urgent.id), isDone)
    expect((await s.delivered()).map(({ openid }) => openid)).toEqual(['waker'])
    s.context.clock.set('2026-12-26T08:00:00+08:00')
    await eventually(() => s.announcement(quiet.id), isDone)
    expect(await s.delivered()).toHaveLength(2)
  })
})

it('what is not sent by 21:00 waits for the morning', async () => {
  for (let i = 0; i < 40; i++) await s.tap(`p-${i}`, score)
  s.context.environment.sendConcurrency = 2
  await s.faults({ latencyMs: 100 })
  await s.work()
  const { id } = await s.announce()
  await eventually(s.delivered, sent => sent.length >= 2)
  s.context.clock.set('2026-12-25T21:00:00+08:00')
  // Whatever was in flight at nine has ended once two looks half a second apart see the same.
  let before = -1
  await eventually(
    async () => {
      await new Promise(done => setTimeout(done, 500))
      return (await s.delivered()).length
    },
    now => {
      const same = now === before
      before = now
      return same
    },
  )
  expect(before).toBeLessThan(40)
  s.context.clock.set('2026-12-26T08:00:00+08:00')
  await s.faults({})
  await eventually(() => s.announcement(id), isDone)
  expect(await s.delivered()).toHaveLength(40)
})

describe('cancelling midway', () => {
  it('lets what is in flight finish, sends nothing more, and the counts add up', async () => {
    for (let i = 0; i < 60; i++) await s.tap(`p-${i}`, score)
    s.context.environment.sendConcurrency = 4
    await s.faults({ latencyMs: 100 })
    await s.work()
    const { id } = await s.announce()
    await eventually(
      () => s.delivered(),
      sent => sent.length >= 4,
    )
    const answer = (await s.operator('DELETE', `/operator/v1/announcements/${id}`)).json()
    expect(answer.state).toBe('cancelled')
    const ended = await eventually(
      () => s.announcement(id),
      ({ counts }) => counts.planned === 0,
    )
    const { counts } = ended
    expect(counts.sent! + counts.cancelled!).toBe(60)
    expect(counts.cancelled).toBeGreaterThan(40)
    expect(await s.delivered()).toHaveLength(counts.sent!)
    // Announced anew, it reaches exactly those who were not sent anything.
    const again = await s.announce()
    expect(again.recipients).toBe(counts.cancelled)
    await s.faults({})
    await eventually(() => s.announcement(again.id), isDone)
    expect(await s.delivered()).toHaveLength(60)
    expect((await s.announcement(id)).counts).toEqual(counts)
  })
})
