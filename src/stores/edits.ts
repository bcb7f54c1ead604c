import { toValues } from '@zhuan/api/record'
import { isSame } from './is-same'
import type { CandidateRecord } from './record'

/** The keys whose values differ, those that came and those that went among them. */
export function changedKeys(before: CandidateRecord, after: CandidateRecord): string[] {
  const [was, is] = [toValues(before), toValues(after)]
  return Object.keys({ ...was, ...is }).filter(key => !isSame(was[key], is[key]))
}

/**
 * When each key was last edited, after a change: what was deleted keeps the time of that, too.
 * @param at the instant of the change, ISO
 */
export function editedAfter(before: CandidateRecord, after: CandidateRecord, at: string): CandidateRecord['edited'] {
  return { ...before.edited, ...Object.fromEntries(changedKeys(before, after).map(key => [key, at])) }
}
