import { ANNOUNCED_AHEAD } from '@zhuan/api'
import { invalid } from '../errors'

/** A notice comes at most a year before the exam year; certificates, and exams put off, at most two years after it. */
const YEARS_BEFORE = 1
const YEARS_AFTER = 2

/**
 * Refuses days that can only be slips of the pen.
 * @param given - the days of the request; null and undefined are none
 * @throws HttpError 422 for a day implausibly far from its exam year
 */
export function checkPlausible(
  kind: string,
  examYear: number,
  given: { start?: string | undefined; end?: string | null | undefined },
): void {
  // What is announced when it happens may be dated by today, whatever its exam year.
  const isAhead = (ANNOUNCED_AHEAD as readonly string[]).includes(kind)
  const [first, last] = [isAhead ? examYear - YEARS_BEFORE : 0, examYear + YEARS_AFTER]
  for (const field of ['start', 'end'] as const) {
    const day = given[field]
    if (!day) continue
    const year = Number(day.slice(0, 4))
    if (year < first || year > last)
      throw invalid(
        'out-of-range',
        `${field} is ${day}, expected a day near the exam year ${examYear}: ${isAhead ? `from ${first} ` : ''}to ${last}`,
        field,
      )
  }
}

/** @throws HttpError 422 when the window ends before it starts */
export function checkWindow(start: string, end: string | null): void {
  if (end !== null && end < start)
    throw invalid('out-of-range', `the window ends on ${end}, before it starts on ${start}`, 'end')
}
