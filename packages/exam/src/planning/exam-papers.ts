import type { ExamCalendar } from '../calendar/exam-calendar'
import { addDays, daysBetween } from '../day'
import { markIn, missingIn } from '../rules/exam-case'
import { SUBJECTS } from '../rules/rule-sets'
import type { Candidate, Day, Milestone, Subject } from '../types'
import { type Look, lookAt } from './look'

/** One paper of the exam. */
export interface ExamPaper {
  subject: Subject
  day: Day
  /** `HH:mm` at +08:00. */
  from: string
  to: string
  /** Whether the candidate sits it: it is missing, it counts already, it was not registered for, or the level does not ask for it. */
  need: 'sit' | 'passed' | 'not-registered' | 'not-required'
}

/** The exam from its eve to its last day, for somebody who sits it. */
export interface ExamAhead {
  milestone: Milestone
  /** Days to the first exam day: 1 on the eve, 0 on it, negative on the second. */
  daysToStart: number
  /** In the order of the papers. */
  papers: ExamPaper[]
}

/** The hours of the papers on the two exam days (年度考试工作计划, the same since 2019). */
const HOURS: Readonly<Record<Subject, { day: 0 | 1; from: string; to: string }>> = {
  law: { day: 0, from: '09:00', to: '11:30' },
  management: { day: 0, from: '14:00', to: '16:30' },
  technology: { day: 1, from: '09:00', to: '11:30' },
  practice: { day: 1, from: '14:00', to: '16:30' },
}

/** The papers of an exam year, and which of them are the candidate's own. */
export const examPapers = (candidate: Candidate, calendar: ExamCalendar, examYear: number, asOf: Day): ExamPaper[] =>
  papersIn(lookAt(candidate, calendar, asOf), examYear)

function papersIn({ calendar, examCase: one }: Look, examYear: number): ExamPaper[] {
  const { start, end } = calendar.milestone(examYear, 'exam')
  const missing = missingIn(one, examYear)
  const needOf = (subject: Subject): ExamPaper['need'] => {
    if (!one.passes.has(subject)) return 'not-required'
    if (!missing.includes(subject)) return 'passed'
    return markIn(one, subject, examYear) === 'not-registered' ? 'not-registered' : 'sit'
  }
  return SUBJECTS.map(subject => {
    const { day, from, to } = HOURS[subject]
    // An exam that was announced as one day has all its papers on it.
    return { subject, day: day === 0 || start === end ? start : addDays(start, day), from, to, need: needOf(subject) }
  })
}

/** The exam of the candidate, from its eve to its last day; `undefined` on other days and for who sits nothing in it. */
export const examAhead = (candidate: Candidate, calendar: ExamCalendar, asOf: Day): ExamAhead | undefined =>
  examAheadIn(lookAt(candidate, calendar, asOf))

export function examAheadIn(look: Look): ExamAhead | undefined {
  const examYear = look.examCase.next
  const milestone = look.calendar.milestone(examYear, 'exam')
  const daysToStart = daysBetween(look.asOf, milestone.start)
  if (daysToStart > 1 || look.assessment.certificate) return undefined
  const papers = papersIn(look, examYear)
  return papers.some(({ need }) => need === 'sit') ? { milestone, daysToStart, papers } : undefined
}
