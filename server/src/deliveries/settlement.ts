import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'
import { ABANDONED } from './reasons'
import { MAY_RETRY } from './retry-rule'
import { isAlive } from './senders'

/** How many rows each step changed; for the log and the metrics. */
export interface SettlementSums {
  abandoned: number
  allowed: number
  unconfirmed: number
}

/**
 * Settles what no answer has settled.
 * 1. A row whose sender is dead, or has not written an outcome within the post's longest duration: the outcome is
 *    unknown. Should the sender live after all, what it writes down still counts, and by the lease, which stays, it can take
 *    back marks for which it has posted nothing.
 * 2. An unknown outcome older than the waiting time is allowed one more try if that try can tell, else it is unconfirmed.
 * Times are the database's, the clock that all senders share.
 * @param retryAfter - UNCONFIRMED_RETRY_SECONDS
 * @param postLasts - seconds after which no living process can still be waiting for an answer
 */
export async function settleUnknown(
  database: Kysely<Database>,
  retryAfter: number,
  postLasts: number,
): Promise<SettlementSums> {
  const abandoned = await sql`
    update deliveries d set state = case when retried then 'unconfirmed' else 'unsettled' end,
           reason = ${sql.lit(ABANDONED)}, lease_until = null
     where reminder_id in (
       select reminder_id from deliveries
        where state = 'sending' and (
          coalesce(retry_at, attempted_at) < clock_timestamp() - ${postLasts} * interval '1 second'
          or not ${sql.raw(isAlive('sender'))})
        limit 5000 for update skip locked)`.execute(database)
  const decided = await sql<{ state: string }>`
    update deliveries d set
      retry_at = case when ${sql.raw(MAY_RETRY)} then coalesce(d.retry_at, clock_timestamp()) end,
      state = case when ${sql.raw(MAY_RETRY)} then 'unsettled' else 'unconfirmed' end
     where d.reminder_id in (
       select d.reminder_id from deliveries d
        where d.state = 'unsettled' and d.attempted_at <= clock_timestamp() - ${retryAfter} * interval '1 second'
          and (d.lease_until is null or d.lease_until < clock_timestamp())
          and (d.retry_at is null or not ${sql.raw(MAY_RETRY)})
        limit 5000 for update skip locked)
    returning d.state`.execute(database)
  return {
    abandoned: Number(abandoned.numAffectedRows ?? 0),
    allowed: decided.rows.filter(row => row.state === 'unsettled').length,
    unconfirmed: decided.rows.filter(row => row.state === 'unconfirmed').length,
  }
}
