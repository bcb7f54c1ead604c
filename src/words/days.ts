import { addDays, type Day, daysBetween, weekday } from '@zhuan/exam'

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
const monthOf = (day: Day): number => Number(day.slice(5, 7))
const dateOf = (day: Day): number => Number(day.slice(8))

interface Range {
  start: Day
  end: Day
}

/** The year in front, where it is not the one that the reader is in. */
const yearWords = (day: Day, currentYear: number): string => (yearOf(day) === currentYear ? '' : `${yearOf(day)} 年 `)

/** 12 月 24 日, with the year in front where it is not `currentYear`. */
export const dayWords = (day: Day, currentYear: number): string =>
  `${yearWords(day, currentYear)}${monthOf(day)} 月 ${dateOf(day)} 日`

/** 10 月 24 – 25 日 */
export function rangeWords({ start, end }: Range, currentYear: number): string {
  if (start === end) return dayWords(start, currentYear)
  if (start.slice(0, 7) !== end.slice(0, 7)) return `${dayWords(start, currentYear)} – ${dayWords(end, yearOf(start))}`
  return `${yearWords(start, currentYear)}${monthOf(start)} 月 ${dateOf(start)} – ${dateOf(end)} 日`
}

const THIRDS = ['上旬', '中旬', '下旬']
const thirdOf = (day: Day): string => THIRDS[Math.min(2, Math.floor((dateOf(day) - 1) / 10))]!
/** Days that a month may have begun by, or have left, and still count as whole. */
const SLACK = 4
const isMonthStart = (day: Day): boolean => dateOf(day) <= 1 + SLACK
const isMonthEnd = (day: Day): boolean => monthOf(addDays(day, 1 + SLACK)) !== monthOf(day)

/**
 * Days that nobody knows, in words that do not pretend to: 12 月下旬 · 1 月 · 1 月下旬 – 2 月 · 3 – 6 月.
 * The year stands in front where it is neither `currentYear` nor reached within the next ten months.
 */
export function coarseWords({ start, end }: Range, today: Day): string {
  const isNear = yearOf(start) === yearOf(today) || (start > today && daysBetween(today, start) < 300)
  const year = isNear ? '' : yearWords(start, yearOf(today))
  const [first, last] = [monthOf(start), monthOf(end)]
  const isWhole = isMonthStart(start) && isMonthEnd(end)
  if (start.slice(0, 7) === end.slice(0, 7)) {
    const thirds = thirdOf(start) === thirdOf(end) ? thirdOf(start) : `${thirdOf(start)} – ${thirdOf(end)}`
    return `${year}${first} 月${isWhole ? '' : thirds}`
  }
  if (isWhole) return `${year}${first} – ${last} 月`
  const from = isMonthStart(start) ? '' : thirdOf(start)
  const to = isMonthEnd(end) ? '' : thirdOf(end)
  return `${year}${first} 月${from} – ${last} 月${to}`
}

/** 周六 */
export const weekdayWords = (day: Day): string => `周${'日一二三四五六'[weekday(day)]}`

const NEAR_DAYS = ['今天', '明天', '后天']

/** 明天 · 10 月 25 日 */
export const nearDayWords = (day: Day, today: Day): string =>
  NEAR_DAYS[daysBetween(today, day)] ?? dayWords(day, yearOf(today))

/** 12 月 24 日 10:02: an instant as the clock on a wall in China shows it. */
export function instantWords(instant: string, currentYear: number): string {
  const china = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${dayWords(china.slice(0, 10), currentYear)} ${china.slice(11, 16)}`
}
