import type { Transaction } from 'kysely'
import type { Context } from '../context'
import type { Account } from '../database/find-accounts'
import type { Database } from '../database/schema'

/**
 * Removes a person, with which every session of theirs is over: the record, and whatever other rooms that registered with
 * `onForget` hold, in one transaction. Sums in which nobody is named stay.
 * @param also - done in the same transaction, if there was anybody
 * @returns whether there was anybody
 */
export async function forgetAccount(
  { database, log, onForget }: Pick<Context, 'database' | 'log' | 'onForget'>,
  account: Account,
  also: (transaction: Transaction<Database>) => Promise<void> = async () => undefined,
): Promise<boolean> {
  const wasThere = await database.transaction().execute(async transaction => {
    // The same lock as the record's: a sync that is under way ends first, a later one finds nobody.
    const known = await transaction
      .selectFrom('candidates')
      .select('id')
      .where('id', '=', account.id)
      .forUpdate()
      .executeTakeFirst()
    if (!known) return false
    for (const forget of onForget) await forget(transaction, account)
    await transaction.deleteFrom('candidates').where('id', '=', account.id).execute()
    await also(transaction)
    return true
  })
  log.info({ openid: account.openid }, 'candidate forgotten')
  return wasThere
}
