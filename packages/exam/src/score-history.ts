import { daysBetween } from './day'
import { milestones } from './milestones'

/** How long candidates have waited for their scores. */
export interface ScoreHistory {
  /** Number of exam years looked at. */
  years: number
  /** Days from the last exam day to the release, the shortest and the longest of them. */
  fewest: number
  most: number
}

/** The waits of the latest `count` exam years before `examYear` whose release is recorded. */
export function scoreHistory(examYear: number, count = 3): ScoreHistory | undefined {
  const waits: number[] = []
  for (let year = examYear - 1; year >= 2019 && waits.length < count; year--) {
    const rows = milestones(year, null, [])
    const exam = rows.find(({ kind }) => kind === 'exam')
    const release = rows.find(({ kind, status }) => kind === 'score-release' && status === 'official')
    if (exam && release) waits.push(daysBetween(exam.end, release.start))
  }
  if (waits.length === 0) return undefined
  return { years: waits.length, fewest: Math.min(...waits), most: Math.max(...waits) }
}
