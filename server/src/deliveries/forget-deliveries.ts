import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

/**
 * Forgets the deliveries of a person. Each announcement keeps how many recipients ended how; a message still on its way
 * counts as unconfirmed, one not yet sent as cancelled.
 */
export async function forgetDeliveries(transaction: Transaction<Database>, accountId: string): Promise<void> {
  await sql`
    with gone as (
      delete from deliveries d using reminders r where r.id = d.reminder_id and r.candidate_id = ${accountId}
      returning d.announcement_id, case when d.state = 'due' then 'cancelled'
                                        when d.state in ('sending', 'unsettled') then 'unconfirmed' else d.state end as state
    )
    insert into announcement_tallies (announcement_id, state, count)
    select announcement_id, state, count(*) from gone where announcement_id is not null group by announcement_id, state
    on conflict (announcement_id, state) do update set count = announcement_tallies.count + excluded.count`.execute(
    transaction,
  )
}
