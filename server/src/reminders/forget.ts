import { sql, type Transaction } from 'kysely'
import type { ForgottenCandidate } from '../context'
import type { Database } from '../database/schema'
import { lockSubscriptions } from './locks'
import { SPEAKS_TO } from './standing'

/**
 * Forgets a person: reminders, deliveries, grants and acceptances go, events that speak of them too. Each
 * announcement keeps how many recipients ended how; a message still on its way counts as unconfirmed, one not yet sent
 * as cancelled.
 */
export async function forgetReminders(
  transaction: Transaction<Database>,
  { id, openid }: ForgottenCandidate,
): Promise<void> {
  await lockSubscriptions(transaction)
  // First: an event that is being processed holds its row, and what it brings has to be there to be forgotten.
  await sql`delete from push_events where event->>'openid' = ${openid}`.execute(transaction)
  await sql`
    with gone as (
      delete from deliveries d using reminders r where r.id = d.reminder_id and r.candidate_id = ${id}
      returning d.announcement_id, case when d.state = 'due' then 'cancelled'
                                        when d.state in ('sending', 'unsettled') then 'unconfirmed' else d.state end as state
    ), never_made as (
      select a.id as announcement_id, 'cancelled' as state from reminders r join announcements a on ${SPEAKS_TO}
       where r.candidate_id = ${id} and r.cancelled_at is null and a.state = 'sending' and not a.fan_out_done
         and r.standing_at <= a.send_after and not exists (select from deliveries d where d.reminder_id = r.id)
    )
    insert into announcement_tallies (announcement_id, state, count)
    select announcement_id, state, count(*) from (select * from gone union all select * from never_made) ended
     where announcement_id is not null group by announcement_id, state
    on conflict (announcement_id, state) do update set count = announcement_tallies.count + excluded.count`.execute(
    transaction,
  )
  await transaction.deleteFrom('reminders').where('candidate_id', '=', id).execute()
  await transaction.deleteFrom('acceptances').where('candidate_id', '=', id).execute()
  await transaction.deleteFrom('grants').where('openid', '=', openid).execute()
  await transaction.deleteFrom('grant_voids').where('openid', '=', openid).execute()
}
