import type { RemindersRequest } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

/** One tap as it is reported, perhaps not for the first time. */
interface Tap {
  isFirstReport: boolean
  /** Earlier its reminders were refused: corrected, it may still bring them. */
  wasRefused: boolean
  acceptedAt: Date
}

/** Puts a tap on record, unless it is already. */
export async function recordTap(
  transaction: Transaction<Database>,
  accountId: string,
  { acceptanceId, acceptedAt, outcome }: RemindersRequest,
): Promise<Tap> {
  const at = await clampToArrival(transaction, new Date(acceptedAt))
  const inserted = await sql`
    insert into acceptances (candidate_id, id, accepted_at, outcome)
    values (${accountId}, ${acceptanceId}, ${at}, ${JSON.stringify(outcome)}) on conflict do nothing`.execute(
    transaction,
  )
  if (inserted.numAffectedRows === 1n) return { isFirstReport: true, wasRefused: false, acceptedAt: at }
  const { rows } = await sql<{ refused: boolean }>`
    select reminders_refused as refused from acceptances
     where candidate_id = ${accountId} and id = ${acceptanceId} for update`.execute(transaction)
  return { isFirstReport: false, wasRefused: rows[0]?.refused === true, acceptedAt: at }
}

/** Notes whether a tap's reminders are refused, so that it may or may no longer bring them. */
export async function noteRefusal(
  transaction: Transaction<Database>,
  accountId: string,
  acceptanceId: string,
  isRefused: boolean,
): Promise<void> {
  await sql`
    update acceptances set reminders_refused = ${isRefused}
     where candidate_id = ${accountId} and id = ${acceptanceId}`.execute(transaction)
}

/** A phone's clock may run ahead; nobody has tapped in the future. */
async function clampToArrival(transaction: Transaction<Database>, acceptedAt: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select least(${acceptedAt}::timestamptz, clock_timestamp()) as at`.execute(
    transaction,
  )
  return rows[0]!.at
}
