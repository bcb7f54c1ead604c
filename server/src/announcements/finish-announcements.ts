import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'
import { finishCancelled, NOTHING_ON_ITS_WAY } from './finish-cancelled'

/** Ends announcements: nothing of them is on its way any more. */
export async function finishAnnouncements(database: Kysely<Database>, now: Date): Promise<void> {
  await finishCancelled(database, now)
  await sql`
    update announcements a set state = 'done', finished_at = ${now}
     where a.finished_at is null and a.state = 'sending' and a.fan_out_done and ${NOTHING_ON_ITS_WAY}`.execute(database)
}
