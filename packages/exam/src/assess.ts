import { daysBetween, requireDay } from './day'
import { passMark, requiredSubjects, windowYears } from './rule-sets'
import { nextSittingYear, sittingDates } from './sitting-dates'
import type { AnnouncedSitting, Assessment, Candidate, Day, Mark, Standing, Subject } from './types'

/** A pass and the exam years in which it counts. */
interface Pass {
  passedIn: number
  mark: number
  validThrough: number
  needsCheck: boolean
}

/**
 * What each pass is worth on a day, what is missing and by when.
 * Rolling window: a pass in year p counts at the sittings p … p+N−1 (应急〔2019〕8 号, 考试实施办法).
 * @param asOf civil day in China, `YYYY-MM-DD`
 * @param announcedSittings override the recorded exam days
 * @throws RuleError `invalid-day` for an `asOf` that is no real day
 */
export function assess(
  candidate: Candidate,
  asOf: Day,
  announcedSittings: readonly AnnouncedSitting[] = [],
): Assessment {
  requireDay(asOf, 'asOf')
  const required = requiredSubjects(candidate.level)
  const nextYear = nextSittingYear(asOf, announcedSittings)
  const { start, announced } = sittingDates(nextYear, announcedSittings)
  const passes = new Map(required.map(subject => [subject, passesOf(candidate, subject)]))
  const certificateYear = findCertificate(candidate, passes)
  const subjects = required.map(subject =>
    certificateYear === undefined
      ? standingOf(candidate, subject, passes, nextYear, asOf, announcedSittings)
      : certifiedStanding(subject, passes.get(subject)!, certificateYear),
  )
  const counting = certificateYear === undefined ? subjects.filter(counts) : []
  return {
    asOf,
    level: candidate.level,
    windowYears: windowYears(candidate.level),
    required,
    nextSitting: { examYear: nextYear, start, announced },
    subjects,
    passedCount: certificateYear === undefined ? counting.length : required.length,
    certificate: certificateYear === undefined ? null : { examYear: certificateYear },
    finishBy: counting.length === 0 ? null : Math.min(...counting.map(({ validThrough }) => validThrough!)),
    lapses: groupLapses(counting),
  }
}

const counts = ({ status, validThrough }: Standing): boolean => validThrough !== undefined && status !== 'expired'

const usableAt = (year: number) => (pass: Pass) => pass.passedIn <= year && year <= pass.validThrough

function passesOf({ level, specialty, sittings }: Candidate, subject: Subject): Pass[] {
  return sittings.flatMap(sitting => {
    const mark = sitting.marks[subject]
    if (typeof mark !== 'number' || mark < passMark(sitting.examYear)) return []
    if (subject === 'practice' && (sitting.specialty ?? specialty) !== specialty) return []
    const validThrough = sitting.examYear + windowYears(level) - 1 + (sitting.extensionYears?.[subject] ?? 0)
    const needsCheck = Object.values(sitting.marks).some(other => other === 'violation' || other === 'invalid')
    return [{ passedIn: sitting.examYear, mark, validThrough, needsCheck }]
  })
}

/** The earliest recorded exam year at which every required subject has a pass that counts. */
function findCertificate({ sittings }: Candidate, passes: Map<Subject, Pass[]>): number | undefined {
  return sittings
    .map(({ examYear }) => examYear)
    .sort((a, b) => a - b)
    .find(year => [...passes.values()].every(subjectPasses => subjectPasses.some(usableAt(year))))
}

function certifiedStanding(subject: Subject, passes: Pass[], certificateYear: number): Standing {
  const [latest] = passes
    .filter(usableAt(certificateYear))
    .sort((a, b) => b.passedIn - a.passedIn || b.validThrough - a.validThrough)
  return { subject, status: 'certified', ...latest }
}

const markIn = ({ sittings }: Candidate, subject: Subject, year: number): Mark | undefined =>
  sittings.find(({ examYear }) => examYear === year)?.marks[subject]

function standingOf(
  candidate: Candidate,
  subject: Subject,
  passes: Map<Subject, Pass[]>,
  nextYear: number,
  asOf: Day,
  announcedSittings: readonly AnnouncedSitting[],
): Standing {
  const isPending = markIn(candidate, subject, nextYear - 1) === 'pending'
  const [pass] = [...passes.get(subject)!].sort((a, b) => b.validThrough - a.validThrough || b.passedIn - a.passedIn)
  if (!pass) return { subject, status: isPending ? 'awaiting-results' : 'not-passed' }
  const { validThrough } = pass
  if (validThrough >= nextYear) {
    const lastSittingStart = sittingDates(validThrough, announcedSittings).start
    return {
      subject,
      status: validThrough > nextYear ? 'valid' : 'last-chance',
      ...pass,
      sittingsLeft: validThrough - nextYear + 1,
      lastSittingStart,
      daysToLastSitting: daysBetween(asOf, lastSittingStart),
    }
  }
  if (validThrough === nextYear - 1 && isUnresolved(candidate, subject, passes, validThrough)) {
    return { subject, status: 'awaiting-results', ...pass, sittingsLeft: 0 }
  }
  return isPending ? { subject, status: 'awaiting-results' } : { subject, status: 'expired', ...pass, sittingsLeft: 0 }
}

/** Whether the sitting of `year` can still complete the certificate: every subject missing then is open there. */
function isUnresolved(candidate: Candidate, subject: Subject, passes: Map<Subject, Pass[]>, year: number): boolean {
  const missing = [...passes].filter(([other, otherPasses]) => other !== subject && !otherPasses.some(usableAt(year)))
  return (
    missing.length > 0 &&
    missing.every(([other]) => {
      const mark = markIn(candidate, other, year)
      return mark === undefined || mark === 'pending'
    })
  )
}

function groupLapses(counting: Standing[]): Assessment['lapses'] {
  const years = [...new Set(counting.map(({ validThrough }) => validThrough! + 1))].sort((a, b) => a - b)
  return years.map(examYear => ({
    examYear,
    subjects: counting.filter(({ validThrough }) => validThrough! + 1 === examYear).map(({ subject }) => subject),
  }))
}
