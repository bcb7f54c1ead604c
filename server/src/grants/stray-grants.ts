import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'

/** WeChat's event of a tap may come before the login that makes its person a candidate, but not by so many days. */
const LOGIN_DAYS = 7

/**
 * Forgets what WeChat said of people who are no candidates: an event that comes after its person was forgotten would
 * leave their openid here for ever.
 */
export async function dropStrayGrants(database: Kysely<Database>): Promise<void> {
  const before = sql`clock_timestamp() - make_interval(days => ${LOGIN_DAYS})`
  await sql`
    delete from grants g where g.recorded_at < ${before}
       and not exists (select from candidates c where c.openid = g.openid)`.execute(database)
  await sql`
    delete from grant_voids v where v.before < ${before}
       and not exists (select from candidates c where c.openid = v.openid)`.execute(database)
}
