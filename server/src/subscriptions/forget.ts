import { sql, type Transaction } from 'kysely'
import { makeOwedDelivery } from '../announcements/owed-delivery'
import type { Context, ForgottenCandidate } from '../context'
import { lockSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'

/**
 * Forgets a person: reminders, deliveries, grants and acceptances go, events that speak of them too. Each
 * announcement keeps how many recipients ended how; a message still on its way counts as unconfirmed, one not yet sent
 * as cancelled.
 */
export async function forgetReminders(
  { environment, clock }: Pick<Context, 'environment' | 'clock'>,
  transaction: Transaction<Database>,
  { id, openid }: ForgottenCandidate,
): Promise<void> {
  await lockSubscriptions(transaction)
  // First: an event that is being processed holds its row, and what it brings has to be there to be forgotten.
  await sql`delete from push_events where event->>'openid' = ${openid}`.execute(transaction)
  const { rows: standing } = await sql<{ id: string }>`
    select id from reminders where candidate_id = ${id} and cancelled_at is null for update`.execute(transaction)
  for (const reminder of standing) await makeOwedDelivery(transaction, environment.templates, reminder.id, clock.now())
  await sql`
    with gone as (
      delete from deliveries d using reminders r where r.id = d.reminder_id and r.candidate_id = ${id}
      returning d.announcement_id, case when d.state = 'due' then 'cancelled'
                                        when d.state in ('sending', 'unsettled') then 'unconfirmed' else d.state end as state
    )
    insert into announcement_tallies (announcement_id, state, count)
    select announcement_id, state, count(*) from gone where announcement_id is not null group by announcement_id, state
    on conflict (announcement_id, state) do update set count = announcement_tallies.count + excluded.count`.execute(
    transaction,
  )
  await transaction.deleteFrom('reminders').where('candidate_id', '=', id).execute()
  await transaction.deleteFrom('acceptances').where('candidate_id', '=', id).execute()
  await transaction.deleteFrom('grants').where('openid', '=', openid).execute()
  await transaction.deleteFrom('grant_voids').where('openid', '=', openid).execute()
}
