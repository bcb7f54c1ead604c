import type { Milestone } from '@zhuan/exam'

const parts = (day: string): [year: number, month: number, date: number] => {
  const [year, month, date] = day.split('-').map(Number)
  return [year!, month!, date!]
}

/** 12 月 24 日, with the year in front where it is not `currentYear`. */
export function dayWords(day: string, currentYear: number): string {
  const [year, month, date] = parts(day)
  return `${year === currentYear ? '' : `${year} 年 `}${month} 月 ${date} 日`
}

/** 10 月 24 日 – 25 日 */
export function rangeWords({ start, end }: Pick<Milestone, 'start' | 'end'>, currentYear: number): string {
  if (start === end) return dayWords(start, currentYear)
  const [year, month] = parts(start)
  const [lastYear, lastMonth, lastDate] = parts(end)
  const last = year === lastYear && month === lastMonth ? `${lastDate} 日` : dayWords(end, year)
  return `${dayWords(start, currentYear)} – ${last}`
}

const third = (date: number): string => (date <= 10 ? '上旬' : date <= 20 ? '中旬' : '下旬')

/**
 * A window that nobody has announced, as people say it: 1 月下旬 – 2 月, 3 – 6 月.
 * A month from its first day, or up to its last third, is the month.
 */
export function roughWords({ start, end }: Pick<Milestone, 'start' | 'end'>, currentYear: number): string {
  const [year, month, date] = parts(start)
  const [lastYear, lastMonth, lastDate] = parts(end)
  const ahead = year === currentYear ? '' : `${year} 年 `
  const [begin, finish] = [third(date), third(lastDate)]
  if (year === lastYear && month === lastMonth) {
    const within = begin === finish ? begin : begin === '上旬' && finish === '下旬' ? '' : begin.charAt(0) + finish
    return `${ahead}${month} 月${within}`
  }
  const first = date === 1 ? '' : begin
  const last = finish === '下旬' ? '' : finish
  if (first === '' && last === '' && year === lastYear) return `${ahead}${month} – ${lastMonth} 月`
  return `${ahead}${month} 月${first} – ${lastYear === year ? '' : `${lastYear} 年 `}${lastMonth} 月${last}`
}

/** When a row of the calendar is: to the day where it is official, else roughly. */
export const whenWords = (row: Pick<Milestone, 'start' | 'end' | 'status'>, currentYear: number): string =>
  row.status === 'official' ? rangeWords(row, currentYear) : roughWords(row, currentYear)

/** What stands beside every date. */
export const STATUS_TAGS: Record<Milestone['status'], [tone: string, words: string]> = {
  official: ['ok', '官方'],
  expected: ['mute', '预计'],
  reference: ['warn', '往年参考'],
}

/** The reporter of a fact that was not read at its origin: 据 kaoshi100.com 转载. */
export const reporterWords = (source: string): string =>
  `据 ${source.replace(/（.*/, '').replace(/^转载 /, '')}${source.includes('转载') ? '' : ' '}转载`.replace(
    / {2,}/g,
    ' ',
  )

export const yearOf = (day: string): number => Number(day.slice(0, 4))
