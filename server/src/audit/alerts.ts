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
    await transaction
      .insertInto('audit_entries')
      .values({
        at: now,
        actor: 'system',
        action: alert.action,
        subject: alert.subject,
        details: JSON.stringify(alert.details),
      })
      .execute()
    return true
  })
  if (isNew)
    log.error({ alert: alert.action, subject: alert.subject, details: alert.details }, 'the operator is needed')
  return isNew
}

/** The matter is settled: should it come back, it is told again. */
export async function clearAlert(database: Kysely<Database>, key: string): Promise<void> {
  await database.deleteFrom('alerts').where('key', '=', key).execute()
}

/**
 * The same for all matters that something else has settled.
 * @param settled - SQL: other tables, and a condition on them and `alerts`
 */
export async function clearAlertsOf(database: Kysely<Database>, settled: RawBuilder<unknown>): Promise<void> {
  await sql`
    delete from alerts using ${settled}`.execute(database)
}
