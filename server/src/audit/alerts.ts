import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import type { Logger } from '../log'

/** What the operator has to know about. */
export interface Alert {
  /** The same for the same matter: it is told once. */
  key: string
  /** Kebab-case, such as `template-parked`. */
  action: string
  subject: string
  details: Record<string, unknown>
}

/**
 * Tells the operator once: an error in the log, and an entry by `system` in the audit log.
 * @param first - done before it in the same transaction: there are both or neither
 * @returns false when the matter was already told
 */
export async function raiseAlert(
  database: Kysely<Database>,
  log: Logger,
  alert: Alert,
  now: Date,
  first: (transaction: Transaction<Database>) => Promise<unknown> = async () => undefined,
): Promise<boolean> {
  const isNew = await database.transaction().execute(async transaction => {
    await first(transaction)
    const inserted = await transaction
      .insertInto('alerts')
      .values({ key: alert.key, raised_at: now })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows !== 1n) return false
    await noteBySystem(transaction, now, alert.action, alert.subject, alert.details)
    return true
  })
  if (isNew)
    log.error({ alert: alert.action, subject: alert.subject, details: alert.details }, 'the operator is needed')
  return isNew
}

/** Writes down what the server has noticed by itself. */
export async function noteBySystem(
  database: Kysely<Database>,
  at: Date,
  action: string,
  subject: string | null,
  details: Record<string, unknown>,
): Promise<void> {
  await database
    .insertInto('audit_entries')
    .values({ at, actor: 'system', action, subject, details: JSON.stringify(details) })
    .execute()
}

/**
 * The matter is settled: should it come back, it is told again.
 * @returns false when it had not been told
 */
export async function clearAlert(database: Kysely<Database>, key: string): Promise<boolean> {
  const deleted = await database.deleteFrom('alerts').where('key', '=', key).executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

/**
 * The same for all matters that something else has settled.
 * @param settled - SQL: other tables, and a condition on them and `alerts`
 */
export async function clearAlertsOf(database: Kysely<Database>, settled: RawBuilder<unknown>): Promise<void> {
  await sql`
    delete from alerts using ${settled}`.execute(database)
}
