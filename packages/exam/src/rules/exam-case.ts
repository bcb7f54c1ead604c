import { datesOf, nextSittingYear } from '../calendar/sitting-dates'
import { compareDays } from '../day'
import type { AnnouncedSitting, Candidate, Day, Mark, Subject } from '../types'
import { countsIn, keptOut, type Pass, passesOf, type SatSitting, satSittings } from './passes'
import { requiredSubjects } from './rule-sets'

/** A candidate's record as it stands on a day: everything that one assessment looks at. */
export interface ExamCase {
  candidate: Candidate
  asOf: Day
  announced: readonly AnnouncedSitting[]
  /** Exam year of the calendar's next sitting. */
  next: number
  /** Those that have begun, from their first exam day on: passes come from these alone. */
  begun: SatSitting[]
  /** Of those still to come only 未报考 is looked at. */
  coming: SatSitting[]
  /** The passes of each required subject, in exam order. */
  passes: ReadonlyMap<Subject, Pass[]>
}

export function examCase(candidate: Candidate, asOf: Day, announced: readonly AnnouncedSitting[]): ExamCase {
  const sittings = satSittings(candidate)
  const hasBegun = ({ examYear }: SatSitting) => compareDays(datesOf(examYear, announced).start, asOf) <= 0
  const begun = sittings.filter(hasBegun)
  return {
    candidate,
    asOf,
    announced,
    next: nextSittingYear(asOf, announced),
    begun,
    coming: sittings.filter(sitting => !begun.includes(sitting)),
    passes: passesBySubject({ ...candidate, sittings: begun }),
  }
}

const passesBySubject = (candidate: Candidate): Map<Subject, Pass[]> =>
  new Map(requiredSubjects(candidate.level).map(subject => [subject, passesOf(candidate, subject)]))

/**
 * What a year says of a subject: the mark of its sitting. A year that was sat at another level says 未报考 of every
 * subject, one whose 专业实务 was sat for another specialty says so of that: neither can complete anything here. A
 * sitting that has not begun says nothing but 未报考, and that only at the candidate's level.
 */
export function markIn({ candidate, begun, coming }: ExamCase, subject: Subject, year: number): Mark | undefined {
  const held = begun.find(({ examYear }) => examYear === year)
  if (held) return keptOut(candidate, held, subject) ? 'not-registered' : held.marks[subject]
  const ahead = coming.find(({ examYear, level }) => examYear === year && level === candidate.level)
  return ahead?.marks[subject] === 'not-registered' ? 'not-registered' : undefined
}

/** Whether nothing is decided yet about a subject in a year: no entry, or the scores are awaited. */
export const isOpenIn = (examCase: ExamCase, subject: Subject, year: number): boolean => {
  const mark = markIn(examCase, subject, year)
  return mark === undefined || mark === 'pending'
}

/** The required subjects without a pass that counts at the sitting of `year`. */
export const missingIn = ({ passes }: Pick<ExamCase, 'passes'>, year: number): Subject[] =>
  [...passes].filter(([, ofSubject]) => !ofSubject.some(countsIn(year))).map(([subject]) => subject)

/** Whether the certificate cannot come in `year` any more: one subject that is missing there cannot be passed in it. */
export const isLost = (examCase: ExamCase, year: number): boolean =>
  missingIn(examCase, year).some(subject => !isOpenIn(examCase, subject, year))

/** The exam years from the calendar's next one to `through` in which the certificate can still come. */
export function chances(examCase: ExamCase, through: number): number[] {
  const years = Array.from({ length: Math.max(0, through - examCase.next + 1) }, (_, index) => examCase.next + index)
  return years.filter(year => !isLost(examCase, year))
}

/**
 * The first exam year, from the calendar's next one on, that is not lost yet: the one in which a `last-chance` must come.
 * @param asOf civil day in China, `YYYY-MM-DD`
 * @param announcedSittings they override the recorded exam days
 */
export function nextChance(
  candidate: Candidate,
  asOf: Day,
  announcedSittings: readonly AnnouncedSitting[] = [],
): number {
  const one = examCase(candidate, asOf, announcedSittings)
  let year = one.next
  while (isLost(one, year)) year++
  return year
}

/** Whether the scores of a subject are awaited: of the latest sitting, or of the one that is being held. */
export const isAwaited = (examCase: ExamCase, subject: Subject): boolean =>
  [examCase.next - 1, examCase.next].some(year => markIn(examCase, subject, year) === 'pending')

/** The earliest exam year of a sitting at which every required subject has a pass that counts. */
export function certificateYearOf(candidate: Candidate): number | undefined {
  const passes = passesBySubject(candidate)
  return candidate.sittings
    .map(({ examYear }) => examYear)
    .sort((a, b) => a - b)
    .find(year => missingIn({ passes }, year).length === 0)
}
