import { sql } from 'kysely'
import { fanOut, openDueAnnouncements } from '../../src/announcements/fan-out'
import { finishAnnouncements } from '../../src/announcements/finish-announcements'
import { openDatabase } from '../../src/database/postgres'
import { leaseDue } from '../../src/deliveries/leases'
import { settleUnknown } from '../../src/deliveries/settlement'
import { exchange, type FinishedSend, type MarkedDelivery, unmark } from '../../src/sending/exchange'
import type { Decision } from '../../src/sending/send-decision'
import { longUp } from '../support/long-up'
import { type Stage, stage } from '../support/stage'

const LANE = { templateId: 'tpl-score-release', urgent: false }
let s: Stage
let announcement: string
let sender: string
let marked: MarkedDelivery

beforeAll(async () => {
  s = await stage({ environment: { unconfirmedRetrySeconds: 3600 } })
  await longUp(s.context.database)
})
afterAll(() => s.end())

/** One person with two grants, whom this process has marked. */
beforeEach(async () => {
  await s.reset()
  const { pool, database, clock, environment } = s.context
  await s.tap('a', [{ kind: 'score-release', examYear: 2026 }], { grants: 2 })
  announcement = (await s.announce()).id
  for (const id of await openDueAnnouncements(database, clock.now())) await fanOut(database, environment.templates, id)
  sender = (await database.insertInto('senders').defaultValues().returning('id').executeTakeFirstOrThrow()).id
  const { deliveries } = await leaseDue(pool, LANE, 10, { sender, seconds: 60 })
  ;[marked] = (await exchange(pool, sender, [], deliveries, clock.now())) as [MarkedDelivery]
})

const row = () => s.context.database.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow()
const noSignOfLife = () =>
  sql`update senders set seen_at = clock_timestamp() - interval '11 seconds'`.execute(s.context.database)

/** The outage is over, and the ticker of some process is quicker than this one's heartbeat. */
async function countsAsDead(): Promise<void> {
  await noSignOfLife()
  expect(await settleUnknown(s.context.database, 3600, 60)).toMatchObject({ abandoned: 1 })
}
async function becomesUnconfirmed(): Promise<void> {
  await countsAsDead()
  expect(await settleUnknown(s.context.database, 0, 60)).toMatchObject({ unconfirmed: 1 })
  await finishAnnouncements(s.context.database, s.context.clock.now())
  expect(await s.announcement(announcement)).toMatchObject({ state: 'done', counts: { unconfirmed: 1 } })
}
function write(decision: Decision): Promise<unknown> {
  const finished: FinishedSend = { id: marked.delivery.id, openid: 'a', attempt: marked.attempt, decision }
  return exchange(s.context.pool, sender, [finished], [], s.context.clock.now())
}

describe('after an outage in which a living process was taken for dead', () => {
  it.each([
    ['unsettled', countsAsDead],
    ['unconfirmed', becomesUnconfirmed],
  ])('its mark in doubt, never posted, is taken back from %s', async (state, happens) => {
    await happens()
    expect((await row()).state).toBe(state)
    await unmark(s.context.pool, [marked.delivery])
    expect((await row()).state).toBe('due')
    expect(await s.announcement(announcement)).toMatchObject({
      state: 'sending',
      counts: { planned: 1, unconfirmed: 0 },
    })
  })

  it.each([
    ['sent', { state: 'sent', msgid: '7' }],
    ['refused', { state: 'refused', reason: '43101' }],
    ['failed', { state: 'failed', reason: '40003' }],
  ] as [string, Decision][])('what it knows still counts: %s', async (state, decision) => {
    await becomesUnconfirmed()
    await write(decision)
    expect((await row()).state).toBe(state)
    expect(await s.announcement(announcement)).toMatchObject({
      state: 'done',
      recipients: 1,
      counts: { planned: 0, unconfirmed: 0, [state]: 1 },
    })
  })

  it('what WeChat has definitely not accepted is due again, and its announcement goes on', async () => {
    await becomesUnconfirmed()
    await write({ state: 'due', delay: 0, pause: 'rate', reason: '45011' })
    expect((await row()).state).toBe('due')
    expect(await s.announcement(announcement)).toMatchObject({ state: 'sending', counts: { planned: 1 } })
  })

  it('an outcome that it does not know either stays unconfirmed', async () => {
    await becomesUnconfirmed()
    await write({ state: 'unsettled', reason: 'timeout' })
    expect((await row()).state).toBe('unconfirmed')
  })

  it('a second try in doubt is left unconfirmed', async () => {
    await becomesUnconfirmed()
    await unmark(s.context.pool, [{ ...marked.delivery, isRetry: true }])
    expect((await row()).state).toBe('unconfirmed')
  })
})

it('nobody is dead for having been silent before the database was there', async () => {
  const { database, pool } = s.context
  // As if PostgreSQL had just been started again.
  await sql`create function public.pg_postmaster_start_time() returns timestamptz stable language sql as 'select now()'`.execute(
    database,
  )
  const url = new URL(s.context.databaseUrl)
  url.searchParams.set('options', '-c search_path=public,pg_catalog')
  const restarted = openDatabase(url.href, { onError: () => undefined })
  try {
    await noSignOfLife()
    expect(await settleUnknown(restarted.database, 3600, 60)).toMatchObject({ abandoned: 0 })
    await unmark(pool, [marked.delivery])
    expect((await leaseDue(pool, LANE, 10, { sender, seconds: 60 })).deliveries).toHaveLength(1)
    expect((await leaseDue(restarted.pool, LANE, 10, { sender, seconds: 60 })).deliveries).toEqual([])
  } finally {
    await restarted.close()
    await sql`drop function public.pg_postmaster_start_time()`.execute(database)
  }
})

describe('a row that is marked afresh', () => {
  it('is not abandoned for what was allowed to an earlier attempt', async () => {
    const { database, pool, clock } = s.context
    await write({ state: 'due', delay: 0 })
    await sql`update deliveries set retry_at = clock_timestamp() - interval '1 hour'`.execute(database)
    const { deliveries } = await leaseDue(pool, LANE, 10, { sender, seconds: 60 })
    expect(await exchange(pool, sender, [], deliveries, clock.now())).toHaveLength(1)
    expect(await row()).toMatchObject({ state: 'sending', retry_at: null })
    expect(await settleUnknown(database, 3600, 60)).toMatchObject({ abandoned: 0 })
  })

  it('is not touched by what another process has to say of an earlier delivery with the same number', async () => {
    const { database, pool, clock } = s.context
    // The delivery was dropped and made anew: its attempts begin at 1 again, and somebody else sends it.
    await sql`update deliveries set state = 'due', attempt = 0, lease = null`.execute(database)
    const other = (await database.insertInto('senders').defaultValues().returning('id').executeTakeFirstOrThrow()).id
    const { deliveries } = await leaseDue(pool, LANE, 10, { sender: other, seconds: 60 })
    expect(await exchange(pool, other, [], deliveries, clock.now())).toMatchObject([{ attempt: marked.attempt }])
    await write({ state: 'due', delay: 0, reason: '45011' })
    expect((await row()).state).toBe('sending')
  })
})
