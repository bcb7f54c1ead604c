import type { ReminderKind, UnconfirmedDelivery } from '@zhuan/api'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

interface Row {
  id: string
  kind: ReminderKind
  exam_year: number
  region: string | null
  announcement_id: string | null
  template_id: string
  attempted_at: Date
  reason: string | null
}

/** Deliveries whose outcome nobody knows, the oldest first; without a name: nobody needs to know whose. */
export async function listUnconfirmed(database: Kysely<Database>, limit = 1000): Promise<UnconfirmedDelivery[]> {
  const { rows } = await sql<Row>`
    select d.reminder_id as id, r.kind, r.exam_year, r.region, d.announcement_id, d.template_id, d.attempted_at, d.reason
      from deliveries d join reminders r on r.id = d.reminder_id
     where d.state = 'unconfirmed' order by d.attempted_at limit ${limit}`.execute(database)
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    ...(row.exam_year === 0 ? {} : { examYear: row.exam_year }),
    ...(row.region !== null && { region: row.region }),
    ...(row.announcement_id !== null && { announcementId: row.announcement_id }),
    templateId: row.template_id,
    attemptedAt: row.attempted_at.toISOString(),
    ...(row.reason !== null && { reason: row.reason }),
  }))
}

/** The reason kept on such a delivery until its new attempt ends: WeChat may still speak of the one before (inbox/sent-events.ts). */
export const SENT_AGAIN = 'sent again by the operator'

/**
 * Sends an unconfirmed delivery again. This is the one way in which a person may get a message twice: the operator
 * knows it and is on record for it, in the same transaction.
 * @returns the state that forbids it, or undefined when there is no such delivery
 */
export async function resend(
  transaction: Transaction<Database>,
  id: string,
): Promise<{ resent: true } | { resent: false; state: string } | undefined> {
  const { rows } = await sql<{
    state: string
    withdrawn: boolean
    announcement: string | null
    announcement_id: string | null
  }>`
    select d.state, d.withdrawn, a.state as announcement, d.announcement_id
      from deliveries d left join announcements a on a.id = d.announcement_id
     where d.reminder_id = ${id} for update of d`.execute(transaction)
  const row = rows[0]
  if (!row) return undefined
  if (row.state !== 'unconfirmed') return { resent: false, state: row.state }
  if (row.withdrawn) return { resent: false, state: 'cancelled by the candidate' }
  if (row.announcement === 'cancelled') return { resent: false, state: 'of a cancelled announcement' }
  await sql`
    update deliveries set state = 'due', run_at = clock_timestamp(), tries = 0, retry_at = null, retried = false,
           lease = null, lease_until = null, reason = ${SENT_AGAIN}
     where reminder_id = ${id}`.execute(transaction)
  await sql`update announcements set state = 'sending', finished_at = null where id = ${row.announcement_id} and state = 'done'`.execute(
    transaction,
  )
  return { resent: true }
}
