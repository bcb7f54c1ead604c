import type { Candidate, Level, Mark, PassMark, Sitting, Specialty, Subject } from '../types'
import { passMark, windowYears } from './rule-sets'

/** A sitting with what it was sat as, the candidate's own level and specialty filled in where it does not say. */
export interface SatSitting extends Sitting {
  level: Level
  specialty: Specialty
}

/** A pass and the exam years in which it counts. */
export interface Pass {
  passedIn: number
  mark: PassMark
  /** The last exam year in which it counts. */
  validThrough: number
  /** The sitting also has a violation or an invalid mark, which may void all of it. */
  needsCheck: boolean
}

/** Whether a mark passes: a number from the pass mark of the year on, or the word of somebody who does not know the number. */
export const isPass = (mark: Mark | undefined, examYear: number): mark is PassMark =>
  typeof mark === 'number' ? mark >= passMark(examYear) : mark === 'passed'

/** The last exam year in which a pass counts; an officially approved extension prolongs it. */
export const lastCountingYear = (level: Level, passedIn: number, extension = 0): number =>
  passedIn + windowYears(level) - 1 + extension

/** The sittings of a candidate with what each was sat as. */
export const satSittings = ({ level, specialty, sittings }: Candidate): SatSitting[] =>
  sittings.map(sitting => ({
    ...sitting,
    level: sitting.level ?? level,
    specialty: sitting.specialty ?? specialty,
  }))

/**
 * Why a subject of a sitting is nothing of the candidate's: sat at another level, or (for 专业实务) for another
 * specialty. Whether a pass of one level may be carried to another is decided at registration, so it is never counted.
 */
export function keptOut(
  { level, specialty }: Pick<Candidate, 'level' | 'specialty'>,
  sitting: Pick<SatSitting, 'level' | 'specialty'>,
  subject: Subject,
): 'level' | 'specialty' | undefined {
  if (sitting.level !== level) return 'level'
  return subject === 'practice' && sitting.specialty !== specialty ? 'specialty' : undefined
}

/**
 * Every pass of a subject that is recorded for the candidate's level (and specialty), in the order of the sittings.
 * Every sitting is taken as begun: `assess` hands in those that are.
 * Rolling window: a pass in year p counts at the sittings p … p+N−1, each subject on its own clock.
 */
export function passesOf(candidate: Candidate, subject: Subject): Pass[] {
  return satSittings(candidate).flatMap(sitting => {
    const { examYear, marks, extensionYears } = sitting
    const mark = marks[subject]
    if (!isPass(mark, examYear) || keptOut(candidate, sitting, subject)) return []
    return [
      {
        passedIn: examYear,
        mark,
        validThrough: lastCountingYear(candidate.level, examYear, extensionYears?.[subject]),
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
