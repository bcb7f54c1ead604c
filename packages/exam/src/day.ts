import { refuse } from './rule-error'
import type { Day } from './types'

const MS_PER_DAY = 86_400_000

const toNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY
const fromNumber = (number: number): Day => new Date(number * MS_PER_DAY).toISOString().slice(0, 10)

/** Whether `value` is a real civil day written `YYYY-MM-DD`. */
export const isDay = (value: unknown): value is Day => typeof value === 'string' && isRealDay(value)

function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const number = toNumber(text)
  return Number.isFinite(number) && fromNumber(number) === text
}

/** Throws `invalid-day` unless `value` is a real day. */
export function requireDay(value: unknown, path: string): asserts value is Day {
  if (!isDay(value)) refuse('invalid-day', path, value, 'a real day YYYY-MM-DD')
}

/** `addDays('2024-02-28', 1)` is `'2024-02-29'`. */
export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count)

/** Days from `from` to `to`, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => toNumber(to) - toNumber(from)

/** Day of the week, 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day): number => (((toNumber(day) + 4) % 7) + 7) % 7

export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b)

/** The same month and day in another year; 29 February becomes the 28th where the year has none. */
export function inYear(day: Day, year: number): Day {
  const moved = `${String(year).padStart(4, '0')}${day.slice(4)}`
  return isRealDay(moved) ? moved : `${moved.slice(0, 8)}28`
}
