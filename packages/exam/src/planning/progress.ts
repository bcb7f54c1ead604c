import type { ExamCalendar } from '../calendar/exam-calendar'
import type { MilestoneState } from '../calendar/milestone-state'
import { nextMilestone, type Onlooker } from '../calendar/next-milestone'
import type { Assessment, Candidate, Day } from '../types'
import { type ExamAhead, examAheadIn } from './exam-papers'
import { lookAt } from './look'
import { type AwaitedYear, awaitedIn, onlookerIn } from './onlooker'

/** Where a candidate is on a day: what 进度 says follows from it. */
export interface Progress {
  assessment: Assessment
  onlooker: Onlooker
  /** From the eve to the last exam day, for somebody who sits it. */
  exam?: ExamAhead
  /** The year whose scores are to be entered; from its phase `possible` on it is asked for first. */
  awaited?: AwaitedYear
  /** What comes next; missing when the cycle of the certificate is over. */
  next?: MilestoneState
}

/**
 * Where a candidate is on a day.
 * @param asOf civil day in China, `YYYY-MM-DD`
 */
export function progressOn(candidate: Candidate, calendar: ExamCalendar, asOf: Day): Progress {
  const look = lookAt(candidate, calendar, asOf)
  const onlooker = onlookerIn(look)
  const exam = examAheadIn(look)
  const awaited = awaitedIn(look)
  const next = nextMilestone(calendar, asOf, onlooker)
  return {
    assessment: look.assessment,
    onlooker,
    ...(exam && { exam }),
    ...(awaited && { awaited }),
    ...(next && { next }),
  }
}
