import type { Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { sessionOver } from '../errors'

/**
 * Locks an account's row until the transaction ends, so that what one person changes at the same time is put in a row.
 * @throws HttpError 401 when the person was forgotten meanwhile
 */
export async function lockAccount(
  transaction: Transaction<Database>,
  accountId: string,
): Promise<{ revision: number }> {
  const account = await transaction
    .selectFrom('candidates')
    .select('revision')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw sessionOver()
  return account
}

/** Notes a new revision of an account's record, under the lock. */
export async function raiseRevision(
  transaction: Transaction<Database>,
  accountId: string,
  revision: number,
): Promise<void> {
  await transaction.updateTable('candidates').set({ revision }).where('id', '=', accountId).execute()
}
