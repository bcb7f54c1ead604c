import { sql } from 'kysely'
import { fanOut, openDueAnnouncements } from '../../src/announcements/fan-out'
import { testTemplates } from '../support/environment'
import { eventually, type Stage, stage } from '../support/stage'

const score = [{ kind: 'score-release', examYear: 2026 }]
let s: Stage

beforeAll(async () => {
  s = await stage()
})
beforeEach(async () => {
  await s.reset()
  configure({})
})
afterAll(() => s.end())

const row = (openid: string) =>
  s.context.database.selectFrom('deliveries').selectAll().where('openid', '=', openid).executeTakeFirstOrThrow()

/** WeChat hears an answer to a popup. */
const answer = (body: { openid: string; outcome: Record<string, string> }) =>
  fetch(`${s.sandbox.url}/sandbox/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function makeRecipients(): Promise<void> {
  const { database, clock, environment } = s.context
  for (const id of await openDueAnnouncements(database, clock.now())) await fanOut(database, environment.templates, id)
}

function configure(changes: Record<string, string | undefined>): void {
  const templates = { ...testTemplates() } as Record<string, { templateId: string } | undefined>
  for (const [kind, templateId] of Object.entries(changes))
    templates[kind] = templateId === undefined ? undefined : { ...templates[kind]!, templateId }
  s.context.environment.templates = JSON.parse(JSON.stringify(templates))
}

/** The minutes after which nobody else will send them have passed. */
const timePasses = () =>
  sql`update deliveries set run_at = run_at - interval '15 minutes', attempted_at = attempted_at - interval '15 minutes'`.execute(
    s.context.database,
  )

describe('after REMINDER_TEMPLATES was corrected', () => {
  it('what a dead process had leased, and what an old one still makes, is sent with the new template', async () => {
    for (const openid of ['leased', 'late']) await s.tap(openid, score)
    const { id } = await s.announce()
    await makeRecipients()
    // Killed a moment ago: its lease cannot be taken over yet when the corrected process starts.
    await sql`
      with dying as (insert into senders default values returning id)
      update deliveries set lease = gen_random_uuid(), lease_until = now() + interval '1 hour', sender = dying.id
        from dying where openid = 'leased'`.execute(s.context.database)
    await sql`update deliveries set lease_until = now() + interval '1 hour', sender = (select max(id) from senders)
               where openid = 'late'`.execute(s.context.database)
    configure({ 'score-release': 'tpl-new' })
    for (const openid of ['leased', 'late']) await answer({ openid, outcome: { 'tpl-new': 'accept' } })
    await s.work()
    await sql`update deliveries set lease = null, lease_until = null where openid = 'late'`.execute(s.context.database)
    await sql`update senders set seen_at = clock_timestamp() - interval '1 minute' where id = (select min(id) from senders)`.execute(
      s.context.database,
    )
    await timePasses()
    await eventually(
      () => s.announcement(id),
      ({ state }) => state === 'done',
    )
    expect((await s.delivered()).map(({ templateId }) => templateId)).toEqual(['tpl-new', 'tpl-new'])
  })

  it('an unknown outcome of the old template ends unconfirmed', async () => {
    await s.tap('a', score)
    const { id } = await s.announce()
    await makeRecipients()
    await sql`update deliveries set state = 'unsettled', attempted_at = clock_timestamp(), attempt = 1`.execute(
      s.context.database,
    )
    configure({ 'score-release': 'tpl-new' })
    await s.work()
    await eventually(
      () => s.announcement(id),
      ({ state }) => state === 'done',
    )
    expect(await row('a')).toMatchObject({ state: 'unconfirmed', template_id: 'tpl-score-release' })
  })

  it('what is due of a kind that is no longer configured fails, with the reason', async () => {
    await s.tap('a', score)
    const { id } = await s.announce()
    await makeRecipients()
    await timePasses()
    configure({ 'score-release': undefined })
    await s.work()
    const done = await eventually(
      () => s.announcement(id),
      ({ state }) => state === 'done',
    )
    expect(done.counts).toMatchObject({ failed: 1 })
    expect(await row('a')).toMatchObject({ state: 'failed', reason: 'no template is configured' })
  })

  it('what was made while its kind shared a template is not sent with the other kind’s', async () => {
    await s.tap('a', score)
    await s.work()
    await answer({ openid: 'a', outcome: { 'tpl-exam': 'accept' } })
    // As a process makes it whose file still has one template for both.
    await sql`
      insert into deliveries (reminder_id, openid, template_id)
      select r.id, c.openid, 'tpl-exam' from reminders r join candidates c on c.id = r.candidate_id`.execute(
      s.context.database,
    )
    await eventually(s.states, states => states.sent === 1)
    expect((await s.delivered('a')).map(({ templateId }) => templateId)).toEqual(['tpl-score-release'])
  })

  it('what another process has just made under a configuration of its own is left to it for a while', async () => {
    await s.tap('a', score)
    configure({ 'score-release': undefined })
    await s.work()
    await sql`
      insert into deliveries (reminder_id, openid, template_id)
      select r.id, c.openid, 'tpl-newer' from reminders r join candidates c on c.id = r.candidate_id`.execute(
      s.context.database,
    )
    await new Promise(done => setTimeout(done, 2500))
    expect(await row('a')).toMatchObject({ state: 'due', template_id: 'tpl-newer' })
  })
})
