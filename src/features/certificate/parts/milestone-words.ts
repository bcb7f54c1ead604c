import { daysBetween, type Milestone } from '@zhuan/exam'
import { dayWords, whenWords } from './day-words'

/** What begins on a day and is not over with it: a notice names the first day only. */
const GOES_ON: readonly Milestone['kind'][] = ['e-certificate', 'paper-certificate']

/** 12 月 24 日前后 · 2 月 3 日起 · 1 月下旬 – 2 月 */
export function titleWords(row: Milestone, currentYear: number): string {
  const { kind, status, start, end, likely, time } = row
  if (likely !== undefined) return `${dayWords(likely, currentYear)}前后`
  const when = whenWords(row, currentYear)
  if (status === 'official' && start === end && GOES_ON.includes(kind)) return `${when}起`
  return kind === 'score-release' && time ? `${when} ${time}` : when
}

/** What an official row says of today. */
function officialWords({ kind, start, end }: Milestone, today: string): string {
  const days = daysBetween(today, start)
  if (days > 0) return `还有 ${days} 天。`
  if (kind === 'score-release') return '已经公布，可以查了。'
  if (kind === 'e-certificate') return '可以下载了。'
  if (start === end || end >= today) return '已经开始发放，按当地通知领。'
  return '集中发放已经结束，问问当地还能不能领。'
}

/** How far it is, or what to do meanwhile: what is only expected closes nothing. */
export function phaseWords(row: Milestone, today: string): string {
  const { kind, status, start, end, likely } = row
  if (status === 'official') return officialWords(row, today)
  const days = daysBetween(today, likely ?? start)
  if (days > 0) return `还有约 ${days} 天。`
  if (kind === 'e-certificate') return '登录看看，状态是“有效”就能下载。'
  if (kind === 'score-release') return end < today ? '还没确认公布，以当地通知为准。' : '随时可能公布。'
  return end < today ? '还没见到通知，问问当地人事考试机构。' : '各地陆续发放，看当地通知。'
}
