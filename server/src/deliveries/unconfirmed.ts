import {
  type ReminderKind,
  UNCONFIRMED_PAGE,
  type UnconfirmedDelivery,
  type UnconfirmedQuery,
  type UnconfirmedResponse,
} from '@zhuan/api'
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

/** A page of deliveries whose outcome nobody knows; without a name: nobody needs to know whose. */
export async function listUnconfirmed(
  database: Kysely<Database>,
  { announcementId = undefined, after = '0', limit = UNCONFIRMED_PAGE }: UnconfirmedQuery,
): Promise<UnconfirmedResponse> {
  const { rows } = await sql<Row>`
    select d.reminder_id as id, r.kind, r.exam_year, r.region, d.announcement_id, d.template_id, d.attempted_at, d.reason
      from deliveries d join reminders r on r.id = d.reminder_id
     where d.state = 'unconfirmed' and d.reminder_id > ${after}
       and (${announcementId ?? null}::uuid is null or d.announcement_id = ${announcementId ?? null})
     order by d.reminder_id limit ${limit + 1}`.execute(database)
  const page = rows.slice(0, limit)
  return { deliveries: page.map(toView), ...(rows.length > limit && { next: page.at(-1)!.id }) }
}

function toView(row: Row): UnconfirmedDelivery {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.exam_year === 0 ? {} : { examYear: row.exam_year }),
    ...(row.region !== null && { region: row.region }),
    ...(row.announcement_id !== null && { announcementId: row.announcement_id }),
    templateId: row.template_id,
    attemptedAt: row.attempted_at.toISOString(),
    ...(row.reason !== null && { reason: row.reason }),
  }
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
  await sql`update deliveries set ${AGAIN} where reminder_id = ${id}`.execute(transaction)
  return { resent: true, announcementId: row.announcement_id }
}

const AGAIN = sql`state = 'due', run_at = clock_timestamp(), tries = 0, retry_at = null, retried = false,
  lease = null, lease_until = null, reason = ${sql.lit(SENT_AGAIN)}`

/** How many messages are in doubt, and whom of their people another one could reach as well. */
export interface InDoubt {
  deliveries: number
  /** Our books have another grant than the one that may be spent: WeChat would let a second message through. */
  mayArriveTwice: number
}

/** SQL on `d`: of one announcement, and nobody knows whether it arrived; whoever has cancelled meanwhile is left alone. */
const isInDoubt = (announcementId: string) =>
  sql<boolean>`(d.announcement_id = ${announcementId} and d.state = 'unconfirmed' and not d.withdrawn)`

/** What {@link resendAll} would send again. */
export async function countInDoubt(
  database: Kysely<Database> | Transaction<Database>,
  announcementId: string,
): Promise<InDoubt> {
  const { rows } = await sql<InDoubt>`
    select count(*)::integer as deliveries, count(*) filter (where (
        select count(*) from grants g where g.openid = d.openid and g.template_id = d.template_id
           and g.spent_at is null and g.voided_at is null) > 1)::integer as "mayArriveTwice"
      from deliveries d where ${isInDoubt(announcementId)}`.execute(database)
  return rows[0]!
}

/**
 * Sends all of an announcement again that are unconfirmed: the same as {@link resend} for each. The announcement then goes on.
 * @returns how many, at most as many as were counted
 */
export async function resendAll(transaction: Transaction<Database>, announcementId: string): Promise<number> {
  const changed = await sql`update deliveries d set ${AGAIN} where ${isInDoubt(announcementId)}`.execute(transaction)
  return Number(changed.numAffectedRows ?? 0)
}
