import { type Kysely, sql, type Transaction } from 'kysely'
import { noteBySystem, raiseAlert } from '../audit/alerts'
import type { Clock } from '../clock'
import type { Account } from '../database/find-accounts'
import type { Database } from '../database/schema'
import { forgetGrants } from '../grants/grants'
import type { Logger } from '../log'
import type { Departure, PlatformEvent } from '../wechat/platform-events'
import { forgetEvents } from './push-inbox'

interface Doing {
  database: Kysely<Database>
  clock: Clock
  log: Logger
  /** Removes a person; `also` is done in the same transaction, if there was anybody. */
  forget: (account: Account, also: (transaction: Transaction<Database>) => Promise<void>) => Promise<boolean>
}

/** Does what the platform orders, or tells the operator. Whatever is done a second time changes nothing. */
export async function applyPlatformEvent(doing: Doing, event: PlatformEvent): Promise<void> {
  if (event.type === 'departed') return forgetDeparted(doing, event)
  const { key, punishId, words } = event
  const alert = { key, action: 'mini-program-punished', subject: punishId, details: words }
  await raiseAlert(doing.database, doing.log, alert, doing.clock.now())
}

/** The audit log keeps that somebody was deleted and why, and no name. */
async function forgetDeparted({ database, clock, forget }: Doing, departure: Departure): Promise<void> {
  const { openid, reason, createdAt } = departure
  // Who has come back since is somebody new: a repetition must not delete them.
  const { rows } = await sql<Account>`
    select id, openid from candidates
     where openid = ${openid} and created_at < ${createdAt}::timestamptz + interval '1 second'`.execute(database)
  if (rows[0])
    await forget(rows[0], transaction =>
      noteBySystem(transaction, clock.now(), 'candidate-deleted', null, { orderedBy: 'wechat', reason, at: createdAt }),
    )
  await forgetStrays(database, departure)
}

/** What WeChat has said of somebody who is no candidate; this event goes with it. */
async function forgetStrays(database: Kysely<Database>, { openid }: Departure): Promise<void> {
  await database.transaction().execute(async transaction => {
    const { rows } = await sql`select 1 from candidates where openid = ${openid} for update`.execute(transaction)
    if (rows.length > 0) return
    await forgetEvents(transaction, openid)
    await forgetGrants(transaction, openid)
  })
}
