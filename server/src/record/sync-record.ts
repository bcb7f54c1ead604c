import type { Entry, ExportResponse, RecordResponse } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import { lockAccount, raiseRevision } from '../accounts/lock-account'
import type { Context } from '../context'
import type { Database } from '../database/schema'
import { invalid } from '../errors'
import { type Merge, mergeRecord } from './merge-record'
import type { RecordEntry } from './record-entry'

/** A record of sixty sittings and years of endorsements has some hundreds; more is no record. */
const MAX_VALUES = 2_000
/** With those of what was deleted, which stay: every phone of this person has to learn of it, however late. */
const MAX_KEYS = 10_000
/** Of values as JSON: more than one full post, and a hundred times what a real record has. It is answered whole. */
const MAX_BYTES = 4 * 1024 * 1024
/** Losing edits that are kept of one person at most; the oldest go first. */
const MAX_LOSING_EDITS = 1_000
const LOSING_EDIT_DAYS = 7

/** Edits that lost by this instant have had their time, whether they have been swept yet or not. */
const losingEditsEnd = (now: Date): Date => new Date(now.getTime() - LOSING_EDIT_DAYS * 86_400_000)

/**
 * Merges a phone's edits into the record under the candidate's row lock, so that two phones posting at once are put
 * in a row.
 * @param since - the revision the phone had seen; a later one than there is was seen of a record that has been
 *   forgotten, and nothing of the present one is known
 * @returns all that changed after `since`, and the winners of the posted keys
 */
export async function syncRecord(
  { database, clock }: Context,
  accountId: string,
  since: number,
  posted: readonly RecordEntry[],
): Promise<RecordResponse> {
  return database.transaction().execute(async transaction => {
    const account = await lockAccount(transaction, accountId)
    const seen = since > account.revision ? 0 : since
    const now = clock.now()
    const keys = [...new Set(posted.map(entry => entry.key))]
    const stored = keys.length === 0 ? [] : await readEntries(transaction, accountId).where('key', 'in', keys).execute()
    const merge = mergeRecord(stored, posted, seen, now)
    const revision = merge.writes.length === 0 ? account.revision : account.revision + 1
    await store(transaction, accountId, merge, revision, now)
    const changed = await readEntries(transaction, accountId)
      .where(where =>
        where.or([where('revision', '>', seen), ...(keys.length === 0 ? [] : [where('key', 'in', keys)])]),
      )
      .execute()
    return { revision, entries: changed.map(toEntry) }
  })
}

export function readEntries(database: Transaction<Database> | Context['database'], accountId: string) {
  return database
    .selectFrom('record_entries')
    .select(['key', 'value', 'updated_at as updatedAt', 'revision'])
    .where('candidate_id', '=', accountId)
    .orderBy('revision')
    .orderBy('key')
}

export const toEntry = ({ key, value, updatedAt }: RecordEntry): Entry => ({
  key,
  value: value as Entry['value'],
  updatedAt: updatedAt.toISOString(),
})

/** The edits of one person that lost, as the export shows them: until they have had their time, swept or not. */
export async function readLosingEdits(
  { database, clock }: Context,
  accountId: string,
): Promise<ExportResponse['losingEdits']> {
  const losers = await database
    .selectFrom('losing_edits')
    .select(['key', 'value', 'updated_at as updatedAt', 'lost_at'])
    .where('candidate_id', '=', accountId)
    .where('lost_at', '>', losingEditsEnd(clock.now()))
    .orderBy('id')
    .execute()
  return losers.map(loser => ({ ...toEntry(loser), lostAt: loser.lost_at.toISOString() }))
}

/** Removes edits that have had their time. */
export async function sweepLosingEdits({ database, clock }: Context): Promise<void> {
  await database.deleteFrom('losing_edits').where('lost_at', '<=', losingEditsEnd(clock.now())).execute()
}

const toJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

async function store(
  transaction: Transaction<Database>,
  accountId: string,
  merge: Merge,
  revision: number,
  now: Date,
): Promise<void> {
  if (merge.writes.length > 0) {
    await raiseRevision(transaction, accountId, revision)
    await transaction
      .insertInto('record_entries')
      .values(
        merge.writes.map(entry => ({
          candidate_id: accountId,
          key: entry.key,
          value: toJson(entry.value),
          updated_at: entry.updatedAt,
          revision,
        })),
      )
      .onConflict(conflict =>
        conflict.columns(['candidate_id', 'key']).doUpdateSet(({ ref }) => ({
          value: ref('excluded.value'),
          updated_at: ref('excluded.updated_at'),
          revision: ref('excluded.revision'),
        })),
      )
      .execute()
    await checkSize(transaction, accountId)
  }
  if (merge.losers.length > 0) await keepLosers(transaction, accountId, merge.losers, now)
}

async function checkSize(transaction: Transaction<Database>, accountId: string): Promise<void> {
  const { keys, values, bytes } = await transaction
    .selectFrom('record_entries')
    .select(({ fn }) => [
      fn.countAll<string>().as('keys'),
      fn.count<string>('value').as('values'),
      sql<string>`coalesce(sum(octet_length(value::text)), 0)`.as('bytes'),
    ])
    .where('candidate_id', '=', accountId)
    .executeTakeFirstOrThrow()
  const refuse = (found: string, expected: number) =>
    invalid('too-many', `the record would have ${found}, expected at most ${expected}`, 'entries')
  if (Number(values) > MAX_VALUES) throw refuse(`${values} values`, MAX_VALUES)
  if (Number(bytes) > MAX_BYTES) throw refuse(`${bytes} bytes of values`, MAX_BYTES)
  if (Number(keys) > MAX_KEYS) throw refuse(`${keys} keys, deleted ones included`, MAX_KEYS)
}

async function keepLosers(
  transaction: Transaction<Database>,
  accountId: string,
  losers: RecordEntry[],
  now: Date,
): Promise<void> {
  // A phone that posts the same lost edit again, because the answer never arrived, adds nothing.
  const known = await transaction
    .selectFrom('losing_edits')
    .select(['key', 'value', 'updated_at as updatedAt'])
    .where('candidate_id', '=', accountId)
    .where('lost_at', '>', losingEditsEnd(now))
    .where('key', 'in', [...new Set(losers.map(({ key }) => key))])
    .execute()
  const seen = new Set(known.map(fingerprint))
  const fresh = losers.filter(loser => !seen.has(fingerprint(loser)))
  if (fresh.length === 0) return
  await transaction
    .insertInto('losing_edits')
    .values(
      fresh.map(({ key, value, updatedAt }) => ({
        candidate_id: accountId,
        key,
        value: toJson(value),
        updated_at: updatedAt,
        lost_at: now,
      })),
    )
    .execute()
  await transaction
    .deleteFrom('losing_edits')
    .where('candidate_id', '=', accountId)
    .where('id', 'not in', query =>
      query
        .selectFrom('losing_edits')
        .select('id')
        .where('candidate_id', '=', accountId)
        .orderBy('id', 'desc')
        .limit(MAX_LOSING_EDITS),
    )
    .execute()
}

// jsonb orders an object's fields its own way: compare with sorted ones.
function fingerprint({ key, value, updatedAt }: RecordEntry): string {
  return JSON.stringify([key, updatedAt.getTime(), value], (_name, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
