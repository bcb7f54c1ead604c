import type { Milestone } from '@zhuan/exam'

const parts = (day: string): [year: number, month: number, date: number] => {
  const [year, month, date] = day.split('-').map(Number)
  return [year!, month!, date!]
}

const third = (date: number): string => (date <= 10 ? '上旬' : date <= 20 ? '中旬' : '下旬')

/** 12 月 24 日, with the year in front where it is not `currentYear`. */
export function dayWords(day: string, currentYear: number): string {
  const [year, month, date] = parts(day)
  return `${year === currentYear ? '' : `${year} 年 `}${month} 月 ${date} 日`
}

/** A window that nobody has announced, as people say it: 1 月下旬 – 2 月, 3 – 6 月. */
function roughWords({ start, end, likely }: Milestone, currentYear: number): string {
  const [year, month, date] = parts(likely ?? start)
  const [lastYear, lastMonth, lastDate] = parts(likely ?? end)
  const ahead = year === currentYear ? '' : `${year} 年 `
  const first = date === 1 ? '' : third(date)
  if (year === lastYear && month === lastMonth) return `${ahead}${month} 月${third(date)}`
  const last = lastDate > 20 ? '' : third(lastDate)
  const lastAhead = lastYear === year ? '' : `${lastYear} 年 `
  if (first === '' && last === '' && lastAhead === '') return `${ahead}${month} – ${lastMonth} 月`
  return `${ahead}${month} 月${first} – ${lastAhead}${lastMonth} 月${last}`
}

/** When a row of the calendar is: the day where it is official, else 预计 12 月下旬. */
export const whenWords = (row: Milestone, currentYear: number): string =>
  row.status === 'official'
    ? `${dayWords(row.start, currentYear)}${row.end === row.start ? (row.time ? ` ${row.time}` : '') : '起'}`
    : `预计 ${roughWords(row, currentYear)}`

/** 12 月 24 日 10:02: an instant as the clock on a wall in China shows it. */
export function instantWords(instant: string, currentYear: number): string {
  const china = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${dayWords(china.slice(0, 10), currentYear)} ${china.slice(11, 16)}`
}
