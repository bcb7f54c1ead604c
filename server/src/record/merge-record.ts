import { isDeepStrictEqual } from 'node:util'
import type { RecordEntry } from './record-entry'

/** An entry as the server holds it. */
export interface StoredEntry extends RecordEntry {
  /** The record's revision that this state of the entry came with. */
  revision: number
}

export interface Merge {
  /** Entries to be stored, one for each key. */
  writes: RecordEntry[]
  /** Edits that somebody made without knowing the newer one: kept for a week. */
  losers: RecordEntry[]
}

/**
 * Decides what a phone's edits change: key by key the newest wins, compared as instants; a tie keeps what is stored.
 * Whatever loses without its author having seen the winner is handed back as a loser, so nothing is ever lost.
 *
 * @param stored - what the server holds of the posted keys
 * @param since - the revision that the phone had seen when these edits were made
 * @param now - edits dated later than this are dated back to it
 */
export function mergeRecord(
  stored: readonly StoredEntry[],
  posted: readonly RecordEntry[],
  since: number,
  now: Date,
): Merge {
  const current = new Map(stored.map(entry => [entry.key, entry]))
  const written = new Set<string>()
  const losers: RecordEntry[] = []
  for (const edit of posted) {
    const entry = { ...edit, updatedAt: edit.updatedAt > now ? now : edit.updatedAt }
    const known = current.get(entry.key)
    if (known && entry.updatedAt <= known.updatedAt) {
      if (!isDeepStrictEqual(entry.value, known.value)) losers.push(entry)
      continue
    }
    if (known && known.revision > since && !isDeepStrictEqual(entry.value, known.value)) losers.push(known)
    // Two edits of one key in one post: neither has seen the other on the server.
    current.set(entry.key, { ...entry, revision: Number.POSITIVE_INFINITY })
    written.add(entry.key)
  }
  const writes = [...written].map(key => {
    const { value, updatedAt } = current.get(key)!
    return { key, value, updatedAt }
  })
  return { writes, losers: losers.map(({ key, value, updatedAt }) => ({ key, value, updatedAt })) }
}
