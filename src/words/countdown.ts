import { type Day, MILESTONE_NAMES, type MilestoneState } from '@zhuan/exam'
import { dayWords, yearOf } from './days'
import { STATUS_TAGS, stateWords, whenWords } from './milestones'

/** The day that somebody waits for, as a picture tells it: by its date, for a picture does not count on. */
export interface CountdownWords {
  /** 2026 年成绩公布 */
  title: string
  /** 12 月 24 日前后 */
  day: string
  /** 官方 · 预计 · 往年参考 */
  tag: string
  /** 约 31 天 on the day of `asOf`, where there is one to count. */
  left?: string
  asOf: string
}

export function countdownWords(state: MilestoneState | undefined, today: Day): CountdownWords | undefined {
  if (!state) return undefined
  const { milestone, phase, days } = state
  const { kind, examYear, status, likely } = milestone
  const isOfficial = status === 'official'
  return {
    title: `${examYear} 年${MILESTONE_NAMES[kind]}`,
    day:
      phase !== 'ahead'
        ? stateWords(state)
        : likely !== undefined && !isOfficial
          ? `${dayWords(likely, yearOf(today))}前后`
          : whenWords(milestone, today),
    tag: STATUS_TAGS[status][1],
    ...(phase === 'ahead' && days !== undefined && { left: `${isOfficial ? ' ' : '约 '}${days} 天` }),
    asOf: dayWords(today, 0),
  }
}
