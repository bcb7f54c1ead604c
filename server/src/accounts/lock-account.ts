import type { Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { sessionOver } from '../errors'

/**
 * Locks a candidate's row until the transaction ends, so that what one person changes at the same time is put in a row.
 * @throws HttpError 401 when the person was forgotten meanwhile
 */
export async function lockCandidate(
  transaction: Transaction<Database>,
  candidateId: string,
): Promise<{ revision: number }> {
  const candidate = await transaction
    .selectFrom('candidates')
    .select('revision')
    .where('id', '=', candidateId)
    .forUpdate()
    .executeTakeFirst()
  if (!candidate) throw sessionOver()
  return candidate
}

/** Notes a new revision of a candidate's record, under the lock. */
export async function raiseRevision(
  transaction: Transaction<Database>,
  candidateId: string,
  revision: number,
): Promise<void> {
  await transaction.updateTable('candidates').set({ revision }).where('id', '=', candidateId).execute()
}
