import type { WantedReminder } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

/** What is asked for, and which of the messages of its kind: one reminder is one message. */
export interface WantedNotice extends WantedReminder {
  /** 2 for the second day of registering a certificate; every other kind has one. */
  notice: 1 | 2
}

/**
 * Whom the first message has reached (or missed) asks with a fresh tap for the second: that is a reminder of its own.
 * @returns what to store of what was wanted
 */
export async function asNotices(
  transaction: Transaction<Database>,
  accountId: string,
  wanted: readonly WantedReminder[],
): Promise<WantedNotice[]> {
  const first = wanted.map(each => ({ ...each, notice: 1 as const }))
  if (!wanted.some(isOfCertificate)) return first
  const { rows } = await sql<{ exam_year: number }>`
    select r.exam_year from reminders r join deliveries d on d.reminder_id = r.id
     where r.candidate_id = ${accountId} and r.kind = 'certificate-registration' and r.endorsement_id = '' and r.notice = 1
       and d.state <> 'cancelled'`.execute(transaction)
  const told = new Set(rows.map(row => row.exam_year))
  return first.map(each => (isOfCertificate(each) && told.has(each.examYear ?? 0) ? { ...each, notice: 2 } : each))
}

const isOfCertificate = ({ kind, endorsementId }: WantedReminder): boolean =>
  kind === 'certificate-registration' && endorsementId === undefined
