import { addDays, type Milestone, weekday } from '@zhuan/exam'

/** One cell of a month: `day` is missing before the first and after the last day. */
export interface MonthCell {
  /** The day, or the place of a blank. */
  key: string
  day?: string
  milestones: Milestone[]
}

/** The weeks of `month` (`YYYY-MM`), Monday first, with the milestones whose window covers each day. */
export function monthGrid(month: string, milestones: readonly Milestone[]): MonthCell[] {
  const first = `${month}-01`
  const blanks = (weekday(first) + 6) % 7
  const cells: MonthCell[] = Array.from({ length: blanks }, (_, index) => ({ key: `before-${index}`, milestones: [] }))
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) {
    cells.push({ key: day, day, milestones: milestones.filter(({ start, end }) => start <= day && day <= end) })
  }
  while (cells.length % 7 !== 0) cells.push({ key: `after-${cells.length}`, milestones: [] })
  return cells
}

/** `month` moved by `count` months: `addMonths('2026-12', 1)` is `'2027-01'`. */
export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
