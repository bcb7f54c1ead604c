import { sql, type Transaction } from 'kysely'
import type { Database } from './schema'

// Any numbers that are nobody else's advisory locks.
const SUBSCRIPTIONS = 7_202_611_240
const TICKER = 7_202_611_241

/**
 * Held by whoever changes reminders (many at a time), until the transaction ends. The fan-out holds the other side:
 * so every reminder either is open when an announcement is opened or knows that it came late.
 */
export async function lockSubscriptions(transaction: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${SUBSCRIPTIONS})`.execute(transaction)
}

/** The fan-out's side: waits for the changes under way and holds up new ones until the transaction ends. */
export async function lockOutSubscriptions(transaction: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SUBSCRIPTIONS})`.execute(transaction)
}

/** One tap of a person at a time, until the transaction ends; taken before any other lock. */
export async function lockReminders(transaction: Transaction<Database>, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reminders ${accountId}`}, 0))`.execute(transaction)
}

/** True for one process at a time, until the transaction ends. */
export async function tryLockTicker(transaction: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${TICKER}) as mine`.execute(
    transaction,
  )
  return rows[0]?.mine === true
}
