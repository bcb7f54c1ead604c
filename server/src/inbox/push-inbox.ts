import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { disturb } from '../deliveries/retry-rule'
import { confirmByEvent, findSpokenOf, IS_UNKNOWN, type SentEvent, settleByEvent } from '../deliveries/sent-events'
import { recordAcceptance, spendGrant, voidGrants } from '../grants/grants'
import type { Logger } from '../log'
import { isPlatformEvent, type PlatformEvent } from '../wechat/platform-events'
import type { PushEvent, SubscriptionEvent } from '../wechat/push-events'

/** What is done about an event that the platform itself tells; it may be called again for the same event. */
export type OnPlatformEvent = (event: PlatformEvent) => Promise<void>

/** An event that fails this often is set aside and logged. */
const MOST_TRIES = 5

/**
 * Keeps events durably, so that WeChat can be answered at once; repetitions are recognised by their key.
 * @returns how many were new
 */
export async function storeEvents(database: Kysely<Database>, events: PushEvent[]): Promise<number> {
  if (events.length === 0) return 0
  const stored = await sql`
    insert into push_events (key, event) select key, event from unnest(${events.map(({ key }) => key)}::text[],
      ${events.map(event => JSON.stringify(event))}::jsonb[]) as e(key, event)
    on conflict (key) do nothing`.execute(database)
  return Number(stored.numAffectedRows ?? 0)
}

/**
 * Processes events that wait, the oldest first; any number of processes at the same time. Events of one person stay
 * in order within a batch. One that fails holds up none of the others.
 * @returns how many were taken up
 */
export async function processEvents(
  database: Kysely<Database>,
  log: Logger,
  onPlatformEvent: OnPlatformEvent = refuse,
  limit = 500,
): Promise<number> {
  const settled = await settleRoutine(database, limit)
  const { rows } = await sql<{ id: string }>`
    select id from push_events where processed_at is null order by tries, id limit ${limit}`.execute(database)
  for (const { id } of rows) await processOne(database, log, onPlatformEvent, id)
  return settled + rows.length
}

/**
 * Most events only confirm a message that is already written down as sent: those are ticked off in one statement.
 * What could tell more (the pair has a row of unknown outcome or MsgID, a failure) is left for the careful way.
 */
async function settleRoutine(database: Kysely<Database>, limit: number): Promise<number> {
  const ticked = await tickOff(limit * 4).execute(database)
  return Number(ticked.numAffectedRows ?? 0)
}

/**
 * SQL that looks at so many events, the oldest, and ticks off what is routine among them: not past the others, or all that
 * waits would be looked at in each pass. A scalar query for each, so that its rows are found by their keys.
 */
export const tickOff = (limit: number) => sql`
  update push_events e set processed_at = clock_timestamp() where e.id in (
    select w.id from (
      select id, event from push_events where processed_at is null order by tries, id limit ${limit} for update skip locked) w
     where w.event->>'type' = 'sent' and (w.event->>'errorCode')::integer = 0
       and (select true from candidates c join reminders r on r.candidate_id = c.id join deliveries d on d.reminder_id = r.id
             where c.openid = w.event->>'openid' and d.template_id = w.event->>'templateId'
               and (d.state = 'sent' and d.msgid is null or ${sql.raw(IS_UNKNOWN)}) limit 1) is null)`

/** For who takes part in nothing but subscriptions. */
const refuse: OnPlatformEvent = async ({ type }) => {
  throw new Error(`nobody here acts on an event of the type ${type}`)
}

async function processOne(
  database: Kysely<Database>,
  log: Logger,
  onPlatformEvent: OnPlatformEvent,
  id: string,
): Promise<void> {
  const done = (executor: Kysely<Database>) =>
    sql`update push_events set processed_at = clock_timestamp() where id = ${id}`.execute(executor)
  try {
    const ofPlatform = await database.transaction().execute(async transaction => {
      const { rows } = await sql<{ event: PushEvent }>`
        select event from push_events where id = ${id} and processed_at is null for update skip locked`.execute(
        transaction,
      )
      if (!rows[0]) return undefined
      const { event } = rows[0]
      // Forgetting takes the person's lock before those of events: not while this row is held.
      if (isPlatformEvent(event)) return event
      await apply(transaction, event)
      await done(transaction)
      return undefined
    })
    if (!ofPlatform) return
    await onPlatformEvent(ofPlatform)
    await done(database)
  } catch (error) {
    const { rows } = await sql<{ tries: number }>`
      update push_events set tries = tries + 1, processed_at = case when tries + 1 >= ${MOST_TRIES} then clock_timestamp() end
       where id = ${id} returning tries`.execute(database)
    log.error({ err: error, event: id, tries: rows[0]?.tries }, 'a push event cannot be processed')
  }
}

async function apply(transaction: Transaction<Database>, event: SubscriptionEvent): Promise<void> {
  const createdAt = new Date(event.createdAt)
  if (Number.isNaN(createdAt.getTime()))
    throw new Error(`the event's CreateTime is ${event.createdAt}, expected an instant`)
  if (event.type === 'sent') {
    await applySentEvent(transaction, {
      ...event,
      createdAt,
      msgId: event.msgId ?? '',
      errorCode: event.errorCode ?? 0,
      errorStatus: event.errorStatus ?? '',
    })
  } else if (event.type === 'popup' && event.status?.startsWith('accept')) {
    await recordAcceptance(transaction, event, { by: 'event', at: createdAt })
  } else if (event.type === 'change' && event.status === 'reject') {
    await voidGrants(transaction, event, createdAt)
  } else {
    await disturb(transaction, event)
  }
}

/**
 * Settles what a sent event settles: the row with its MsgID, or else a row of that person and template to which no
 * MsgID belongs yet, if the event is not older than its attempt.
 */
async function applySentEvent(transaction: Transaction<Database>, event: SentEvent): Promise<void> {
  const row = await findSpokenOf(transaction, event)
  if (row?.relation === 'unknown') {
    await settleByEvent(transaction, row.reminder_id, event)
    // Whatever became of it: WeChat had accepted it.
    await spendGrant(transaction, event)
    return
  }
  if (row) await confirmByEvent(transaction, row.reminder_id, event)
  await disturb(transaction, event)
}

/** Forgets processed events after a day: WeChat repeats within seconds. */
export async function dropProcessedEvents(database: Kysely<Database>): Promise<void> {
  await sql`delete from push_events where processed_at < clock_timestamp() - interval '1 day'`.execute(database)
}

/** Forgets what WeChat has said of a person, processed or not. */
export async function forgetEvents(transaction: Transaction<Database>, openid: string): Promise<void> {
  await sql`delete from push_events where event->>'openid' = ${openid}`.execute(transaction)
}
