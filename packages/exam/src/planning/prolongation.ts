import { type Pass, passesOf } from '../rules/passes'
import { requiredSubjects } from '../rules/rule-sets'
import type { Candidate, Subject } from '../types'

/** A pass that an official notice may have prolonged. */
export interface ProlongablePass extends Pick<Pass, 'passedIn' | 'validThrough'> {
  subject: Subject
}

/**
 * The passes that were in their term in a year that could officially not be sat: those a notice speaks of. Each is
 * prolonged at the year it was passed in, never at the missed one.
 * @param missedYear the exam year that the candidate could not sit
 */
export const prolongablePasses = (candidate: Candidate, missedYear: number): ProlongablePass[] =>
  requiredSubjects(candidate.level).flatMap(subject =>
    passesOf(candidate, subject)
      .filter(({ passedIn, validThrough }) => passedIn < missedYear && missedYear <= validThrough)
      .map(({ passedIn, validThrough }) => ({ subject, passedIn, validThrough })),
  )

/** The candidate with a pass prolonged by so many years in all; 0 takes the prolongation away. */
export function withProlongation(
  candidate: Candidate,
  { subject, passedIn }: Pick<ProlongablePass, 'subject' | 'passedIn'>,
  years: 0 | 1 | 2 | 3,
): Candidate {
  const sittings = candidate.sittings.map(sitting => {
    if (sitting.examYear !== passedIn) return sitting
    const { extensionYears, ...plain } = sitting
    const { [subject]: _earlier, ...others } = extensionYears ?? {}
    const now = years === 0 ? others : { ...others, [subject]: years }
    return Object.keys(now).length === 0 ? plain : { ...plain, extensionYears: now }
  })
  return { ...candidate, sittings }
}
