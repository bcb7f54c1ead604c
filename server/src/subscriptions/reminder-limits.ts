import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { type HttpError, invalid } from '../errors'
import type { WantedNotice } from './second-notices'

/** Reminders of one person that are open at the same time. Of honest people nobody has a tenth of it. */
const MOST_OPEN = 200
/** Reminders of one person in all, with those that were cancelled or have had their message. */
const MOST_EVER = 2_000

interface Row {
  kind: string
  exam_year: number
  endorsement_id: string
  notice: number
  is_cancelled: boolean
  has_message: boolean
}

const keyOf = (kind: string, examYear: number, endorsementId: string, notice: number) =>
  `${kind} ${examYear} ${endorsementId} ${notice}`

/**
 * Says when a person would have too many reminders: each costs a look at every firing. Asking again for those that
 * are open, or have had their message, adds nothing. The caller holds the lock on this person's reminders.
 */
export async function findExcess(
  transaction: Transaction<Database>,
  accountId: string,
  wanted: readonly WantedNotice[],
): Promise<HttpError | undefined> {
  if (wanted.length === 0) return undefined
  const { rows } = await sql<Row>`
    select r.kind, r.exam_year, r.endorsement_id, r.notice, r.cancelled_at is not null as is_cancelled,
           exists (select from deliveries d where d.reminder_id = r.id and d.state <> 'cancelled') as has_message
      from reminders r where r.candidate_id = ${accountId}`.execute(transaction)
  const known = new Map(rows.map(row => [keyOf(row.kind, row.exam_year, row.endorsement_id, row.notice), row]))
  const asked = [
    ...new Set(wanted.map(each => keyOf(each.kind, each.examYear ?? 0, each.endorsementId ?? '', each.notice))),
  ]
  const fresh = asked.filter(key => !known.has(key)).length
  const revived = asked.filter(key => known.get(key)?.is_cancelled && !known.get(key)?.has_message).length
  const open = rows.filter(row => !row.is_cancelled && !row.has_message).length
  if (fresh + revived > 0 && open + fresh + revived > MOST_OPEN)
    return tooMany(open + fresh + revived, 'standing', MOST_OPEN)
  if (fresh > 0 && rows.length + fresh > MOST_EVER) return tooMany(rows.length + fresh, 'in all', MOST_EVER)
  return undefined
}

const tooMany = (found: number, which: string, most: number): HttpError =>
  invalid('too-many', `you would have ${found} reminders ${which}, expected at most ${most}`, 'reminders')
