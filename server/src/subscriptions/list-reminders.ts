import type { ReminderState, RemindersResponse } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import { loadAnnouncements } from '../announcements/read-announcements'
import { calendarsOf, recordedCalendars } from '../calendar/calendars'
import type { Account } from '../database/find-accounts'
import type { Database } from '../database/schema'
import { SPEAKS_TO } from '../deliveries/open-reminders'
import { readRecords } from '../firing/personal-records'
import { countGrants } from '../grants/grants'
import { isAnnounced, isDated, isPersonal } from '../reminder-kinds'
import { type Asked, isOver, type Knowledge } from './lateness'

export type ReminderList = RemindersResponse

interface Row extends Asked {
  candidate_id: string
  public_id: string
  cancelled_at: Date | null
  delivery_state: string | null
  reason: string | null
  sent_at: Date | null
  announced_start: string | null
  /** An announcement that reaches it has not come to it yet. */
  is_awaited: boolean
}

/** A person's reminders, the oldest first, and their unspent grants by template. */
export async function listReminders(
  transaction: Transaction<Database>,
  account: Account,
  now: Date,
): Promise<ReminderList> {
  const { rows } = await sql<Row>`
    select r.candidate_id, r.public_id, r.kind, r.exam_year, r.endorsement_id, r.notice, r.region, r.open_since, r.cancelled_at,
           exists (select from announcements a
             where ${SPEAKS_TO} and (a.state = 'sending' or a.state = 'scheduled' and a.send_after <= ${now})
               and not a.fan_out_done and r.open_since <= a.send_after) as is_awaited,
           d.state as delivery_state, d.reason, d.sent_at,
           (select a.start_day from announcements a
             where ${SPEAKS_TO} and not a.retracted and a.state <> 'cancelled' and a.send_after <= ${now}
               and (a.fan_out_done or r.open_since > a.send_after)
             order by a.send_after limit 1) as announced_start
      from reminders r left join deliveries d on d.reminder_id = r.id
     where r.candidate_id = ${account.id} order by r.id`.execute(transaction)
  const known = await learn(transaction, rows, now)
  return {
    reminders: rows.map(row => ({
      id: row.public_id,
      kind: row.kind,
      ...(row.exam_year === 0 ? {} : { examYear: row.exam_year }),
      ...(row.region === null ? {} : { region: row.region }),
      ...(row.endorsement_id === '' ? {} : { endorsementId: row.endorsement_id }),
      state: stateOf(row, known),
      ...(row.sent_at === null ? {} : { sentAt: row.sent_at.toISOString() }),
      ...(row.reason === null || row.delivery_state === 'due' || isOpenAgain(row) ? {} : { reason: row.reason }),
    })),
    grants: await countGrants(transaction, account.openid),
  }
}

/** Withdrawn together with the announcement that was cancelled: the next one reaches it (decision 015). */
const isOpenAgain = (row: Row): boolean => row.delivery_state === 'cancelled' && row.cancelled_at === null

function stateOf(row: Row, known: Knowledge): ReminderState {
  switch (row.delivery_state) {
    case null:
    case 'cancelled':
      if (row.cancelled_at !== null) return 'cancelled'
      return isLate(row, known) ? 'late' : 'waiting'
    case 'due':
    case 'sending':
    case 'unsettled':
      return 'due'
    default:
      return row.delivery_state as ReminderState
  }
}

/** Already announced, or its day is over; but a registration that has not begun still fires on its first day. */
function isLate(row: Row, known: Knowledge): boolean {
  if (row.is_awaited && isAnnounced(row.kind)) return false
  if (row.announced_start !== null && isAnnounced(row.kind) && !isDated(row.kind)) return true
  return (row.announced_start !== null || !isOpenAgain(row)) && isOver(row, known)
}

/** What has to be known to judge these reminders. */
async function learn(transaction: Transaction<Database>, rows: readonly Row[], now: Date): Promise<Knowledge> {
  const waiting = rows.filter(row => row.cancelled_at === null && (row.delivery_state === null || isOpenAgain(row)))
  const announced = waiting.length === 0 ? [] : await loadAnnouncements(transaction)
  const records = waiting.some(({ kind }) => isPersonal(kind)) ? await readRecords(transaction, waiting) : undefined
  return {
    now,
    calendars: calendarsOf(announced, now),
    recorded: recordedCalendars(),
    record: records?.get(waiting[0]!.candidate_id) ?? {},
  }
}
