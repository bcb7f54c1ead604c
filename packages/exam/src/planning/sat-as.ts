import { datesOf } from '../calendar/sitting-dates'
import { compareDays } from '../day'
import { assess } from '../rules/assess'
import { examCase } from '../rules/exam-case'
import { earlierCertificates } from '../rules/kept-out'
import { lastCountingYear, satSittings } from '../rules/passes'
import type {
  AnnouncedSitting,
  Candidate,
  Day,
  EarlierCertificate,
  Level,
  NotCounted,
  Sitting,
  Specialty,
  Subject,
} from '../types'

/** What a candidate sits as. */
export type LevelAndSpecialty = Pick<Candidate, 'level' | 'specialty'>

/** What a change of level or specialty touches: what the candidate is asked and warned about. */
export interface ChoiceChange {
  /** Years that have begun and were sat as what the candidate is now, ascending: what were they sat as? */
  years: number[]
  /** Of them those whose results are pending: what they bring will not count. */
  pendingYears: number[]
  /** The certificate held at the level chosen, for another specialty: the way to the next one is 增报专业. */
  certificate?: EarlierCertificate
}

/**
 * What changing to `next` touches.
 * @param asOf civil day in China, `YYYY-MM-DD`
 */
export function choiceChange(
  candidate: Candidate,
  next: LevelAndSpecialty,
  asOf: Day,
  announced: readonly AnnouncedSitting[] = [],
): ChoiceChange {
  const { begun } = examCase(candidate, asOf, announced)
  const touched = begun
    .filter(({ marks }) => Object.keys(marks).length > 0)
    .filter(sitting => sitting.level === candidate.level && sitting.specialty === candidate.specialty)
    // Of another specialty only 专业实务 is told apart.
    .filter(({ marks }) => next.level !== candidate.level || marks.practice !== undefined)
  const { certificate } = assess(candidate, asOf, announced)
  const held = certificate && { level: candidate.level, specialty: candidate.specialty, ...certificate }
  return {
    years: touched.map(({ examYear }) => examYear).sort((a, b) => a - b),
    pendingYears: touched
      .filter(({ marks }) => Object.values(marks).includes('pending'))
      .map(({ examYear }) => examYear)
      .sort((a, b) => a - b),
    ...(held && held.level === next.level && held.specialty !== next.specialty && { certificate: held }),
  }
}

/**
 * The candidate after a change of level or specialty. What has begun keeps what it was sat as, so that a pass of the old
 * choice does not turn into one of the new; what is still to come follows the candidate.
 * @param wasMistaken the old choice was never true: the years recorded with it are of the new one
 */
export function withChoice(
  candidate: Candidate,
  next: LevelAndSpecialty,
  wasMistaken: boolean,
  asOf: Day,
  announced: readonly AnnouncedSitting[] = [],
): Candidate {
  const hasBegun = (examYear: number) => compareDays(datesOf(examYear, announced).start, asOf) <= 0
  const sittings = candidate.sittings.map(sitting => {
    if (wasMistaken || !hasBegun(sitting.examYear)) return plainest(sitting, next)
    const [sat] = satSittings({ ...candidate, sittings: [sitting] })
    return plainest(sat!, next)
  })
  return { ...candidate, level: next.level, specialty: next.specialty, sittings }
}

/** The sitting without the level and the specialty that it has from the candidate anyway. */
function plainest({ examYear, level, specialty, ...rest }: Sitting, candidate: LevelAndSpecialty): Sitting {
  return {
    examYear,
    ...(level !== undefined && level !== candidate.level && { level }),
    ...(specialty !== undefined && specialty !== candidate.specialty && { specialty }),
    ...rest,
  }
}

/** Why a pass, or a mark that is awaited, counts for nothing here. */
export interface KeptOut extends NotCounted {
  /** What that year was sat as: 考全科时通过，能否带入由报名审核决定 · 煤矿安全的实务，对建筑施工不算 */
  level: Level
  specialty: Specialty
  /** The certificate that the pass made: then that is said instead. */
  usedFor?: EarlierCertificate
}

/** The same as `notCounted` of an assessment's standing, with what the year was sat as and what the pass was used for. */
export function keptOutPass(
  candidate: Candidate,
  subject: Subject,
  asOf: Day,
  announced: readonly AnnouncedSitting[] = [],
): KeptOut | undefined {
  const assessment = assess(candidate, asOf, announced)
  const found = assessment.subjects.find(standing => standing.subject === subject)?.notCounted
  if (!found) return undefined
  const sat = satSittings(candidate).find(({ examYear }) => examYear === found.examYear)!
  const through = lastCountingYear(sat.level, found.examYear, sat.extensionYears?.[subject])
  const usedFor =
    found.mark === 'pending'
      ? undefined
      : earlierCertificates(examCase(candidate, asOf, announced)).find(
          ({ level, specialty, examYear }) =>
            level === sat.level &&
            (subject !== 'practice' || specialty === sat.specialty) &&
            found.examYear <= examYear &&
            examYear <= through,
        )
  return { ...found, level: sat.level, specialty: sat.specialty, ...(usedFor && { usedFor }) }
}
