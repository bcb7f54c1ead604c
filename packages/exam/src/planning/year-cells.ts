import { keptOut, passesOf, satSittings } from '../rules/passes'
import type { Candidate, Standing, Subject } from '../types'

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

/**
 * What `subject` is worth in each of `years`.
 * @param isAssumed whether a pass in a year is an assumption
 */
export function trialCells(
  candidate: Candidate,
  subject: Subject,
  years: readonly number[],
  isAssumed: (year: number) => boolean = () => false,
): TrialCell[] {
  const passes = passesOf(candidate, subject)
  const own = satSittings(candidate).filter(sitting => !keptOut(candidate, sitting, subject))
  const marks = new Map(own.map(sitting => [sitting.examYear, sitting.marks[subject]]))
  return years.map(year => {
    if (passes.some(({ passedIn }) => passedIn === year)) return isAssumed(year) ? 'assumed' : 'passed'
    const through = Math.max(
      ...passes.filter(({ passedIn }) => passedIn < year).map(({ validThrough }) => validThrough),
    )
    if (through > year) return 'valid'
    if (through === year) return 'last'
    const mark = marks.get(year)
    if (mark === 'pending') return 'pending'
    if (mark !== undefined && mark !== 'not-registered') return 'failed'
    return through === year - 1 ? 'expired' : 'none'
  })
}
