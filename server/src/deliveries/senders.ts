import { type Kysely, sql } from 'kysely'
import type { Context } from '../context'
import type { Database } from '../database/schema'
import { repeat } from '../repeat'

/** A sign of life so often. Milliseconds. */
const BEAT = 1000
/** A sender not seen for so long is dead. Seconds. */
const DEAD_AFTER = 10

/**
 * SQL on a column that names a sender: it gives signs of life. While PostgreSQL was down nobody could give one, so from
 * its start on everybody has that long.
 */
export const isAlive = (sender: string): string => `exists (select from senders s where s.id = ${sender}
  and greatest(s.seen_at, pg_postmaster_start_time()) > clock_timestamp() - ${DEAD_AFTER} * interval '1 second')`

/** This process among the senders: as long as it gives signs of life, its marks are its own affair. */
export interface Sender {
  id: string
  /** No sign any more; whatever it has marked is written down by now. */
  stop(): Promise<void>
}

/**
 * Registers this process as a sender.
 * @param database - on the connections for sends: a sign of life does not wait behind requests
 */
export async function registerSender(context: Context, database: Kysely<Database>): Promise<Sender> {
  const { id } = await database.insertInto('senders').defaultValues().returning('id').executeTakeFirstOrThrow()
  const beat = async () => {
    // Out of reach for a day, it was swept; it lives all the same.
    await sql`insert into senders (id, seen_at) overriding system value values (${id}, clock_timestamp())
      on conflict (id) do update set seen_at = excluded.seen_at`.execute(database)
    return false
  }
  // Never long at rest: whoever is back must not be taken for dead.
  const stopBeating = repeat('heartbeat', BEAT, context, beat, 2 * BEAT)
  return {
    id,
    stop: async () => {
      await stopBeating()
      await database
        .deleteFrom('senders')
        .where('id', '=', id)
        .execute()
        .catch(error => context.log.warn({ err: error }, 'the sender stays registered; it counts as dead soon'))
    },
  }
}

/** Forgets senders that are long gone. */
export async function dropDeadSenders(database: Kysely<Database>): Promise<void> {
  await sql`delete from senders where seen_at < clock_timestamp() - interval '1 day'`.execute(database)
}
