import type { ExamCalendar } from '../calendar/exam-calendar'
import { compareDays } from '../day'
import { SUBJECTS } from '../rules/rule-sets'
import type { Day, Mark, Sitting, Subject } from '../types'

/**
 * Why a mark is questioned once before it is saved.
 * `not-held`: the sitting has not begun (2026 年还没考) · `not-released`: its scores cannot be out yet, so it is an
 * estimate (还没出分，是估分吗？) · `registration-open`: 未报考 while one may still register (报名还没截止)
 */
export type MarkQuestion = 'not-held' | 'not-released' | 'registration-open'

export interface QuestionedMark {
  subject: Subject
  mark: Mark
  question: MarkQuestion
}

/** What the candidate knows on the day of the exam, without any score. */
const KNOWN_AT_THE_EXAM: readonly Mark[] = ['absent', 'violation', 'not-registered', 'pending']

/**
 * The marks of a sitting that cannot be what they say yet, in exam order. They may be saved all the same.
 * @param asOf civil day in China, `YYYY-MM-DD`
 */
export function questionedMarks(
  { examYear, marks }: Pick<Sitting, 'examYear' | 'marks'>,
  calendar: ExamCalendar,
  asOf: Day,
): QuestionedMark[] {
  return SUBJECTS.flatMap(subject => {
    const mark = marks[subject]
    const question = mark === undefined ? undefined : questionOf(mark, examYear, calendar, asOf)
    return mark === undefined || question === undefined ? [] : [{ subject, mark, question }]
  })
}

function questionOf(mark: Mark, examYear: number, calendar: ExamCalendar, asOf: Day): MarkQuestion | undefined {
  const isBefore = (day: Day) => compareDays(asOf, day) < 0
  if (mark === 'not-registered') {
    const { end } = calendar.milestone(examYear, 'registration')
    return isBefore(calendar.milestone(examYear, 'exam').start) && compareDays(asOf, end) <= 0
      ? 'registration-open'
      : undefined
  }
  if (isBefore(calendar.milestone(examYear, 'exam').start)) return 'not-held'
  // Recorded or announced, else the first day of the usual window.
  const { start } = calendar.milestone(examYear, 'score-release')
  return isBefore(start) && !KNOWN_AT_THE_EXAM.includes(mark) ? 'not-released' : undefined
}
