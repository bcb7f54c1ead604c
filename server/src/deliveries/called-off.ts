import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { BY_ANNOUNCEMENT, BY_CANDIDATE } from './reasons'

/** SQL on a row `d`: its announcement was cancelled. */
export const IS_CANCELLED = `(d.announcement_id = any(array(select id from announcements where state = 'cancelled'))) is true`
/** SQL on a row `d`: it may end, but not begin again. */
export const IS_CALLED_OFF = `(d.withdrawn or ${IS_CANCELLED})`

/**
 * Calls off the delivery of a reminder that its candidate has cancelled. What is due is cancelled. What may be at WeChat is
 * left to its end, and the row says that it is not to begin again: the sender reads that under the lock of the same row,
 * whichever of the two comes first.
 */
export async function callOff(transaction: Transaction<Database>, reminderId: string): Promise<void> {
  await sql`
    update deliveries set state = case state when 'due' then 'cancelled' else state end,
           reason = case state when 'due' then ${BY_CANDIDATE} else reason end,
           lease = case state when 'due' then null else lease end, withdrawn = state <> 'due'
     where reminder_id = ${reminderId} and state in ('due', 'sending', 'unsettled', 'unconfirmed')`.execute(transaction)
}

/** Makes way for a new delivery of a reminder that is asked for again; one that is on its way may begin again. */
export async function wantAgain(transaction: Transaction<Database>, reminderId: string): Promise<void> {
  await dropCancelled(transaction, reminderId)
  // Called off while it was on its way, and wanted again before it ended.
  await sql`update deliveries set withdrawn = false where reminder_id = ${reminderId} and withdrawn`.execute(
    transaction,
  )
}

/** One that was cancelled stays in the earlier announcement's sums as a tally. */
async function dropCancelled(transaction: Transaction<Database>, reminderId: string): Promise<void> {
  await sql`
    with dropped as (delete from deliveries where reminder_id = ${reminderId} and state = 'cancelled' returning announcement_id)
    insert into announcement_tallies (announcement_id, state, count)
    select announcement_id, 'cancelled', 1 from dropped where announcement_id is not null
    on conflict (announcement_id, state) do update set count = announcement_tallies.count + 1`.execute(transaction)
}

/** Cancels what cancelled announcements still have due, a few rows at a time and never waiting for a sender's row. */
export async function cancelDue(database: Kysely<Database>): Promise<void> {
  for (;;) {
    const changed = await sql`
      update deliveries set state = 'cancelled', reason = ${sql.lit(BY_ANNOUNCEMENT)}, lease = null
       where reminder_id in (
         select d.reminder_id from announcements a join deliveries d on d.announcement_id = a.id
          where a.state = 'cancelled' and a.finished_at is null and d.state = 'due'
          limit 5000 for update of d skip locked)`.execute(database)
    if (Number(changed.numAffectedRows ?? 0) === 0) return
  }
}
