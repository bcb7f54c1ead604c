import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { SENT_AGAIN } from './reasons'

/** WeChat's last word about one message (subscribe_msg_sent_event). */
export interface SentEvent {
  openid: string
  templateId: string
  msgId: string
  /** 0: delivered. */
  errorCode: number
  errorStatus: string
  /** Whole seconds of WeChat's clock. */
  createdAt: Date
}

/** What the row is to the event that speaks of it. */
type Relation = 'known' | 'accepted' | 'unknown'

/**
 * SQL on rows `d` of one person and `e` of their events: WeChat has accepted the message without saying under which MsgID
 * (its answer named none, or the second try told), so the event may be the first to name it. An event comes within
 * seconds; what comes later than an hour after the attempt is about something else.
 */
const AWAITS_MSGID = `(d.state = 'sent' and d.msgid is null and d.attempted_at > e.created_at - interval '1 hour')`

/** SQL on `d`: nobody knows whether WeChat has accepted it; for one that the operator sends again, whether it had. */
export const IS_UNKNOWN = `(d.state in ('sending', 'unsettled', 'unconfirmed') or d.state = 'due' and d.reason is not distinct from '${SENT_AGAIN}')`

/**
 * The row that the event is about, locked. The one with its MsgID comes first; then one that was accepted, since to take
 * its event for that of an unknown outcome would make a lost message count as sent; then the latest unknown one. Found
 * through the keys: the indexes of states would have all rows of score night read where their statistics are old.
 */
export async function findSpokenOf(
  transaction: Transaction<Database>,
  event: SentEvent,
): Promise<{ reminder_id: string; relation: Relation } | undefined> {
  // CreateTime has whole seconds: an attempt within that second is not later than it.
  const { rows } = await sql<{ reminder_id: string; relation: Relation }>`
    select d.reminder_id, case when d.msgid = ${event.msgId} then 'known' when d.state = 'sent' then 'accepted' else 'unknown' end as relation
      from (select ${event.createdAt}::timestamptz as created_at) e, candidates c
      join reminders r on r.candidate_id = c.id join deliveries d on d.reminder_id = r.id
     where c.openid = ${event.openid} and d.template_id = ${event.templateId}
       and (d.msgid = ${event.msgId} and d.state in ('sent', 'failed')
            or date_trunc('second', d.attempted_at) <= e.created_at and (${sql.raw(AWAITS_MSGID)} or ${sql.raw(IS_UNKNOWN)}))
     order by d.msgid is not distinct from ${event.msgId} desc, d.state = 'sent' desc, d.attempted_at desc
     limit 1 for update of d`.execute(transaction)
  return rows[0]
}

const failureOf = ({ errorCode, errorStatus }: SentEvent): string | null =>
  errorCode === 0 ? null : `${errorCode} ${errorStatus}`.trim().slice(0, 200)

/** The outcome was unknown: the event says it. */
export async function settleByEvent(
  transaction: Transaction<Database>,
  reminderId: string,
  event: SentEvent,
): Promise<void> {
  const failure = failureOf(event)
  await sql`
    update deliveries set state = ${failure === null ? 'sent' : 'failed'}, msgid = ${event.msgId}, reason = ${failure},
           sent_at = ${failure === null ? event.createdAt : null}::timestamptz, lease = null, lease_until = null
     where reminder_id = ${reminderId}`.execute(transaction)
}

/** WeChat had accepted it: only a failure is news, and the MsgID if none was known. A failure turns `sent` into `failed`, for good. */
export async function confirmByEvent(
  transaction: Transaction<Database>,
  reminderId: string,
  event: SentEvent,
): Promise<void> {
  const failure = failureOf(event)
  await sql`
    update deliveries set msgid = ${event.msgId}, state = case when ${failure}::text is null then state else 'failed' end,
           reason = coalesce(${failure}, reason), sent_at = case when ${failure}::text is null then sent_at end
     where reminder_id = ${reminderId}`.execute(transaction)
}
