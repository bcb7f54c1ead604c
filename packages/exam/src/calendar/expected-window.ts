import { addDays, laterDay } from '../day'
import type { Day, Milestone, MilestoneKind } from '../types'
import { sittingDates } from './sitting-dates'

/** What is computed of a row: its days and what belongs to them. */
export type ExpectedWindow = Pick<Milestone, 'start' | 'end' | 'likely' | 'note'>

/**
 * The usual days of a kind, where nothing is recorded or announced.
 * @param rows the rows that it may be counted from: the exam, and what stands earlier in the cycle
 */
export function expectedWindow(
  kind: Exclude<MilestoneKind, 'payment'>,
  examYear: number,
  rows: ReadonlyMap<MilestoneKind, Milestone>,
): ExpectedWindow {
  const day = (year: number, monthAndDay: string): Day => `${year}-${monthAndDay}`
  const row = (earlier: MilestoneKind): Milestone => rows.get(earlier)!
  // Only a release that nobody has recorded or announced has a likely day.
  const release = (): Day => row('score-release').likely ?? row('score-release').start
  switch (kind) {
    case 'annual-plan':
      return { start: day(examYear, '01-05'), end: day(examYear, '01-31') }
    case 'registration':
      return { start: day(examYear, '07-21'), end: day(examYear, '08-20') }
    case 'admission-ticket': {
      const { start } = row('exam')
      return { start: addDays(start, -5), end: addDays(start, -1) }
    }
    case 'exam': {
      const { start, end } = sittingDates(examYear)
      return { start, end }
    }
    case 'score-release':
      return { start: day(examYear, '12-21'), end: day(examYear, '12-31'), likely: addDays(row('exam').end, 60) }
    case 'score-recheck':
      // 30 days, and the day of the release is the first of them.
      return { start: release(), end: addDays(release(), 29) }
    case 'post-review':
      return { start: release(), end: addDays(release(), 30), note: '并非每省都有' }
    case 'e-certificate': {
      const start = addDays(release(), 30)
      const endOfFebruary = addDays(day(examYear + 1, '03-01'), -1)
      return { start, end: laterDay(endOfFebruary, addDays(start, 30)) }
    }
    case 'paper-certificate': {
      const start = laterDay(day(examYear + 1, '03-01'), row('e-certificate').start)
      return { start, end: laterDay(day(examYear + 1, '06-30'), addDays(start, 90)) }
    }
  }
}
