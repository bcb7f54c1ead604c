import type { AuditEntry } from '@zhuan/api'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema'

/** Writes down one action of the operator. */
export async function audit(
  database: Kysely<Database> | Transaction<Database>,
  at: Date,
  action: string,
  subject: string | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  await database
    .insertInto('audit_entries')
    .values({ at, actor: 'operator', action, subject, details: JSON.stringify(details) })
    .execute()
}

/** The latest entries, the newest first. */
export async function readAudit(database: Kysely<Database>, limit = 500): Promise<AuditEntry[]> {
  const rows = await database.selectFrom('audit_entries').selectAll().orderBy('id', 'desc').limit(limit).execute()
  return rows.map(({ at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    details: row.details as Record<string, unknown>,
  }))
}
