import {
  type Day,
  FOR_THOSE_WHO_PASSED,
  type Level,
  MILESTONE_NAMES,
  type MilestoneKind,
  type MilestoneState,
  requiredSubjects,
  type ScoreHistory,
} from '@zhuan/exam'
import { dayWords, rangeWords } from '@/words/days'
import { COUNTED_DAYS, ROW_NAMES, STATUS_TAGS, stateWords, whenWords } from '@/words/milestones'
import { countWords } from '@/words/subjects'

/** What candidates read on 日历 and on the card of what comes next. */
export const CALENDAR_SOURCE =
  '日期据人社部年度考试计划、各地通知的转载。标“预计”“往年参考”的由往年推算，以官方公告为准。'

/** The card of what comes next: a number of days where there is one to count, else words. */
export interface NextWords {
  title: string
  tag: string
  /** Stands before the number. */
  about: string
  days?: number
  words?: string
  /** The day itself, or when it is. */
  day: string
}

/** @param isProof what was reached is a 专业类别考试合格证明, not a certificate */
export function nextWords(state: MilestoneState, today: Day, isProof = false): NextWords {
  const { milestone, phase, days } = state
  const { kind, status } = milestone
  const isOfficial = status === 'official'
  const isCounted =
    days !== undefined &&
    days > 0 &&
    !(kind === 'exam' && phase !== 'ahead') &&
    (isOfficial || (days <= COUNTED_DAYS && !FOR_THOSE_WHO_PASSED.includes(kind)))
  const isAhead = phase === 'ahead'
  const title = isCounted || !isAhead ? nextTitle(state) : ROW_NAMES[kind]
  return {
    title: isProof ? title.replace(/(电子|纸质)证书/, '合格证明') : title,
    tag: STATUS_TAGS[status][1],
    about: isOfficial ? '' : '约',
    ...(isCounted ? { days } : { words: isAhead ? whenWords(milestone, today) : stateWords(state) }),
    day: isCounted || !isAhead ? nextDay(state, Number(today.slice(0, 4))) : '',
  }
}

/** 距 2026 年成绩公布 · 距 2026 年报名结束 · 2026 年成绩公布 */
function nextTitle({ milestone, phase, days }: MilestoneState): string {
  const { kind, examYear } = milestone
  const name = `${examYear} ${MILESTONE_NAMES[kind].replace(/^(?!年)/, '年')}`
  if (phase === 'ahead')
    return kind === 'score-release' || kind === 'exam' ? `距 ${name}` : `距${MILESTONE_NAMES[kind]}`
  return phase === 'open' && days && kind !== 'exam' ? `距 ${name.replace('截止', '')}结束` : name.replace('截止', '')
}

/** 12 月 24 日前后; nothing where no day is known to count to. */
function nextDay({ milestone, phase, day }: MilestoneState, currentYear: number): string {
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

/** What a row is called where several stand in one line. */
export const SHORT_NAMES: Readonly<Record<MilestoneKind, string>> = {
  ...ROW_NAMES,
  'annual-plan': '计划',
  'admission-ticket': '准考证',
  'score-release': '出分',
  'score-recheck': '复核',
}

/** 四科全部合格后才用得上 */
export function onlyAfterWords(level: Level): string {
  const count = requiredSubjects(level).length
  return count === 1 ? '合格以后才用得上' : `${countWords(count)}全部合格后才用得上`
}
