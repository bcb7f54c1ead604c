import type { ExamCalendar } from '../calendar/exam-calendar'
import { compareDays } from '../day'
import { certificateYearOf, isLost, isOpenIn, missingIn } from '../rules/exam-case'
import { countsIn, passesOf } from '../rules/passes'
import { requiredSubjects } from '../rules/rule-sets'
import type { Candidate, Day, Sitting, Subject } from '../types'
import { type Look, lookAt } from './look'
import { awaitedIn } from './onlooker'
import { type TrialCell, trialCells } from './year-cells'

/** What is assumed of exam years to come, or of scores that are awaited: by year, by subject. */
export type Assumptions = Readonly<Record<number, Readonly<Partial<Record<Subject, 'passed' | 'failed'>>>>>

/** An exam year that the candidate can make assumptions about. */
export interface PlanYear {
  examYear: number
  /** `awaited`: sat, no scores yet · `registered`: registration is over, the exam is ahead · `coming`: still to register for */
  phase: 'awaited' | 'registered' | 'coming'
  /** Of what nothing is decided there yet: of a year that was sat, what is awaited. */
  open: Subject[]
  /** Of them what is missing there when everything assumed of earlier years has come true. */
  needed: Subject[]
}

/** Different subjects in different years: what a plan comes to. Nothing is saved. */
export interface Plan {
  years: PlanYear[]
  /** The matrix: its columns, and a row for each required subject. */
  columns: number[]
  rows: { subject: Subject; cells: TrialCell[] }[]
  /** The certificate under these assumptions. */
  certificate: { examYear: number } | null
  /** Subjects that were passed before and have to be passed again, because the certificate comes too late for them. */
  retaken: Subject[]
  /** What is still missing in the last year that something is assumed of; empty with a certificate. */
  missing: Subject[]
}

/**
 * What the assumptions come to.
 * @param asOf civil day in China, `YYYY-MM-DD`
 * @param count years to plan, the one whose scores are awaited included
 */
export function planFor(
  candidate: Candidate,
  calendar: ExamCalendar,
  asOf: Day,
  assumptions: Assumptions,
  count = 3,
): Plan {
  const look = lookAt(candidate, calendar, asOf)
  const recorded = withoutComingMarks(look)
  const assumed = assume(recorded, assumptions)
  const years = planYears(look, count).map(({ examYear, phase, open }) => ({
    examYear,
    phase,
    open,
    needed: missingBefore(assumed, examYear).filter(subject => open.includes(subject)),
  }))
  const assumedYears = Object.keys(assumptions)
    .map(Number)
    .filter(year => Object.keys(assumptions[year]!).length > 0)
  const certificateYear = certificateYearOf(assumed)
  const last = certificateYear ?? Math.max(...assumedYears, ...years.slice(0, 1).map(({ examYear }) => examYear))
  const columns = columnsUpTo(recorded, Math.max(last, ...assumedYears))
  const missing = missingAt(assumed, last)
  return {
    years,
    columns,
    rows: requiredSubjects(candidate.level).map(subject => ({
      subject,
      cells: trialCells(assumed, subject, columns, year => assumptions[year]?.[subject] === 'passed'),
    })),
    certificate: certificateYear === undefined ? null : { examYear: certificateYear },
    retaken: requiredSubjects(candidate.level).filter(subject => isLapsed(recorded, subject, last)),
    missing: certificateYear === undefined ? missing : [],
  }
}

/** Which subjects to register for next. */
export interface RegistrationAdvice {
  /** The exam year of the next registration. */
  examYear: number
  /** What is missing there when nothing that is undecided passes: passing all of it brings the certificate in that year. */
  subjects: Subject[]
  /** Of them those that an earlier year may still bring, with that year: who passes them need not register. */
  undecided: { examYear: number; subjects: Subject[] }[]
  /** Passes that lapse when that year does not complete everything. */
  atStake: Subject[]
}

/** What to register for next; `undefined` with a certificate. */
export function registrationAdvice(
  candidate: Candidate,
  calendar: ExamCalendar,
  asOf: Day,
): RegistrationAdvice | undefined {
  const look = lookAt(candidate, calendar, asOf)
  if (look.assessment.certificate) return undefined
  const examYear = registrationYear(look)
  const subjects = missingIn(look.examCase, examYear)
  return {
    examYear,
    subjects,
    undecided: undecidedYears(look)
      .map(undecided => ({ ...undecided, subjects: undecided.subjects.filter(subject => subjects.includes(subject)) }))
      .filter(undecided => undecided.subjects.length > 0),
    atStake: lapsingAfter(look, examYear),
  }
}

/** One step of the safest order: what to sit, in which years, and what was lost before it. */
export interface PlanStep {
  /** Passing all of `subjects` by the end of any of them brings the certificate; nothing lapses before the last is over. */
  years: number[]
  subjects: Subject[]
  /** Passes that are lost because the step before did not complete everything. */
  lapsed: Subject[]
  /** Nothing that is passed could lapse: the years go on. */
  isOpen: boolean
}

/**
 * The safest order: everything that is missing, at the next registration; then what would have to be sat if that fails,
 * and so on. Three steps at the most; none with a certificate.
 */
export function safestOrder(candidate: Candidate, calendar: ExamCalendar, asOf: Day): PlanStep[] {
  const look = lookAt(candidate, calendar, asOf)
  const steps: PlanStep[] = []
  if (look.assessment.certificate) return steps
  let year = registrationYear(look)
  let lapsed: Subject[] = []
  while (steps.length < 3) {
    const last = firstLapse(look, year)
    const years = Array.from({ length: (last ?? year) - year + 1 }, (_, index) => year + index)
    const open = years.filter(one => !isLost(look.examCase, one))
    if (open.length > 0 || last === undefined) {
      steps.push({ years: open, subjects: missingIn(look.examCase, year), lapsed, isOpen: last === undefined })
      lapsed = []
    }
    if (last === undefined) return steps
    lapsed = [...lapsed, ...lapsingAfter(look, last)]
    year = last + 1
  }
  return steps
}

/**
 * What a plan assumes: the candidate's choices, and where there is none, that what is undecided fails and that what is
 * missing at a registration is passed there. Nothing is assumed of a year after the certificate; a choice that is of no
 * use any more is left out.
 * @param choices what the candidate chose, by year and subject
 * @param count years to plan, as for {@link planFor}
 */
export function assumptionsFrom(
  choices: Assumptions,
  candidate: Candidate,
  calendar: ExamCalendar,
  asOf: Day,
  count = 3,
): Assumptions {
  const look = lookAt(candidate, calendar, asOf)
  const recorded = withoutComingMarks(look)
  const found: Record<number, Partial<Record<Subject, 'passed' | 'failed'>>> = {}
  for (const { examYear, phase, open } of planYears(look, count)) {
    const before = assume(recorded, found)
    if (certificateYearOf(before) !== undefined) break
    const needed = missingBefore(before, examYear).filter(subject => open.includes(subject))
    const chosen = choices[examYear] ?? {}
    const byDefault = phase === 'coming' ? 'passed' : 'failed'
    found[examYear] = Object.fromEntries(
      open
        .filter(subject => needed.includes(subject) || chosen[subject] === 'passed')
        .map(subject => [subject, chosen[subject] ?? byDefault]),
    )
  }
  return found
}

/** The first year that can still be registered for, and that can complete everything: not one that is given up. */
function registrationYear({ calendar, asOf, examCase: one }: Look): number {
  const isOver = compareDays(calendar.milestone(one.next, 'registration').end, asOf) < 0
  let year = isOver ? one.next + 1 : one.next
  while (isLost(one, year)) year++
  return year
}

/** The years before the next registration that may still bring something: what is awaited, what is registered for. */
function undecidedYears(look: Look): { examYear: number; subjects: Subject[] }[] {
  const { examCase: one } = look
  const awaited = awaitedIn(look)
  const registered = one.next < registrationYear(look) ? [one.next] : []
  return [
    ...(awaited ? [{ examYear: awaited.examYear, subjects: awaited.subjects }] : []),
    ...registered.map(examYear => ({
      examYear,
      subjects: missingIn(one, examYear).filter(subject => isOpenIn(one, subject, examYear)),
    })),
  ].filter(({ subjects }) => subjects.length > 0)
}

function planYears(look: Look, count: number): Omit<PlanYear, 'needed'>[] {
  const { examCase: one } = look
  const first = registrationYear(look)
  const before = undecidedYears(look).map(({ examYear, subjects }) => ({
    examYear,
    phase: examYear < one.next ? ('awaited' as const) : ('registered' as const),
    open: subjects,
  }))
  const coming = Array.from({ length: Math.max(0, count - before.length) }, (_, index) => first + index)
  const isOpen = (examYear: number) => (subject: Subject) => isOpenIn(one, subject, examYear)
  return [
    ...before,
    ...coming.map(examYear => ({
      examYear,
      phase: 'coming' as const,
      open: requiredSubjects(one.candidate.level).filter(isOpen(examYear)),
    })),
  ]
}

/** The record as it counts today: of sittings that have not begun only what is given up. */
function withoutComingMarks({ examCase: { candidate, begun, coming } }: Look): Candidate {
  const givenUp = coming.map(sitting => ({
    ...sitting,
    marks: Object.fromEntries(Object.entries(sitting.marks).filter(([, mark]) => mark === 'not-registered')),
  }))
  return { ...candidate, sittings: [...begun, ...givenUp] }
}

/** The candidate as if it had come like that: at the own level, and practice for the own specialty. */
function assume(candidate: Candidate, assumptions: Assumptions): Candidate {
  const sittings = new Map(candidate.sittings.map(sitting => [sitting.examYear, sitting]))
  for (const [key, subjects] of Object.entries(assumptions)) {
    const examYear = Number(key)
    if (Object.keys(subjects).length > 0) sittings.set(examYear, assumedSitting(candidate, examYear, subjects))
  }
  return { ...candidate, sittings: [...sittings.values()] }
}

function assumedSitting(candidate: Candidate, examYear: number, subjects: Sitting['marks']): Sitting {
  const found = candidate.sittings.find(sitting => sitting.examYear === examYear)
  const isOwn = (found?.level ?? candidate.level) === candidate.level
  const { specialty, ...plain } =
    isOwn && found ? found : { examYear, marks: {} as Sitting['marks'], specialty: undefined }
  const keepsSpecialty = specialty !== undefined && subjects.practice === undefined
  return { ...plain, ...(keepsSpecialty && { specialty }), marks: { ...plain.marks, ...subjects } }
}

const missingAt = (candidate: Candidate, year: number): Subject[] =>
  requiredSubjects(candidate.level).filter(subject => !passesOf(candidate, subject).some(countsIn(year)))

/** What is missing in a year by what earlier years bring: what is passed in it is still to be sat. */
const missingBefore = (candidate: Candidate, year: number): Subject[] =>
  missingAt({ ...candidate, sittings: candidate.sittings.filter(({ examYear }) => examYear < year) }, year)

/** Whether a recorded pass no longer counts in a year, and no later one replaces it. */
const isLapsed = (candidate: Candidate, subject: Subject, year: number): boolean => {
  const passes = passesOf(candidate, subject).filter(({ passedIn }) => passedIn <= year)
  return passes.length > 0 && !passes.some(countsIn(year))
}

/** The last year in which every pass that counts in `year` still does; `undefined` where none counts. */
function firstLapse({ examCase: { passes } }: Look, year: number): number | undefined {
  const ends = [...passes.values()].flatMap(ofSubject => {
    const counting = ofSubject.filter(countsIn(year)).map(({ validThrough }) => validThrough)
    return counting.length > 0 ? [Math.max(...counting)] : []
  })
  return ends.length > 0 ? Math.min(...ends) : undefined
}

/** The subjects whose pass counts in `year` and in no later one. */
const lapsingAfter = ({ examCase: { passes } }: Look, year: number): Subject[] =>
  [...passes]
    .filter(([, ofSubject]) => ofSubject.some(countsIn(year)) && !ofSubject.some(countsIn(year + 1)))
    .map(([subject]) => subject)

/** From the earliest year that matters to the last one; six columns at the most. */
function columnsUpTo(candidate: Candidate, last: number): number[] {
  const used = candidate.sittings
    .filter(
      ({ examYear, marks }) =>
        examYear <= last && requiredSubjects(candidate.level).some(one => marks[one] !== undefined),
    )
    .map(({ examYear }) => examYear)
  const first = Math.max(last - 5, Math.min(...used, last))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
