import { passMark, windowYears } from './rule-sets'
import type { Candidate, Subject } from './types'

/** A pass and the exam years in which it counts. */
export interface Pass {
  passedIn: number
  mark: number
  /** The last exam year in which it counts. */
  validThrough: number
  /** The sitting also has a violation or an invalid mark, which may void all of it. */
  needsCheck: boolean
}

/**
 * Every pass of a subject, in the order of the sittings.
 * Rolling window: a pass in year p counts at the sittings p … p+N−1, each subject on its own clock; an officially
 * approved extension prolongs it.
 */
export function passesOf({ level, specialty, sittings }: Candidate, subject: Subject): Pass[] {
  return sittings.flatMap(sitting => {
    const { examYear, marks, extensionYears } = sitting
    const mark = marks[subject]
    if (typeof mark !== 'number' || mark < passMark(examYear)) return []
    if (subject === 'practice' && (sitting.specialty ?? specialty) !== specialty) return []
    return [
      {
        passedIn: examYear,
        mark,
        validThrough: examYear + windowYears(level) - 1 + (extensionYears?.[subject] ?? 0),
        needsCheck: Object.values(marks).some(other => other === 'violation' || other === 'invalid'),
      },
    ]
  })
}

/** Whether a pass counts at the sitting of `examYear`. */
export const countsIn =
  (examYear: number) =>
  ({ passedIn, validThrough }: Pass): boolean =>
    passedIn <= examYear && examYear <= validThrough
