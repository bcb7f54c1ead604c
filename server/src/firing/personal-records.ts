import { endorsementKey } from '@zhuan/api/record'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'
import type { SyncedRecord } from './personal-firing'

/** A reminder of a personal kind, as far as it says what of its candidate's record it hangs on. */
export interface Hanging {
  candidate_id: string
  kind: string
  endorsement_id: string
}

interface Entry {
  candidate_id: string
  key: string
  value: Record<string, unknown>
}

/**
 * Reads what reminders hang on, and nothing else: a record may hold 30 MB of other things. Each candidate once, however
 * many of the reminders are theirs.
 * @returns by candidate; who has nothing of it is not there
 */
export async function readRecords(
  database: Kysely<Database>,
  reminders: readonly Hanging[],
): Promise<Map<string, SyncedRecord>> {
  const of = (kind: string) => reminders.filter(reminder => reminder.kind === kind)
  const ids = (found: readonly Hanging[]) => found.map(reminder => reminder.candidate_id)
  const endorsements = of('endorsement-expiry')
  const { rows } = await sql<Entry>`
    select candidate_id, key, value from record_entries
     where candidate_id = any(${ids(of('last-chance'))}::bigint[]) and (key = 'profile' or key like 'sitting:%') and value is not null
    union all
    select candidate_id, key, value from record_entries
     where candidate_id = any(${ids(of('certificate-registration'))}::bigint[]) and key = 'certificate' and value is not null
    union all
    select e.candidate_id, e.key, e.value
      from unnest(${ids(endorsements)}::bigint[], ${endorsements.map(({ endorsement_id }) => endorsementKey(endorsement_id))}::text[])
           as w(candidate_id, key) join record_entries e on e.candidate_id = w.candidate_id and e.key = w.key
     where e.value is not null`.execute(database)
  const records = new Map<string, SyncedRecord>()
  for (const { candidate_id, key, value } of rows) {
    const record = records.get(candidate_id) ?? {}
    record[key] = value
    records.set(candidate_id, record)
  }
  return records
}
