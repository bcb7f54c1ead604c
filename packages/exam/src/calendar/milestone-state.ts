import { compareDays, daysBetween, laterDay } from '../day'
import type { Day, Milestone, MilestoneKind } from '../types'
import type { ExamCalendar } from './exam-calendar'
import { MILESTONE_KINDS } from './milestones'

/**
 * Where a row of the calendar stands on a day. As time goes by, and nobody announces anything, a row only ever moves on
 * in this order; and only an official row is ever `open` or `over`, because what is only expected never closes.
 */
export const MILESTONE_PHASES = [
  /** Counted from the release of scores that are not out: nothing to count down to. */
  'after-release',
  /** So many days to `day`: its start, or the likeliest day of a release. */
  'ahead',
  /** Official and going on; `day` is its last day, missing where it has none that is known. */
  'open',
  /** Expected about now: it may be going on, or come any day. */
  'possible',
  /** The expected days are over, and nobody has recorded or announced anything. */
  'unconfirmed',
  /** The same, and by now something later in the cycle has come. */
  'superseded',
  /** Official, and over; or scores that the candidate has entered. */
  'over',
] as const
export type MilestonePhase = (typeof MILESTONE_PHASES)[number]

/** A row of the calendar as it is seen on a day. */
export interface MilestoneState {
  milestone: Milestone
  phase: MilestonePhase
  /** What is counted down to: of `ahead` always, of `open` where the last day is known. */
  day?: Day
  /** Days from the day of looking to `day`. */
  days?: number
}

/** What is counted from the release of the scores: nothing can be said of it before. */
const AFTER_RELEASE: readonly MilestoneKind[] = ['score-recheck', 'post-review', 'e-certificate', 'paper-certificate']
/** These go on beside what stands before them. */
const BESIDE: readonly MilestoneKind[] = ['payment', 'post-review']
/** Of these a notice says from when on; where it names one day only, no last day is known. */
const WITHOUT_END: readonly MilestoneKind[] = ['e-certificate', 'paper-certificate']

/**
 * Where the row of one kind stands.
 * @param enteredYears exam years whose scores the candidate has entered: for them they are out, announced or not
 */
export function milestoneState(
  calendar: ExamCalendar,
  examYear: number,
  kind: MilestoneKind,
  asOf: Day,
  enteredYears: readonly number[] = [],
): MilestoneState {
  const milestone = calendar.milestone(examYear, kind)
  const isEntered = enteredYears.includes(examYear)
  if (kind === 'score-release' && isEntered) return { milestone, phase: 'over' }
  if (milestone.status === 'official') return officialState(milestone, asOf)
  const phase = expectedPhase(milestone, asOf)
  if (hasSomethingLaterCome(calendar, milestone, asOf)) return { milestone, phase: 'superseded' }
  if (AFTER_RELEASE.includes(kind) && !isEntered && !isReleased(calendar, examYear, asOf)) {
    return { milestone, phase: 'after-release' }
  }
  return phase === 'ahead' ? towards(milestone, phase, milestone.likely ?? milestone.start, asOf) : { milestone, phase }
}

/** The states of a whole cycle, in the order of its rows. */
export const cycleStates = (
  calendar: ExamCalendar,
  examYear: number,
  asOf: Day,
  enteredYears?: readonly number[],
): MilestoneState[] =>
  calendar.milestones(examYear).map(({ kind }) => milestoneState(calendar, examYear, kind, asOf, enteredYears))

/** Whether the scores of an exam year were released on or before a day, as recorded or announced. */
export function isReleased(calendar: ExamCalendar, examYear: number, asOf: Day): boolean {
  const { status, start } = calendar.milestone(examYear, 'score-release')
  return status === 'official' && compareDays(start, asOf) <= 0
}

function officialState(milestone: Milestone, asOf: Day): MilestoneState {
  const { kind, start, end } = milestone
  if (compareDays(asOf, start) < 0) return towards(milestone, 'ahead', start, asOf)
  if (WITHOUT_END.includes(kind) && start === end) return { milestone, phase: 'open' }
  if (compareDays(asOf, end) > 0) return { milestone, phase: 'over' }
  return towards(milestone, 'open', end, asOf)
}

function expectedPhase({ start, end, likely }: Milestone, asOf: Day): MilestonePhase {
  if (compareDays(asOf, likely ?? start) < 0) return 'ahead'
  // An exam that was put off far can make a likeliest day that lies behind the usual window.
  return compareDays(asOf, laterDay(end, likely ?? end)) <= 0 ? 'possible' : 'unconfirmed'
}

const towards = (milestone: Milestone, phase: MilestonePhase, day: Day, asOf: Day): MilestoneState => ({
  milestone,
  phase,
  day,
  days: daysBetween(asOf, day),
})

/**
 * Whether a later row of the cycle has officially begun, or the exam is over: then nobody waits for this one any more.
 * The days of an exam are official by the plan of its year: then that is published, whenever it was.
 */
function hasSomethingLaterCome(calendar: ExamCalendar, { examYear, kind }: Milestone, asOf: Day): boolean {
  const later = MILESTONE_KINDS.slice(MILESTONE_KINDS.indexOf(kind) + 1).filter(other => !BESIDE.includes(other))
  return later.some(other => {
    const { status, start, end } = calendar.milestone(examYear, other)
    if (status === 'official') return kind === 'annual-plan' || compareDays(start, asOf) <= 0
    return other === 'exam' && compareDays(end, asOf) < 0
  })
}
