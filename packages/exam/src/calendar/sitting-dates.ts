import { addDays, compareDays, requireDay, weekday } from '../day'
import { FIRST_EXAM_YEAR } from '../rules/rule-sets'
import type { AnnouncedSitting, Day } from '../types'
import { FACTS } from './facts'

const RECORDED_EXAMS = new Map(
  FACTS.filter(({ kind, region }) => kind === 'exam' && region === null).map(fact => [fact.examYear, fact]),
)

/** The two exam days of a year. */
export interface SittingDates {
  start: Day
  end: Day
  /** Whether they are official, announced or recorded; else they are expected on the usual weekend. */
  announced: boolean
}

/**
 * The exam days of `examYear`: announced, else recorded, else the last Saturday and Sunday that both lie in October.
 * @example sittingDates(2027) // { start: '2027-10-30', end: '2027-10-31', announced: false }
 * @throws RuleError `invalid-day` for announced days that do not exist
 */
export function sittingDates(examYear: number, announced: readonly AnnouncedSitting[] = []): SittingDates {
  requireSittings(announced)
  return datesOf(examYear, announced)
}

/** @throws RuleError `invalid-day` for announced days that do not exist */
export function requireSittings(announced: readonly AnnouncedSitting[]): void {
  announced.forEach(({ start, end }, index) => {
    requireDay(start, `announcedSittings[${index}].start`)
    requireDay(end, `announcedSittings[${index}].end`)
  })
}

/** The same as {@link sittingDates}, of announced days that were looked at before. */
export function datesOf(examYear: number, announced: readonly AnnouncedSitting[]): SittingDates {
  const official = announced.find(sitting => sitting.examYear === examYear) ?? RECORDED_EXAMS.get(examYear)
  if (official) return { start: official.start, end: official.end, announced: true }
  const lastOfOctober = `${examYear}-10-31`
  const sunday = addDays(lastOfOctober, -weekday(lastOfOctober))
  return { start: addDays(sunday, -1), end: sunday, announced: false }
}

/** The first exam year whose last exam day is on or after `asOf`: on the exam days it is still the next one. */
export function nextSittingYear(asOf: Day, announced: readonly AnnouncedSitting[] = []): number {
  requireSittings(announced)
  const isOver = (year: number): boolean => compareDays(datesOf(year, announced).end, asOf) < 0
  // A sitting is held in its own year unless one was announced for later: only those are looked for further back.
  const late = announced.map(({ examYear }) => examYear).filter(year => year >= FIRST_EXAM_YEAR && !isOver(year))
  let year = Math.max(FIRST_EXAM_YEAR, Number(asOf.slice(0, 4)))
  while (isOver(year)) year++
  return Math.min(year, ...late)
}
