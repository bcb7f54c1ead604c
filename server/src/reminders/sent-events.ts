import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { disturb, spendGrant } from './grants'

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

interface OpenRow {
  reminder_id: string
  state: 'sending' | 'unsettled' | 'unconfirmed'
  attempted_at: Date
}

/**
 * Settles what a sent event settles: the row with its MsgID, or else the row of that person and template whose
 * outcome is unknown, if the event is not older than the attempt. A failure turns `sent` into `failed`, for good.
 */
export async function applySentEvent(transaction: Transaction<Database>, event: SentEvent): Promise<void> {
  const known = await findByMsgId(transaction, event)
  if (known) {
    if (event.errorCode !== 0 && known.state === 'sent') await fail(transaction, known.reminder_id, event)
    await disturb(transaction, event)
    return
  }
  const row = await findUnknown(transaction, event)
  if (!row) return disturb(transaction, event)
  const failed = event.errorCode !== 0
  await sql`
    update deliveries set state = ${failed ? 'failed' : 'sent'}, msgid = ${event.msgId}, reason = ${failed ? failureOf(event) : null},
           sent_at = ${failed ? null : event.createdAt}::timestamptz, lease = null, lease_until = null
     where reminder_id = ${row.reminder_id}`.execute(transaction)
  // Whatever became of it: WeChat had accepted it.
  await spendGrant(transaction, event)
}

const failureOf = (event: SentEvent): string => `${event.errorCode} ${event.errorStatus}`.trim().slice(0, 200)

async function findByMsgId(
  transaction: Transaction<Database>,
  event: SentEvent,
): Promise<{ reminder_id: string; state: string } | undefined> {
  const { rows } = await sql<{ reminder_id: string; state: string }>`
    select d.reminder_id, d.state from candidates c join reminders r on r.candidate_id = c.id join deliveries d on d.reminder_id = r.id
     where c.openid = ${event.openid} and d.msgid = ${event.msgId} and d.state in ('sent', 'failed') for update of d`.execute(
    transaction,
  )
  return rows[0]
}

async function findUnknown(transaction: Transaction<Database>, event: SentEvent): Promise<OpenRow | undefined> {
  // CreateTime has whole seconds: an attempt within that second is not later than it.
  const { rows } = await sql<OpenRow>`
    select reminder_id, state, attempted_at from deliveries
     where openid = ${event.openid} and template_id = ${event.templateId} and state in ('sending', 'unsettled', 'unconfirmed')
       and date_trunc('second', attempted_at) <= ${event.createdAt}
     order by attempted_at desc limit 1 for update`.execute(transaction)
  return rows[0]
}

async function fail(transaction: Transaction<Database>, reminderId: string, event: SentEvent): Promise<void> {
  await sql`update deliveries set state = 'failed', reason = ${failureOf(event)} where reminder_id = ${reminderId}`.execute(
    transaction,
  )
}
