import type { ExamCalendar } from '../calendar/exam-calendar'
import { assess } from '../rules/assess'
import { type ExamCase, examCase } from '../rules/exam-case'
import type { Assessment, Candidate, Day } from '../types'

/** A candidate seen on a day: judged once, whatever is asked about it. */
export interface Look {
  calendar: ExamCalendar
  asOf: Day
  examCase: ExamCase
  assessment: Assessment
}

export const lookAt = (candidate: Candidate, calendar: ExamCalendar, asOf: Day): Look => ({
  calendar,
  asOf,
  assessment: assess(candidate, asOf, calendar.sittings),
  examCase: examCase(candidate, asOf, calendar.sittings),
})
