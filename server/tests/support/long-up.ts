import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../src/database/schema'

/** Waits until PostgreSQL has been up for as long as a sender may be silent: until then none counts as dead. */
export async function longUp(database: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ left: number }>`
    select greatest(0, 11 - extract(epoch from clock_timestamp() - pg_postmaster_start_time()))::float8 as left`.execute(
    database,
  )
  await sleep(rows[0]!.left * 1000)
}
