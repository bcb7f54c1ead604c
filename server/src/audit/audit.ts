import type { AuditEntry } from '@zhuan/api'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema'

/** Who does something, and when. */
export interface Doer {
  /** The name of an operator. */
  by: string
  at: Date
}

/** Writes down one action of an operator. */
export async function audit(
  database: Kysely<Database> | Transaction<Database>,
  { by, at }: Doer,
  action: string,
  subject: string | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  await database
    .insertInto('audit_entries')
    .values({ at, actor: by, action, subject, details: JSON.stringify(details) })
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
