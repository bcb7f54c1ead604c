import { daysBetween, MILESTONE_NAMES, type Milestone, type NextMilestone, type ScoreHistory } from '@zhuan/exam'
import dayjs from 'dayjs'

/** What candidates read on 日历 and beside every date. */
export const STATUS_TAGS: Record<Milestone['status'], [tone: string, words: string]> = {
  official: ['ok', '官方'],
  expected: ['mute', '预计'],
  reference: ['warn', '往年参考'],
}

export const CALENDAR_SOURCE =
  '来源：人社部年度考试计划、各地通知的转载。标“预计”“往年参考”的日期由往年推算，以官方公告为准。'

/** 12 月 24 日, with the year in front where it is not `currentYear`. */
export function dayWords(day: string, currentYear: number): string {
  const date = dayjs(day)
  return date.format(date.year() === currentYear ? 'M 月 D 日' : 'YYYY 年 M 月 D 日')
}

/** 10 月 24 日 – 25 日 */
export function rangeWords({ start, end }: Pick<Milestone, 'start' | 'end'>, currentYear: number): string {
  if (start === end) return dayWords(start, currentYear)
  const [first, last] = [dayjs(start), dayjs(end)]
  const lastWords = first.isSame(last, 'month') ? last.format('D 日') : dayWords(end, first.year())
  return `${dayWords(start, currentYear)} – ${lastWords}`
}

/** The day that a row is about: a deadline is its last day, everything else the window. */
export function whenWords(row: Milestone, currentYear: number): string {
  if (row.kind !== 'score-recheck') return rangeWords(row, currentYear)
  const words = dayWords(row.end, currentYear)
  return row.status === 'official' ? words : `${words}前后`
}

const about = ({ status }: Milestone): string => (status === 'official' ? '' : '约 ')

/** On the day itself; a day that is only expected is no promise. */
export function onTheDayWords({ status, likely }: Milestone): string {
  if (status === 'official') return '就在今天'
  return likely === undefined ? '就在这几天' : '随时可能公布'
}

/** 还有约 31 天 · 进行中，还有 5 天截止 · 已结束 */
export function countdownWords(milestone: Milestone, today: string): string {
  const { kind, end, likely } = milestone
  const start = kind === 'score-recheck' ? end : milestone.start
  const opens = daysBetween(today, likely ?? start)
  if (opens > 0) return `还有${about(milestone)}${opens} 天`
  const closes = daysBetween(today, end)
  if (closes < 0) return '已结束'
  if (start === end) return onTheDayWords(milestone)
  if (likely !== undefined) return '随时可能公布'
  return closes === 0 ? '今天截止' : `进行中，还有 ${closes} 天截止`
}

/** The recorded date of an earlier exam year beside an expected one: 去年 12 月 26 日 10:00, 去年 seen from today. */
export function earlierWords(earlier: Milestone, currentYear: number): string {
  const age = currentYear - dayjs(earlier.start).year()
  const when = ['今年 ', '去年 '][age] ?? `${earlier.examYear} 年度 `
  const range = rangeWords(earlier, dayjs(earlier.start).year())
  return `${when}${range}${earlier.time ? ` ${earlier.time}` : ''}`
}

/** 距 2026 年成绩公布 */
export function nextTitle({ milestone, phase }: NextMilestone): string {
  const name = MILESTONE_NAMES[milestone.kind]
  if (phase === 'closes' && milestone.likely === undefined) return `距 ${milestone.examYear} 年${name}结束`
  return milestone.kind === 'score-release' || milestone.kind === 'exam'
    ? `距 ${milestone.examYear} 年${name}`
    : `距${name}`
}

/** 12 月 24 日前后 */
export function nextDay({ milestone, day, phase }: NextMilestone, currentYear: number): string {
  const words = dayWords(day, currentYear)
  if (phase === 'closes') return milestone.likely === undefined ? `${words}止` : `${words}前`
  if (milestone.status === 'official')
    return milestone.time && milestone.start === milestone.end ? `${words} ${milestone.time}` : words
  return milestone.likely === undefined ? `${words}起` : `${words}前后`
}

/** 近三年，考完 60–61 天出分 */
export function historyWords({ years, fewest, most }: ScoreHistory): string {
  return `近 ${years} 年，考完 ${fewest === most ? fewest : `${fewest}–${most}`} 天出分`
}
