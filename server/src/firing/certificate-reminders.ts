import type { WantedReminder } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

/**
 * The name under which the second reminder of registering a certificate is kept, where others have their endorsement:
 * one reminder is one message, and this kind has two days. No endorsement can be called so; nobody is shown it.
 */
export const SECOND_NOTICE = '~2'

/** The endorsement of a reminder as its candidate named it; none for '' and for what is named so only here. */
export const endorsementOf = (stored: string): string | undefined =>
  stored === '' || stored === SECOND_NOTICE ? undefined : stored

/**
 * Whom the first message has reached (or missed) asks with a fresh tap for the second: that is a reminder of its own.
 * @returns what to store instead of what was wanted
 */
export async function asOwnReminders(
  transaction: Transaction<Database>,
  candidateId: string,
  wanted: readonly WantedReminder[],
): Promise<WantedReminder[]> {
  if (!wanted.some(isOfCertificate)) return [...wanted]
  const { rows } = await sql<{ exam_year: number }>`
    select r.exam_year from reminders r join deliveries d on d.reminder_id = r.id
     where r.candidate_id = ${candidateId} and r.kind = 'certificate-registration' and r.endorsement_id = ''
       and d.state <> 'cancelled'`.execute(transaction)
  const told = new Set(rows.map(row => row.exam_year))
  return wanted.map(each =>
    isOfCertificate(each) && told.has(each.examYear ?? 0) ? { ...each, endorsementId: SECOND_NOTICE } : each,
  )
}

const isOfCertificate = ({ kind, endorsementId }: WantedReminder): boolean =>
  kind === 'certificate-registration' && endorsementId === undefined
