import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/schema'

/**
 * SQL on `a` of announcements: nobody was sent anything, and nobody will be. What is due counts too: a sender may be
 * marking it at this very moment, out of sight until its transaction ends.
 */
const REACHES_NOBODY = sql<boolean>`(
  not exists (select from deliveries d where d.announcement_id = a.id and d.state in ('due', 'sending', 'unsettled'))
  and not exists (select from deliveries d where d.announcement_id = a.id and d.state in ('sent', 'unconfirmed'))
  and not exists (select from announcement_tallies t
    where t.announcement_id = a.id and t.state in ('sent', 'unconfirmed') and t.count > 0))`

/** Under the lock of the announcement's row, which making recipients needs, the answer stays true once it is cancelled. */
export async function reachesNobody(database: Kysely<Database>, announcementId: string): Promise<boolean> {
  const { rows } = await sql<{ reaches_nobody: boolean }>`
    select ${REACHES_NOBODY} as reaches_nobody from announcements a where a.id = ${announcementId}`.execute(database)
  return rows[0]?.reaches_nobody === true
}

/** Retracts a cancelled announcement if it reaches nobody: it is as if it had never been made. */
export async function retract(database: Kysely<Database>, announcementId: string): Promise<void> {
  await retractWhere(database, sql<boolean>`a.id = ${announcementId}`)
}

/** So long after its end an announcement is looked at: not for ever, each look reads its deliveries. Milliseconds. */
const LOOKED_AT = 600_000

/**
 * The same for those that have ended: with messages on their way at the cancellation, it shows only then; and whoever
 * cancelled may have been killed before.
 * @param now - the server's clock
 */
export async function retractEnded(database: Kysely<Database>, now: Date): Promise<void> {
  await retractWhere(database, sql<boolean>`a.finished_at > ${new Date(now.getTime() - LOOKED_AT)}`)
}

async function retractWhere(database: Kysely<Database>, isMeant: RawBuilder<boolean>): Promise<void> {
  await sql`
    update announcements a set retracted = true
     where a.state = 'cancelled' and not a.retracted and ${isMeant} and ${REACHES_NOBODY}`.execute(database)
}
