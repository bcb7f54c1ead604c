import { sql, type Transaction } from 'kysely'
import { makeOwedDelivery } from '../announcements/owed-delivery'
import type { Context } from '../context'
import type { Account } from '../database/find-accounts'
import { lockSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'
import { forgetDeliveries } from '../deliveries/forget-deliveries'
import { forgetGrants } from '../grants/grants'
import { forgetEvents } from '../inbox/push-inbox'

/**
 * Forgets a person: reminders, deliveries, grants and acceptances go, events that speak of them too. Each
 * announcement keeps how many recipients ended how; a message still on its way counts as unconfirmed, one not yet sent
 * as cancelled.
 */
export async function forgetReminders(
  { environment, clock }: Pick<Context, 'environment' | 'clock'>,
  transaction: Transaction<Database>,
  { id, openid }: Account,
): Promise<void> {
  await lockSubscriptions(transaction)
  // First: an event that is being processed holds its row, and what it brings has to be there to be forgotten.
  await forgetEvents(transaction, openid)
  const { rows: open } = await sql<{ id: string }>`
    select id from reminders where candidate_id = ${id} and cancelled_at is null for update`.execute(transaction)
  for (const reminder of open) await makeOwedDelivery(transaction, environment.templates, reminder.id, clock.now())
  await forgetDeliveries(transaction, id)
  await transaction.deleteFrom('reminders').where('candidate_id', '=', id).execute()
  await transaction.deleteFrom('acceptances').where('candidate_id', '=', id).execute()
  await forgetGrants(transaction, openid)
}
