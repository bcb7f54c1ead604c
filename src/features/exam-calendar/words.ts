import { MILESTONE_NAMES, type Milestone, type MilestoneState, type ScoreHistory } from '@zhuan/exam'
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

/** 还有约 31 天 · 随时可能公布 · 还没确认公布 · 进行中，还有 5 天截止 · 已结束; what is only expected never closes. */
export function stateWords({ milestone, phase, days }: MilestoneState): string {
  const { kind, start, end } = milestone
  switch (phase) {
    case 'after-release':
      return '出分后才开始'
    case 'ahead':
      return `还有${about(milestone)}${days} 天`
    case 'open':
      if (days === undefined) return '已经开始'
      if (start === end) return '就在今天'
      return days === 0 ? '今天截止' : `进行中，还有 ${days} 天截止`
    case 'possible':
      return kind === 'score-release' || kind === 'annual-plan' ? '随时可能公布' : '大概就在这几天'
    case 'unconfirmed':
      return kind === 'score-release' ? '还没确认公布' : '还没见到公布，以当地通知为准'
    case 'superseded':
      return '已过去'
    case 'over':
      return '已结束'
  }
}

/** The recorded date of an earlier exam year beside an expected one: 去年 12 月 26 日 10:00, 去年 seen from today. */
export function earlierWords(earlier: Milestone, currentYear: number): string {
  const age = currentYear - dayjs(earlier.start).year()
  const when = ['今年 ', '去年 '][age] ?? `${earlier.examYear} 年度 `
  const range = rangeWords(earlier, dayjs(earlier.start).year())
  return `${when}${range}${earlier.time ? ` ${earlier.time}` : ''}`
}

/** 距 2026 年成绩公布 · 距 2026 年报名结束 · 2026 年成绩公布 */
export function nextTitle({ milestone, phase, days }: MilestoneState): string {
  const { kind, examYear } = milestone
  const name = `${examYear} 年${MILESTONE_NAMES[kind]}`
  if (phase === 'ahead')
    return kind === 'score-release' || kind === 'exam' ? `距 ${name}` : `距${MILESTONE_NAMES[kind]}`
  return phase === 'open' && days && kind !== 'exam' ? `距 ${name}结束` : name
}

/** 12 月 24 日前后; nothing where no day is known to count to. */
export function nextDay({ milestone, phase, day }: MilestoneState, currentYear: number): string {
  if (milestone.kind === 'exam' && phase !== 'ahead') return rangeWords(milestone, currentYear)
  if (day === undefined) return ''
  const words = dayWords(day, currentYear)
  if (milestone.start === milestone.end) return milestone.time ? `${words} ${milestone.time}` : words
  if (phase === 'open') return `${words}${milestone.time ? ` ${milestone.time}` : ''}止`
  if (milestone.status === 'official') return words
  return milestone.likely === undefined ? `${words}起` : `${words}前后`
}

/** 近三年，考完 60–61 天出分 */
export function historyWords({ years, fewest, most }: ScoreHistory): string {
  return `近 ${years} 年，考完 ${fewest === most ? fewest : `${fewest}–${most}`} 天出分`
}
