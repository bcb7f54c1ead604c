import { toValues } from '@zhuan/api/record'
import { isSame } from './is-same'
import type { CandidateRecord } from './record'

/** The keys whose values differ, those that came and those that went among them. */
export function changedKeys(before: CandidateRecord, after: CandidateRecord): string[] {
  const [was, is] = [toValues(before), toValues(after)]
  return Object.keys({ ...was, ...is }).filter(key => !isSame(was[key], is[key]))
}

/**
 * When each key was last edited, after a change: what was deleted keeps the time of that, too. On a phone whose clock is
 * late an edit is still later than the one it replaces, which another phone may have made.
 * @param at the instant of the change, ISO
 */
export function editedAfter(before: CandidateRecord, after: CandidateRecord, at: string): CandidateRecord['edited'] {
  const timeOf = (earlier = '') =>
    Date.parse(earlier) >= Date.parse(at) ? new Date(Date.parse(earlier) + 1).toISOString() : at
  const times = changedKeys(before, after).map(key => [key, timeOf(before.edited[key])])
  return { ...before.edited, ...Object.fromEntries(times) }
}
