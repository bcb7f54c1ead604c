import type { Day, ExamCalendar } from '@zhuan/exam'

/** Whether the scores of an exam year are out: announced and come, or their expected days are over. */
export function hasResults(calendar: ExamCalendar, examYear: number, today: Day): boolean {
  const { status, start, end } = calendar.milestone(examYear, 'score-release')
  return status === 'official' ? start <= today : end < today
}
