import { daysBetween } from '../day'
import { FIRST_EXAM_YEAR } from '../rules/rule-sets'
import type { Day } from '../types'
import type { ExamCalendar } from './exam-calendar'

/** How long candidates waited for the scores of one exam year. */
export interface ScoreWait {
  examYear: number
  examEnd: Day
  release: Day
  /** Days from the last exam day to the release. */
  days: number
  /** What is said of the release, in Chinese: 推迟. */
  note?: string
}

/** How long candidates have waited for their scores. */
export interface ScoreHistory {
  /** Number of exam years looked at. */
  years: number
  /** Days from the last exam day to the release, the shortest and the longest of them. */
  fewest: number
  most: number
}

/** The wait of an exam year whose release is recorded or announced, `undefined` for any other. */
export function scoreWait(calendar: ExamCalendar, examYear: number): ScoreWait | undefined {
  const exam = calendar.milestone(examYear, 'exam')
  const { start: release, status, note } = calendar.milestone(examYear, 'score-release')
  if (status !== 'official') return undefined
  const days = daysBetween(exam.end, release)
  return { examYear, examEnd: exam.end, release, days, ...(note !== undefined && { note }) }
}

/** The waits of the latest `count` exam years before `examYear` whose release is recorded or announced. */
export function scoreHistory(calendar: ExamCalendar, examYear: number, count = 3): ScoreHistory | undefined {
  const waits: number[] = []
  for (let year = examYear - 1; year >= FIRST_EXAM_YEAR && waits.length < count; year--) {
    const wait = scoreWait(calendar, year)
    if (wait) waits.push(wait.days)
  }
  if (waits.length === 0) return undefined
  return { years: waits.length, fewest: Math.min(...waits), most: Math.max(...waits) }
}
