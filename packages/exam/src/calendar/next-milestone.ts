import { daysBetween } from '../day'
import type { Day, Milestone, MilestoneKind } from '../types'
import type { ExamCalendar } from './exam-calendar'

/** What comes next, and how far away it is. */
export interface NextMilestone {
  milestone: Milestone
  /** The day counted to: the opening, the likeliest day of an expected window, or the last day of an open window. */
  day: Day
  days: number
  /** `opens` before the window, `closes` while a window of known days is open. */
  phase: 'opens' | 'closes'
}

/** What matters to everybody who still sits the exam; the rest of a cycle is for those who have passed everything. */
const BEFORE_CERTIFICATE: readonly MilestoneKind[] = [
  'annual-plan',
  'registration',
  'payment',
  'admission-ticket',
  'exam',
  'score-release',
]
const AFTER_CERTIFICATE: readonly MilestoneKind[] = ['e-certificate', 'paper-certificate']

/** Kinds with a window in which something must be done before it closes. */
const CLOSING: readonly MilestoneKind[] = ['registration', 'payment', 'admission-ticket', 'exam']

/**
 * The next milestone of a candidate: of the cycle of their certificate when everything is passed, else of the cycle
 * that is running or coming. `undefined` when the certificate's cycle is over.
 * @param certificateYear exam year of the certificate, if it is reached
 */
export function nextMilestone(calendar: ExamCalendar, today: Day, certificateYear?: number): NextMilestone | undefined {
  const kinds = certificateYear === undefined ? BEFORE_CERTIFICATE : AFTER_CERTIFICATE
  const thisYear = Number(today.slice(0, 4))
  const years = certificateYear === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [certificateYear]
  const upcoming = years
    .flatMap(year => calendar.milestones(year))
    .filter(({ kind }) => kinds.includes(kind))
    .map(milestone => aim(milestone, today))
    .filter(next => next.days >= 0)
  return upcoming.sort((a, b) => a.days - b.days)[0]
}

function aim(milestone: Milestone, today: Day): NextMilestone {
  const { kind, start, end, likely } = milestone
  const opens = likely ?? start
  if (daysBetween(today, opens) >= 0) return { milestone, day: opens, days: daysBetween(today, opens), phase: 'opens' }
  // An expected release that has not come by its likeliest day is still awaited until its window is over.
  const closes = CLOSING.includes(kind) || likely !== undefined ? end : opens
  return { milestone, day: closes, days: daysBetween(today, closes), phase: 'closes' }
}

/**
 * The exam year whose cycle a calendar opens with: the one before the coming cycle until its certificates are out,
 * that is until registration for the next one is near (July).
 */
export function defaultExamYear(today: Day): number {
  const year = Number(today.slice(0, 4))
  return today < `${year}-07-01` ? year - 1 : year
}
