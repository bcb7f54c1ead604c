import { compareDays } from '../day'
import type { AnnouncedSitting, Day } from '../types'
import { nextSittingYear, sittingDates } from './sitting-dates'

/**
 * The latest exam year whose sitting has begun: marks of later ones count for nothing yet.
 * @param asOf civil day in China, `YYYY-MM-DD`
 * @throws RuleError `invalid-day` for announced days that do not exist
 * @example latestSittingYear('2026-10-23') // 2025, and 2026 from 24 October, the first exam day
 */
export function latestSittingYear(asOf: Day, announced: readonly AnnouncedSitting[] = []): number {
  const next = nextSittingYear(asOf, announced)
  return compareDays(sittingDates(next, announced).start, asOf) <= 0 ? next : next - 1
}
