import type { Candidate, Level, Mark, Subject } from '../types'
import { passMark, windowYears } from './rule-sets'

/** A pass and the exam years in which it counts. */
export interface Pass {
  passedIn: number
  mark: number
  /** The last exam year in which it counts. */
  validThrough: number
  /** The sitting also has a violation or an invalid mark, which may void all of it. */
  needsCheck: boolean
}

/** Whether a mark passes. Nothing but a number does. */
export const isPass = (mark: Mark | undefined, examYear: number): mark is number =>
  typeof mark === 'number' && mark >= passMark(examYear)

/** The last exam year in which a pass counts; an officially approved extension prolongs it. */
export const lastCountingYear = (level: Level, passedIn: number, extension = 0): number =>
  passedIn + windowYears(level) - 1 + extension

/**
 * Every pass of a subject, in the order of the sittings.
 * Rolling window: a pass in year p counts at the sittings p … p+N−1, each subject on its own clock.
 */
export function passesOf({ level, specialty, sittings }: Candidate, subject: Subject): Pass[] {
  return sittings.flatMap(sitting => {
    const { examYear, marks, extensionYears } = sitting
    const mark = marks[subject]
    if (!isPass(mark, examYear)) return []
    if (subject === 'practice' && (sitting.specialty ?? specialty) !== specialty) return []
    return [
      {
        passedIn: examYear,
        mark,
        validThrough: lastCountingYear(level, examYear, extensionYears?.[subject]),
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
