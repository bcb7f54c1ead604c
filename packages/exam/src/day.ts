import { refuse } from './rule-error'
import type { Day } from './types'

const MS_PER_DAY = 86_400_000
const FORMAT = /^\d{4}-\d{2}-\d{2}$/

/** Days since 1970-01-01. Only UTC is used inside, so the time zone of the device has no say. */
function toNumber(day: Day): number {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(0).setUTCFullYear(year!, month! - 1, date) / MS_PER_DAY
}

function fromNumber(number: number): Day {
  const date = new Date(number * MS_PER_DAY)
  const part = (value: number, length: number) => String(value).padStart(length, '0')
  return `${part(date.getUTCFullYear(), 4)}-${part(date.getUTCMonth() + 1, 2)}-${part(date.getUTCDate(), 2)}`
}

const isReal = (day: Day): boolean => fromNumber(toNumber(day)) === day

/** Whether `value` is a civil day that exists, written `YYYY-MM-DD`: `2024-02-29` is one, `2026-02-29` is not. */
export function isDay(value: unknown): value is Day {
  return typeof value === 'string' && FORMAT.test(value) && isReal(value)
}

/**
 * @param path where the day stands in what the caller was given
 * @throws RuleError `invalid-day` unless `value` is a day that exists
 */
export function requireDay(value: unknown, path: string): asserts value is Day {
  if (!isDay(value)) refuse('invalid-day', path, value, 'a day of the calendar, YYYY-MM-DD')
}

/** The day `count` days later, earlier where `count` is negative: `addDays('2024-02-28', 1)` is `'2024-02-29'`. */
export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count)

/** Days from `from` to `to`, negative where `to` is earlier: `daysBetween('2026-12-31', '2027-01-01')` is 1. */
export const daysBetween = (from: Day, to: Day): number => toNumber(to) - toNumber(from)

/**
 * For sorting: negative where `a` is the earlier day, 0 where both are the same. Days that are written alike sort as texts;
 * only a year beyond 9999 is longer.
 */
export const compareDays = (a: Day, b: Day): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

/** Day of the week, 0 = Sunday … 6 = Saturday: `weekday('2026-10-24')` is 6. */
export const weekday = (day: Day): number => (((toNumber(day) + 4) % 7) + 7) % 7

/** The later of two days. */
export const laterDay = (a: Day, b: Day): Day => (compareDays(a, b) > 0 ? a : b)

/** The same month and day `count` years later; 29 February becomes the 28th where that year has none. */
export function addYears(day: Day, count: number): Day {
  const moved = `${String(Number(day.slice(0, 4)) + count).padStart(4, '0')}${day.slice(4)}`
  return isReal(moved) ? moved : `${moved.slice(0, -2)}28`
}
