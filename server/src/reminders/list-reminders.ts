import type { ReminderState, RemindersResponse } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import { chinaDay, chinaInstant } from '../clock'
import type { Database } from '../database/schema'
import { countGrants } from './grants'
import { FIRING_TIME, isAnnounced, isDated } from './kinds'
import { SPEAKS_TO } from './standing'

export type ReminderList = RemindersResponse

interface Row {
  public_id: string
  kind: RemindersResponse['reminders'][number]['kind']
  exam_year: number
  endorsement_id: string
  region: string | null
  cancelled_at: Date | null
  delivery_state: string | null
  reason: string | null
  sent_at: Date | null
  announced_start: string | null
}

/** A person's reminders, the oldest first, and their unspent grants by template. */
export async function listReminders(
  transaction: Transaction<Database>,
  person: { id: string; openid: string },
  now: Date,
): Promise<ReminderList> {
  const { rows } = await sql<Row>`
    select r.public_id, r.kind, r.exam_year, r.endorsement_id, r.region, r.cancelled_at,
           d.state as delivery_state, d.reason, d.sent_at,
           (select a.start_day from announcements a
             where ${SPEAKS_TO} and not a.retracted and a.state <> 'cancelled' and a.send_after <= ${now}
               and (a.state <> 'scheduled' or r.standing_at > a.send_after)
             order by a.send_after limit 1) as announced_start
      from reminders r left join deliveries d on d.reminder_id = r.id
     where r.candidate_id = ${person.id} order by r.id`.execute(transaction)
  return {
    reminders: rows.map(row => ({
      id: row.public_id,
      kind: row.kind,
      ...(row.exam_year === 0 ? {} : { examYear: row.exam_year }),
      ...(row.region === null ? {} : { region: row.region }),
      ...(row.endorsement_id === '' ? {} : { endorsementId: row.endorsement_id }),
      state: stateOf(row, now),
      ...(row.sent_at === null ? {} : { sentAt: row.sent_at.toISOString() }),
      ...(row.reason === null || row.delivery_state === 'due' || standsAgain(row) ? {} : { reason: row.reason }),
    })),
    grants: await countGrants(transaction, person.openid),
  }
}

/** Withdrawn together with the announcement that was cancelled: the next one reaches it (decision 015). */
const standsAgain = (row: Row): boolean => row.delivery_state === 'cancelled' && row.cancelled_at === null

function stateOf(row: Row, now: Date): ReminderState {
  switch (row.delivery_state) {
    case null:
    case 'cancelled':
      if (row.cancelled_at !== null) return 'cancelled'
      return isLate(row, now) ? 'late' : 'waiting'
    case 'due':
    case 'sending':
    case 'unsettled':
      return 'due'
    default:
      return row.delivery_state as ReminderState
  }
}

/** Already announced; but a registration that has not begun still fires on its first day. */
function isLate({ kind, announced_start }: Row, now: Date): boolean {
  if (announced_start === null || !isAnnounced(kind)) return false
  return !isDated(kind) || now > chinaInstant(announced_start, FIRING_TIME) || chinaDay(now) > announced_start
}
