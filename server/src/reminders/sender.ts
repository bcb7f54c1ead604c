import { sql } from 'kysely'
import type { Context } from '../context'
import { repeat } from './repeat'

/** A sign of life so often. Milliseconds. */
const BEAT = 1000
/** A sender not seen for so long is dead. Seconds. */
export const DEAD_AFTER = 10

/** This process among the senders: as long as it gives signs of life, its marks are its own affair. */
export interface Sender {
  id: string
  /** No sign any more; whatever it has marked is written down by now. */
  stop(): Promise<void>
}

/** Registers this process as a sender. */
export async function registerSender(context: Context): Promise<Sender> {
  const { database, log } = context
  const { id } = await database.insertInto('senders').defaultValues().returning('id').executeTakeFirstOrThrow()
  const stopBeating = repeat('heartbeat', BEAT, context, async () => {
    await sql`update senders set seen_at = clock_timestamp() where id = ${id}`.execute(database)
    return false
  })
  return {
    id,
    stop: async () => {
      await stopBeating()
      await database
        .deleteFrom('senders')
        .where('id', '=', id)
        .execute()
        .catch(error => log.warn({ err: error }, 'the sender stays registered; it counts as dead soon'))
    },
  }
}
