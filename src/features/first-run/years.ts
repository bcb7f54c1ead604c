import { type Day, type ExamCalendar, milestoneState } from '@zhuan/exam'

/** Whether the scores of an exam year are out: released, or their expected days are over. */
export function hasResults(calendar: ExamCalendar, examYear: number, today: Day): boolean {
  const { phase } = milestoneState(calendar, examYear, 'score-release', today)
  return phase !== 'ahead' && phase !== 'possible'
}
