import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

/**
 * SQL on rows `settled` of deliveries, with their announcement and the state that they have now: what is due again has its
 * announcement go on, what is cancelled its cancelled one end anew. To be put into the statement that settles them.
 */
export const REOPEN_SETTLED = `
    update announcements a set state = case a.state when 'done' then 'sending' else a.state end, finished_at = null
    where a.finished_at is not null
      and (a.state = 'done' and a.id = any(array(select announcement_id from settled s where s.state = 'due'))
           or a.state = 'cancelled' and a.id = any(array(select announcement_id from settled s where s.state = 'cancelled')))`

/** The same on rows `taken_back`, with their announcement: their marks were taken back. */
export const REOPEN_TAKEN_BACK = `
     update announcements set state = case state when 'done' then 'sending' else state end, finished_at = null
      where finished_at is not null and id in (select announcement_id from taken_back)`

/** Has an announcement that is done go on; null is none. */
export async function reopen(transaction: Transaction<Database>, id: string | null): Promise<void> {
  await sql`update announcements set state = 'sending', finished_at = null where id = ${id} and state = 'done'`.execute(
    transaction,
  )
}
