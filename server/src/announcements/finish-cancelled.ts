import { type Kysely, sql, type Transaction } from 'kysely'
import { lockOutSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'
import { cancelDue } from '../deliveries/called-off'
import { fixRecipients } from './fan-out'

/** SQL on `a` of announcements: nothing of it is on its way any more. */
export const NOTHING_ON_ITS_WAY = sql<boolean>`(
  not exists (select from deliveries d where d.announcement_id = a.id and d.state = 'due')
  and not exists (select from deliveries d where d.announcement_id = a.id and d.state in ('sending', 'unsettled')))`

/**
 * Ends cancelled announcements of which nothing is on its way any more. Another announcement of the same may have made its
 * recipients meanwhile, past those whose message was due or on its way and has not been sent: their reminders were open at
 * its `sendAfter` as well, and are made up for.
 * @param now - the server's clock
 */
export async function finishCancelled(database: Kysely<Database>, now: Date): Promise<void> {
  await cancelDue(database)
  const { rows } = await sql<{ id: string }>`
    select id from announcements a where a.state = 'cancelled' and a.finished_at is null and ${NOTHING_ON_ITS_WAY}`.execute(
    database,
  )
  for (const { id } of rows) await database.transaction().execute(transaction => finish(transaction, id, now))
}

async function finish(transaction: Transaction<Database>, id: string, now: Date): Promise<void> {
  await lockOutSubscriptions(transaction)
  await sql`update announcements set finished_at = ${now} where id = ${id}`.execute(transaction)
  const { rows: next } = await sql<{ id: string }>`
    select n.id from announcements a join announcements n on n.kind = a.kind and n.exam_year = a.exam_year
     where a.id = ${id} and n.state in ('sending', 'done')
     order by n.send_after, n.id for update of n`.execute(transaction)
  for (const later of next) await fixRecipients(transaction, later.id)
}
