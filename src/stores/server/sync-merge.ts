import type { Entry } from '@zhuan/api/record'
import { isSame } from '../is-same'

/** A record in pieces, and when each piece was last edited; a time without a value is a deletion. */
export interface TimedValues {
  values: Readonly<Record<string, object>>
  /** Key → instant. */
  times: Readonly<Record<string, string>>
}

/** What was saved before edits had a time is older than anything that has one. */
const BEFORE_TIMES = '1970-01-01T00:00:00.000Z'

const timeOf = ({ values, times }: TimedValues, key: string): string | undefined =>
  times[key] ?? (key in values ? BEFORE_TIMES : undefined)

/**
 * The edits that the server does not have.
 * @param known - of each key the time of the edit that the server has
 */
export function editsToSend(record: TimedValues, known: Readonly<Record<string, string>>): Entry[] {
  const keys = Object.keys({ ...record.values, ...record.times })
  return keys
    .map(key => ({ key, value: (record.values[key] ?? null) as Entry['value'], updatedAt: timeOf(record, key)! }))
    .filter(({ key, updatedAt }) => known[key] !== updatedAt)
}

/** Whether the phone no longer has what it once took in, as where its storage could not be read: then all is read anew. */
export const lacksSome = (record: TimedValues, known: Readonly<Record<string, string>>): boolean =>
  Object.keys(known).some(key => timeOf(record, key) === undefined)

export interface TakenIn extends TimedValues {
  /** As in {@link editsToSend}, after the answer. */
  known: Record<string, string>
  /** Keys whose value is another one than before. */
  changed: string[]
}

/**
 * Takes in what the server answered. Its word on what was sent is final, as it has seen every phone; what was edited here
 * while the answer was on its way is newer than what was sent, and goes up next.
 * @param record as it is now, which may be later than it was sent
 */
export function takeIn(
  record: TimedValues,
  known: Readonly<Record<string, string>>,
  sent: readonly Entry[],
  answered: readonly Entry[],
): TakenIn {
  const values: Record<string, object> = { ...record.values }
  const times: Record<string, string> = { ...record.times }
  const next: Record<string, string> = { ...known }
  const changed: string[] = []
  for (const { key, updatedAt } of sent) next[key] = updatedAt
  for (const { key, value, updatedAt } of answered) {
    const mine = timeOf(record, key)
    const agreed = sent.find(entry => entry.key === key)?.updatedAt ?? known[key]
    next[key] = updatedAt
    const isEditedSince = mine !== undefined && mine !== agreed
    if (isEditedSince && Date.parse(mine) >= Date.parse(updatedAt)) continue
    times[key] = updatedAt
    if (isSame(values[key] ?? null, value)) continue
    changed.push(key)
    if (value === null) delete values[key]
    else values[key] = value
  }
  return { values, times, known: next, changed }
}
