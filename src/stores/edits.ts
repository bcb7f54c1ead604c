import { toValues } from '@zhuan/api/record'
import { isSame } from './is-same'
import type { CandidateRecord } from './record'

/** The parts that a record is synced in, by their keys: `profile`, `sitting:2025` … */
export const valuesOf = ({ candidate, region }: Pick<CandidateRecord, 'candidate' | 'region'>) =>
  toValues({ candidate, region, endorsements: {}, checklists: {}, certificate: null })

/** The keys whose values differ, those that came and those that went among them. */
export function changedKeys(before: CandidateRecord, after: CandidateRecord): string[] {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  return Object.keys({ ...was, ...is }).filter(key => !isSame(was[key], is[key]))
}

/**
 * When each key was last edited, after a change: what was deleted keeps the time of that, too.
 * @param at the instant of the change, ISO
 */
export function editedAfter(before: CandidateRecord, after: CandidateRecord, at: string): CandidateRecord['edited'] {
  return { ...before.edited, ...Object.fromEntries(changedKeys(before, after).map(key => [key, at])) }
}
