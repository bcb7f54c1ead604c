import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { leaseRetries } from '../../src/deliveries/leases'
import { settleUnknown } from '../../src/deliveries/settlement'
import { processEvents, storeEvents } from '../../src/inbox/push-inbox'
import { markRetries } from '../../src/sending/exchange'
import type { SubscriptionEvent } from '../../src/wechat/push-events'
import { byHand } from '../support/by-hand'
import { longUp } from '../support/long-up'
import { eventually, type Stage, stage } from '../support/stage'

const score = [{ kind: 'score-release', examYear: 2026 }]
const template = 'tpl-score-release'
let s: Stage
let events = 0

beforeAll(async () => {
  s = await stage({ environment: { unconfirmedRetrySeconds: 3600 } })
  await longUp(s.context.database)
})
beforeEach(() => s.reset())
afterAll(() => s.end())

/** One person whose message WeChat accepted while its answer was lost; returns the delivery's id. */
async function lostAnswer(openid: string, grants = 1): Promise<string> {
  await s.tap(openid, score, { grants })
  await s.faults({ cutAfterAccept: 1, dropEvents: true })
  await s.work()
  await s.announce()
  await eventually(s.states, states => states.unsettled === 1)
  await s.faults({ dropEvents: true })
  return (await row(openid)).reminder_id
}

const row = (openid: string) =>
  s.context.database.selectFrom('deliveries').selectAll().where('openid', '=', openid).executeTakeFirstOrThrow()

async function push(event: Partial<SubscriptionEvent> & { openid: string }): Promise<void> {
  const { database, log } = s.context
  const createdAt = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString()
  await storeEvents(database, [
    {
      key: `event-${events++}`,
      type: 'sent',
      templateId: template,
      msgId: `m-${events}`,
      errorCode: 0,
      createdAt,
      ...event,
    },
  ])
  await processEvents(database, log)
  // The process at work may have taken it up first.
  await eventually(
    () => database.selectFrom('push_events').select('id').where('processed_at', 'is', null).execute(),
    waiting => waiting.length === 0,
  )
}

const settleNow = () => settleUnknown(s.context.database, 0, 30)

describe('an unknown outcome', () => {
  it('is settled by a sent event with an unknown MsgID', async () => {
    await lostAnswer('a')
    await push({ openid: 'a', msgId: 'new' })
    expect(await row('a')).toMatchObject({ state: 'sent', msgid: 'new' })
    expect((await (await s.as('a'))('GET', '/v1/reminders')).json()).toMatchObject({
      grants: {},
      reminders: [{ state: 'sent', sentAt: expect.any(String) }],
    })
  })

  it('is not settled by an event older than the attempt', async () => {
    await lostAnswer('a')
    await push({ openid: 'a', createdAt: '2026-11-01T00:00:00.000Z' })
    expect((await row('a')).state).toBe('unsettled')
  })

  it('is not settled by somebody else’s event, nor by one of another template', async () => {
    await lostAnswer('a')
    await push({ openid: 'b' })
    await push({ openid: 'a', templateId: 'tpl-exam' })
    expect((await row('a')).state).toBe('unsettled')
  })

  it('becomes failed by an event that says so, and is never tried again', async () => {
    await lostAnswer('a')
    await push({ openid: 'a', errorCode: 50001, errorStatus: 'system error' })
    expect(await row('a')).toMatchObject({ state: 'failed', reason: '50001 system error' })
    await settleNow()
    expect((await row('a')).state).toBe('failed')
  })

  it('is tried once more with a single grant: 43101 means that the first had arrived', async () => {
    await lostAnswer('a')
    await settleNow()
    await eventually(s.states, states => states.sent === 1)
    expect(await row('a')).toMatchObject({ state: 'sent', reason: 'inferred', attempt: 2 })
    expect(await s.delivered('a')).toHaveLength(1)
    expect((await (await s.as('a'))('GET', '/v1/reminders')).json().grants).toEqual({})
  })

  it('is not tried again with two grants on record', async () => {
    await lostAnswer('a', 2)
    await settleNow()
    expect((await row('a')).state).toBe('unconfirmed')
    expect(await s.delivered('a')).toHaveLength(1)
  })

  it.each([
    ['a new tap', () => s.tap('a', [{ kind: 'score-release', examYear: 2027 }])],
    ['an accept in a popup', () => push({ openid: 'a', type: 'popup', status: 'accept', msgId: undefined })],
    ['a reject in a popup', () => push({ openid: 'a', type: 'popup', status: 'reject', msgId: undefined })],
    ['a reject in the settings', () => push({ openid: 'a', type: 'change', status: 'reject', msgId: undefined })],
    ['another sent event of the pair', () => push({ openid: 'a', createdAt: '2026-11-01T00:00:00.000Z' })],
  ])('is not tried again after %s', async (_name, happens) => {
    await lostAnswer('a')
    await happens()
    await settleNow()
    expect((await row('a')).state).toBe('unconfirmed')
  })

  it('does not believe in a retry that was allowed before a tap came', async () => {
    await lostAnswer('a')
    for (const worker of s.workers) await worker.stop()
    await settleNow()
    expect((await row('a')).retry_at).not.toBeNull()
    await s.tap('a', [{ kind: 'score-release', examYear: 2027 }])
    await s.work()
    await eventually(
      async () => {
        await settleNow()
        return s.states()
      },
      states => states.unconfirmed === 1,
    )
    expect(await s.delivered('a')).toHaveLength(1)
  })

  it('is not tried again while something that WeChat has said of the person waits to be taken in', async () => {
    await lostAnswer('a')
    for (const worker of [...s.workers]) await worker.stop()
    await settleNow()
    const { id: sender } = await s.context.database
      .insertInto('senders')
      .defaultValues()
      .returning('id')
      .executeTakeFirstOrThrow()
    const { pool, database, log } = s.context
    const leased = await leaseRetries(pool, [template], [false], 10, { sender, seconds: 60 })
    expect(leased).toHaveLength(1)
    const createdAt = new Date().toISOString()
    await storeEvents(database, [
      { key: 'waiting', type: 'popup', openid: 'a', templateId: template, status: 'accept', createdAt },
    ])
    expect(await markRetries(pool, sender, leased)).toEqual([])
    await processEvents(database, log)
    expect(await markRetries(pool, sender, leased)).toEqual([])
    await settleNow()
    expect(await s.delivered('a')).toHaveLength(1)
  })

  it('stays unconfirmed when the second try is lost as well, until an event comes after all', async () => {
    await lostAnswer('a')
    await s.faults({ timeout: 1, dropEvents: true })
    await settleNow()
    await eventually(s.states, states => states.unconfirmed === 1)
    await push({ openid: 'a', msgId: 'late' })
    expect(await row('a')).toMatchObject({ state: 'sent', msgid: 'late' })
  })

  it('is waited for before the same person gets the next message of that template', async () => {
    await lostAnswer('a', 2)
    await s.tap('a', [{ kind: 'score-release', examYear: 2027 }], { grants: 0 })
    await s.announce({ examYear: 2027 })
    await eventually(s.states, states => states.due === 1)
    expect(await s.delivered('a')).toHaveLength(1)
    await push({ openid: 'a', msgId: 'first' })
    await eventually(s.states, states => states.sent === 2)
  })
})

describe('a known outcome', () => {
  it('of sent becomes failed by an event with its MsgID, and others stay', async () => {
    await s.tap('a', score)
    await s.work()
    await s.announce()
    await eventually(s.states, states => states.sent === 1)
    const { msgid } = await row('a')
    await push({ openid: 'a', msgId: 'somebody-elses', errorCode: 1 })
    expect((await row('a')).state).toBe('sent')
    await push({ openid: 'a', msgId: msgid!, errorCode: 50001, errorStatus: 'system error' })
    expect((await row('a')).state).toBe('failed')
  })
})

describe('an outcome that is known, but not by what MsgID', () => {
  /** WeChat has accepted the message and named no MsgID in its answer. */
  async function sentWithoutMsgId(openid: string) {
    await s.tap(openid, score)
    await s.announce()
    await byHand(s).openAll()
    const [marked] = await byHand(s).markAll()
    await byHand(s).finish(marked!, { state: 'sent' })
  }

  it('takes it from the event that comes, failure or not', async () => {
    await sentWithoutMsgId('a')
    await push({ openid: 'a', msgId: 'm' })
    expect(await row('a')).toMatchObject({ state: 'sent', msgid: 'm' })
    await push({ openid: 'a', msgId: 'another', errorCode: 50001 })
    expect((await row('a')).state).toBe('sent')
    await push({ openid: 'a', msgId: 'm', errorCode: 50001, errorStatus: 'system error' })
    expect(await row('a')).toMatchObject({ state: 'failed', reason: '50001 system error' })
  })

  it('becomes failed by the one event that comes', async () => {
    await sentWithoutMsgId('a')
    await push({ openid: 'a', errorCode: 50001, errorStatus: 'system error' })
    expect(await row('a')).toMatchObject({ state: 'failed', reason: '50001 system error', sent_at: null })
  })

  it.each([
    ['is older than the attempt', -3600],
    ['comes more than an hour after it', 2 * 3600],
  ])('not from one that %s', async (_, seconds) => {
    await sentWithoutMsgId('a')
    await push({ openid: 'a', errorCode: 50001, createdAt: new Date(Date.now() + seconds * 1000).toISOString() })
    expect(await row('a')).toMatchObject({ state: 'sent', msgid: null })
  })

  it('leaves the event of a later message to that one', async () => {
    await sentWithoutMsgId('a')
    await s.tap('a', [{ kind: 'score-release', examYear: 2027 }])
    await s.announce({ examYear: 2027 })
    await byHand(s).openAll()
    const [marked] = await byHand(s).markAll()
    await byHand(s).finish(marked!, { state: 'unsettled', reason: 'no answer' })
    await push({ openid: 'a', msgId: 'first' })
    expect(await s.states()).toEqual({ sent: 1, unsettled: 1 })
    await push({ openid: 'a', msgId: 'second' })
    expect(await s.states()).toEqual({ sent: 2 })
  })

  it('is believed to be failed where it had only been inferred', async () => {
    await lostAnswer('a')
    await settleNow()
    await eventually(s.states, states => states.sent === 1)
    await push({ openid: 'a', errorCode: 50001, errorStatus: 'system error' })
    expect(await row('a')).toMatchObject({ state: 'failed', reason: '50001 system error' })
  })
})

describe('a sender that dies', () => {
  it('is known by its missing signs of life; what a living one marked is left to it', async () => {
    const database = s.context.database
    for (const openid of ['of-the-dead', 'of-the-living']) await s.tap(openid, score)
    await sql`
      insert into deliveries (reminder_id, openid, template_id, state, attempted_at, attempt)
      select r.id, c.openid, ${template}, 'sending', clock_timestamp(), 1
        from reminders r join candidates c on c.id = r.candidate_id`.execute(database)
    for (const [openid, ago] of [
      ['of-the-dead', 20],
      ['of-the-living', 0],
    ] as const)
      await sql`
        with born as (insert into senders (seen_at) values (clock_timestamp() - ${ago} * interval '1 second') returning id)
        update deliveries set sender = born.id from born where openid = ${openid}`.execute(database)
    expect(await settleUnknown(database, 3600, 35)).toMatchObject({ abandoned: 1 })
    expect([(await row('of-the-dead')).state, (await row('of-the-living')).state]).toEqual(['unsettled', 'sending'])
  })

  it('leaves leases that go back, and marks that become unknown', async () => {
    const database = s.context.database
    await s.tap('leased', score)
    await s.tap('marked', score)
    await s.announce()
    const { stop } = await s.work()
    await eventually(s.states, states => states.sent === 2)
    await stop()
    await sql`
      with living as (insert into senders (seen_at) values (clock_timestamp() + interval '1 hour') returning id)
      update deliveries set state = 'due', lease = gen_random_uuid(), lease_until = now() + interval '1 hour', msgid = null,
             sender = living.id
        from living where openid = 'leased'`.execute(database)
    await sql`update deliveries set state = 'sending', attempted_at = now() - interval '1 minute', msgid = null
               where openid = 'marked'`.execute(database)
    expect(await settleUnknown(database, 3600, 30)).toMatchObject({ abandoned: 1 })
    await s.work()
    await eventually(s.states, states => states.unsettled === 1 && states.due === 1)
    await sleep(1500)
    expect(await s.states()).toMatchObject({ due: 1 })
    // The process that leased it dies. Its grant is spent, so WeChat refuses: what matters is that it was taken up again.
    await sql`update senders set seen_at = clock_timestamp() - interval '11 seconds' where seen_at > clock_timestamp() + interval '1 minute'`.execute(
      database,
    )
    await eventually(s.states, states => states.refused === 1)
  })

  it('takes up a lease that has run out', async () => {
    const database = s.context.database
    await s.tap('leased', score)
    await s.announce()
    await sql`
      with living as (insert into senders (seen_at) values (clock_timestamp() + interval '1 hour') returning id)
      insert into deliveries (reminder_id, openid, template_id, lease, lease_until, sender)
      select r.id, c.openid, ${template}, gen_random_uuid(), now() + interval '2 seconds', living.id
        from reminders r join candidates c on c.id = r.candidate_id, living`.execute(database)
    await s.work()
    await eventually(s.states, states => states.sent === 1)
  })
})

describe('what the operator may do about it', () => {
  it('sees it without a name, sends it again knowingly, and is on record', async () => {
    const id = await lostAnswer('a', 2)
    await settleNow()
    const list = (await s.operator('GET', '/operator/v1/unconfirmed')).json()
    expect(list.deliveries).toEqual([
      expect.objectContaining({
        id,
        kind: 'score-release',
        examYear: 2026,
        templateId: template,
        attemptedAt: expect.any(String),
      }),
    ])
    expect(JSON.stringify(list)).not.toContain('"a"')
    await s.faults({ dropEvents: true })
    expect((await s.operator('POST', `/operator/v1/deliveries/${id}/resend`)).statusCode).toBe(202)
    await eventually(s.states, states => states.sent === 1)
    expect(await s.delivered('a')).toHaveLength(2)
    expect((await s.operator('POST', `/operator/v1/deliveries/${id}/resend`)).statusCode).toBe(409)
    expect((await s.operator('POST', '/operator/v1/deliveries/999/resend')).statusCode).toBe(404)
    expect((await s.operator('GET', '/operator/v1/audit')).json().entries[0]).toMatchObject({
      action: 'delivery.resent',
      subject: id,
    })
  })

  it('is not sent again when the event of the first attempt comes before the second', async () => {
    const id = await lostAnswer('a', 2)
    await settleNow()
    for (const worker of s.workers) await worker.stop()
    expect((await s.operator('POST', `/operator/v1/deliveries/${id}/resend`)).statusCode).toBe(202)
    expect((await row('a')).state).toBe('due')
    await push({ openid: 'a', msgId: 'first' })
    expect(await row('a')).toMatchObject({ state: 'sent', msgid: 'first', reason: null })
    await s.work()
    await s.tap('b', [{ kind: 'score-release', examYear: 2027 }])
    await s.announce({ examYear: 2027 })
    await eventually(s.states, states => states.sent === 2)
    expect(await s.delivered('a')).toHaveLength(1)
  })
})
