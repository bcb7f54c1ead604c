import { daysBetween } from '../day'
import { FIRST_EXAM_YEAR } from '../rules/rule-sets'
import type { ExamCalendar } from './exam-calendar'

/** How long candidates have waited for their scores. */
export interface ScoreHistory {
  /** Number of exam years looked at. */
  years: number
  /** Days from the last exam day to the release, the shortest and the longest of them. */
  fewest: number
  most: number
}

/** The waits of the latest `count` exam years before `examYear` whose release is recorded or announced. */
export function scoreHistory(calendar: ExamCalendar, examYear: number, count = 3): ScoreHistory | undefined {
  const waits: number[] = []
  for (let year = examYear - 1; year >= FIRST_EXAM_YEAR && waits.length < count; year--) {
    const rows = calendar.milestones(year)
    const exam = rows.find(({ kind }) => kind === 'exam')
    const release = rows.find(({ kind, status }) => kind === 'score-release' && status === 'official')
    if (exam && release) waits.push(daysBetween(exam.end, release.start))
  }
  if (waits.length === 0) return undefined
  return { years: waits.length, fewest: Math.min(...waits), most: Math.max(...waits) }
}
