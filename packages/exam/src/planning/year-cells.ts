import { countsIn, passesOf } from '../rules/passes'
import type { Assessment, Candidate, Standing, Subject } from '../types'

/** One exam year in the window of a pass. */
export interface YearCell {
  year: number
  kind: 'passed' | 'held' | 'coming' | 'last' | 'expired'
}

/**
 * The window of a reported pass, year by year, from the year it was passed to the last year it counts;
 * a pass that no longer counts ends with an `expired` year instead of a `last` one. Empty without a pass.
 * @param nextExamYear exam year of the next sitting: years before it have been held
 */
export function yearCells({ passedIn, validThrough, status }: Standing, nextExamYear: number): YearCell[] {
  if (passedIn === undefined || validThrough === undefined) return []
  return Array.from({ length: validThrough - passedIn + 1 }, (_, index) => {
    const year = passedIn + index
    if (year === passedIn) return { year, kind: 'passed' }
    if (year === validThrough) return { year, kind: status === 'expired' ? 'expired' : 'last' }
    return { year, kind: year < nextExamYear ? 'held' : 'coming' }
  })
}

/** What one subject is worth in one exam year of a trial calculation. */
export type TrialCell = 'none' | 'passed' | 'assumed' | 'valid' | 'last' | 'expired' | 'failed' | 'pending'

/** What `subject` is worth in each of `years`, with `assumedYear` shown as an assumption where it is passed then. */
export function trialCells(
  candidate: Candidate,
  subject: Subject,
  years: readonly number[],
  assumedYear?: number,
): TrialCell[] {
  const passes = passesOf(candidate, subject)
  const marks = new Map(candidate.sittings.map(sitting => [sitting.examYear, sitting.marks[subject]]))
  return years.map(year => {
    if (passes.some(({ passedIn }) => passedIn === year)) return year === assumedYear ? 'assumed' : 'passed'
    const through = Math.max(
      ...passes.filter(({ passedIn }) => passedIn < year).map(({ validThrough }) => validThrough),
    )
    if (through > year) return 'valid'
    if (through === year) return 'last'
    const mark = marks.get(year)
    if (mark === 'pending') return 'pending'
    if (typeof mark === 'number') return 'failed'
    return through === year - 1 ? 'expired' : 'none'
  })
}

/** The subjects of `required` that no longer or not yet count in `year`. */
export function missingIn(candidate: Candidate, { required }: Pick<Assessment, 'required'>, year: number): Subject[] {
  return required.filter(subject => !passesOf(candidate, subject).some(countsIn(year)))
}
