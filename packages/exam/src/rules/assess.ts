import { nextSittingYear, sittingDates } from '../calendar/sitting-dates'
import { daysBetween, requireDay } from '../day'
import type { AnnouncedSitting, Assessment, Candidate, Day, Mark, Standing, Subject } from '../types'
import { countsIn, type Pass, passesOf } from './passes'
import { requiredSubjects, windowYears } from './rule-sets'

/** Everything that one assessment looks at. */
interface Case {
  candidate: Candidate
  asOf: Day
  /** Exam year of the next sitting. */
  next: number
  announced: readonly AnnouncedSitting[]
  /** The passes of each required subject, in exam order. */
  passes: ReadonlyMap<Subject, Pass[]>
}

/**
 * What each pass is worth on a day, what is missing and by when.
 * @param candidate as {@link parseCandidate} returns it
 * @param asOf civil day in China, `YYYY-MM-DD`
 * @param announcedSittings they override the recorded exam days
 * @returns plain data; no clock and no time zone has a say in it
 * @throws RuleError `invalid-day` for an `asOf` or announced days that do not exist
 */
export function assess(
  candidate: Candidate,
  asOf: Day,
  announcedSittings: readonly AnnouncedSitting[] = [],
): Assessment {
  requireDay(asOf, 'asOf')
  const required = requiredSubjects(candidate.level)
  const next = nextSittingYear(asOf, announcedSittings)
  const passes = new Map(required.map(subject => [subject, passesOf(candidate, subject)]))
  const examCase: Case = { candidate, asOf, next, announced: announcedSittings, passes }
  const certificateYear = findCertificate(examCase)
  const subjects = required.map(subject =>
    certificateYear === undefined
      ? standingOf(subject, examCase)
      : certifiedStanding(subject, passes.get(subject)!, certificateYear),
  )
  const counting = certificateYear === undefined ? subjects.filter(counts) : []
  const { start, announced } = sittingDates(next, announcedSittings)
  return {
    asOf,
    level: candidate.level,
    windowYears: windowYears(candidate.level),
    required,
    nextSitting: { examYear: next, start, announced },
    subjects,
    passedCount: certificateYear === undefined ? counting.length : required.length,
    certificate: certificateYear === undefined ? null : { examYear: certificateYear },
    finishBy: counting.length === 0 ? null : Math.min(...counting.map(({ validThrough }) => validThrough!)),
    lapses: groupLapses(counting),
  }
}

/** Whether a standing reports a pass that is not lost. */
const counts = ({ status, validThrough }: Standing): boolean => validThrough !== undefined && status !== 'expired'

/** The earliest recorded exam year at which every required subject has a pass that counts. */
function findCertificate({ candidate, passes }: Case): number | undefined {
  return candidate.sittings
    .map(({ examYear }) => examYear)
    .sort((a, b) => a - b)
    .find(year => [...passes.values()].every(ofSubject => ofSubject.some(countsIn(year))))
}

function certifiedStanding(subject: Subject, passes: readonly Pass[], certificateYear: number): Standing {
  const [latest] = passes
    .filter(countsIn(certificateYear))
    .sort((a, b) => b.passedIn - a.passedIn || b.validThrough - a.validThrough)
  return { subject, status: 'certified', ...latest }
}

function standingOf(subject: Subject, examCase: Case): Standing {
  const { asOf, next, announced, passes } = examCase
  const isPending = markIn(examCase, subject, next - 1) === 'pending'
  const [pass] = [...passes.get(subject)!].sort((a, b) => b.validThrough - a.validThrough || b.passedIn - a.passedIn)
  if (!pass) return { subject, status: isPending ? 'awaiting-results' : 'not-passed' }
  const { validThrough } = pass
  if (validThrough >= next) {
    const lastSittingStart = sittingDates(validThrough, announced).start
    return {
      subject,
      status: validThrough > next ? 'valid' : 'last-chance',
      ...pass,
      sittingsLeft: validThrough - next + 1,
      lastSittingStart,
      daysToLastSitting: daysBetween(asOf, lastSittingStart),
    }
  }
  if (validThrough === next - 1 && isUnresolved(examCase, validThrough)) {
    return { subject, status: 'awaiting-results', ...pass, sittingsLeft: 0 }
  }
  return isPending ? { subject, status: 'awaiting-results' } : { subject, status: 'expired', ...pass, sittingsLeft: 0 }
}

/**
 * Whether the sitting of `year`, the last one of a pass, may still bring the certificate for all we know: what has no
 * pass there has no result there either. So nothing expires on 1 January, it waits for the candidate's entry.
 * Something has no pass there: with everything passed there would be a certificate, and nobody would ask.
 */
function isUnresolved(examCase: Case, year: number): boolean {
  const isOpen = (mark: Mark | undefined) => mark === undefined || mark === 'pending'
  return [...examCase.passes].every(
    ([subject, passes]) => passes.some(countsIn(year)) || isOpen(markIn(examCase, subject, year)),
  )
}

const markIn = ({ candidate }: Case, subject: Subject, year: number): Mark | undefined =>
  candidate.sittings.find(({ examYear }) => examYear === year)?.marks[subject]

function groupLapses(counting: readonly Standing[]): Assessment['lapses'] {
  const years = [...new Set(counting.map(({ validThrough }) => validThrough! + 1))].sort((a, b) => a - b)
  return years.map(examYear => ({
    examYear,
    subjects: counting.filter(({ validThrough }) => validThrough! + 1 === examYear).map(({ subject }) => subject),
  }))
}
