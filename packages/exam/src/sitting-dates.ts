import { NATIONAL_FACTS } from './calendar-facts'
import { addDays, weekday } from './day'
import { FIRST_EXAM_YEAR } from './rule-sets'
import type { AnnouncedSitting, Day } from './types'

/** The two exam days of a year. */
export interface SittingDates {
  start: Day
  end: Day
  /** Whether they are official: announced or recorded; otherwise expected by the usual week-end. */
  announced: boolean
}

/** The exam days of `examYear`: announced, else recorded, else the last Saturday and Sunday that both lie in October. */
export function sittingDates(examYear: number, announcedSittings: readonly AnnouncedSitting[] = []): SittingDates {
  const official =
    announcedSittings.find(sitting => sitting.examYear === examYear) ??
    NATIONAL_FACTS.find(fact => fact.kind === 'exam' && fact.examYear === examYear)
  if (official) return { start: official.start, end: official.end ?? official.start, announced: true }
  const lastOctoberDay = `${examYear}-10-31`
  const end = addDays(lastOctoberDay, -weekday(lastOctoberDay))
  return { start: addDays(end, -1), end, announced: false }
}

/** The first exam year whose last exam day is on or after `asOf`: on the exam days it is still the next one. */
export function nextSittingYear(asOf: Day, announcedSittings: readonly AnnouncedSitting[] = []): number {
  // No sitting is held a whole year away from its exam year, so earlier years need no look.
  let year = Math.max(
    FIRST_EXAM_YEAR,
    Math.min(Number(asOf.slice(0, 4)) - 2, ...announcedSittings.map(({ examYear }) => examYear)),
  )
  while (sittingDates(year, announcedSittings).end < asOf) year++
  return year
}
