import { datesOf, requireSittings } from '../calendar/sitting-dates'
import { compareDays, daysBetween, requireDay } from '../day'
import { refuse } from '../rule-error'
import type { AnnouncedSitting, Assessment, Candidate, Day, Standing, Subject } from '../types'
import { certificateYearOf, chances, type ExamCase, examCase, isAwaited, isOpenIn, missingIn } from './exam-case'
import { earlierCertificates, notCounted } from './kept-out'
import { countsIn, type Pass } from './passes'
import { requiredSubjects, windowYears } from './rule-sets'

/** A bound for typing errors, not a rule. */
const LAST_DAY: Day = '2199-12-31'

/**
 * What each pass is worth on a day, what is missing and by when.
 * @param candidate as {@link parseCandidate} returns it
 * @param asOf civil day in China, `YYYY-MM-DD`, up to 2199
 * @param announcedSittings they override the recorded exam days; of two for a year the first holds
 * @returns plain data; no clock and no time zone has a say in it
 * @throws RuleError `invalid-day` for an `asOf` or announced days that do not exist
 */
export function assess(
  candidate: Candidate,
  asOf: Day,
  announcedSittings: readonly AnnouncedSitting[] = [],
): Assessment {
  requireDay(asOf, 'asOf')
  if (compareDays(asOf, LAST_DAY) > 0) refuse('invalid-day', 'asOf', asOf, `a day up to ${LAST_DAY}`)
  requireSittings(announcedSittings)
  const one = examCase(candidate, asOf, announcedSittings)
  const certificateYear = certificateYearOf({ ...candidate, sittings: one.begun })
  const outcome =
    certificateYear === undefined ? outcomeWithoutCertificate(one) : outcomeWithCertificate(one, certificateYear)
  const { start, announced } = datesOf(outcome.next, announcedSittings)
  return {
    asOf,
    level: candidate.level,
    windowYears: windowYears(candidate.level),
    required: requiredSubjects(candidate.level),
    nextSitting: { examYear: outcome.next, start, announced },
    subjects: outcome.subjects,
    passedCount: outcome.passedCount,
    certificate: certificateYear === undefined ? null : { examYear: certificateYear },
    finishBy: outcome.finishBy,
    lapses: outcome.lapses,
    earlierCertificates: earlierCertificates(one),
  }
}

type Outcome = Pick<Assessment, 'subjects' | 'passedCount' | 'finishBy' | 'lapses'> & { next: number }

/** Later sittings change nothing any more. */
function outcomeWithCertificate({ next, passes }: ExamCase, certificateYear: number): Outcome {
  const subjects = [...passes].map(([subject, ofSubject]): Standing => {
    const [latest] = ofSubject
      .filter(countsIn(certificateYear))
      .sort((a, b) => b.passedIn - a.passedIn || b.validThrough - a.validThrough)
    return { subject, status: 'certified', ...latest }
  })
  return { next, subjects, passedCount: subjects.length, finishBy: null, lapses: [] }
}

function outcomeWithoutCertificate(one: ExamCase): Outcome {
  const subjects = [...one.passes].map(([subject, passes]) => standingOf(one, subject, passes))
  const counting = subjects.filter(counts)
  // Of a pass that waits for scores no chance is left but the year whose scores they are.
  const lastYears = counting.map(({ validThrough }) => chances(one, validThrough!).pop() ?? validThrough!)
  return {
    next: nextSitting(one),
    subjects,
    passedCount: counting.length,
    finishBy: counting.length === 0 ? null : Math.min(...lastYears),
    lapses: groupLapses(counting),
  }
}

/** Whether a standing reports a pass that is not lost. */
const counts = ({ status, validThrough }: Standing): boolean => validThrough !== undefined && status !== 'expired'

function standingOf(one: ExamCase, subject: Subject, passes: readonly Pass[]): Standing {
  const [pass] = [...passes].sort((a, b) => b.validThrough - a.validThrough || b.passedIn - a.passedIn)
  if (pass) {
    const years = chances(one, pass.validThrough)
    if (years.length > 0) {
      const lastSittingStart = datesOf(years[years.length - 1]!, one.announced).start
      return {
        subject,
        status: years.length > 1 ? 'valid' : 'last-chance',
        ...pass,
        sittingsLeft: years.length,
        lastSittingStart,
        daysToLastSitting: daysBetween(one.asOf, lastSittingStart),
      }
    }
    if (pass.validThrough === one.next - 1 && isUnresolved(one, subject, pass.validThrough)) {
      return { subject, status: 'awaiting-results', ...pass, sittingsLeft: 0 }
    }
  }
  const keptOut = notCounted(one, subject)
  const more = keptOut && { notCounted: keptOut }
  if (isAwaited(one, subject)) return { subject, status: 'awaiting-results', ...more }
  if (pass) return { subject, status: 'expired', ...pass, sittingsLeft: 0, ...more }
  return { subject, status: 'not-passed', ...more }
}

/**
 * Whether the sitting of `year`, the last one of a pass of `subject`, may still bring the certificate for all we know:
 * nothing is decided about any other subject that is missing there. So nothing expires on 1 January, it waits for the
 * candidate's entry.
 */
function isUnresolved(one: ExamCase, subject: Subject, year: number): boolean {
  const others = missingIn(one, year).filter(missing => missing !== subject)
  return others.length > 0 && others.every(missing => isOpenIn(one, missing, year))
}

/** The first sitting in which something that is missing there can still be passed. */
function nextSitting(one: ExamCase): number {
  let year = one.next
  // Ends: without a certificate something is missing in every year, and no record reaches far.
  while (!missingIn(one, year).some(subject => isOpenIn(one, subject, year))) year++
  return year
}

function groupLapses(counting: readonly Standing[]): Assessment['lapses'] {
  const years = [...new Set(counting.map(({ validThrough }) => validThrough! + 1))].sort((a, b) => a - b)
  return years.map(examYear => ({
    examYear,
    subjects: counting.filter(({ validThrough }) => validThrough! + 1 === examYear).map(({ subject }) => subject),
  }))
}
