import type { ReminderKind, UnconfirmedDelivery } from '@zhuan/api'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { SENT_AGAIN } from './reasons'

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

/** Whether a delivery is sent again, and of which announcement it is; if not, the state that forbids it. */
export type Resent = { resent: true; announcementId: string | null } | { resent: false; state: string }

/**
 * Sends an unconfirmed delivery again. This is the one way in which a person may get a message twice: the operator
 * knows it and is on record for it, in the same transaction; an announcement that was done then goes on.
 * @returns undefined when there is no such delivery
 */
export async function resend(transaction: Transaction<Database>, id: string): Promise<Resent | undefined> {
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
  return { resent: true, announcementId: row.announcement_id }
}
