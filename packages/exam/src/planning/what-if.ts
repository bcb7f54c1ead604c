import type { ExamCalendar } from '../calendar/exam-calendar'
import { nextSittingYear, sittingDates } from '../calendar/sitting-dates'
import { laterDay } from '../day'
import { assess } from '../rules/assess'
import { passMark, requiredSubjects } from '../rules/rule-sets'
import type { Assessment, Candidate, Day, Sitting, Subject } from '../types'
import { missingIn, type TrialCell, trialCells } from './year-cells'

/** A trial calculation: the candidate as if the chosen subjects were passed in one exam year. */
export interface WhatIf {
  examYear: number
  /** Whether the certificate is reached in that year (or was before). */
  certificate: Assessment['certificate']
  /** Required subjects that had a pass before `examYear` which no longer counts in it. */
  lapsed: Subject[]
  /** Required subjects never passed, the assumption included. */
  missing: Subject[]
  years: number[]
  rows: { subject: Subject; cells: TrialCell[] }[]
}

/** Exam years that can be assumed: the sitting whose results are awaited, if any, and the coming ones. */
export function assumableYears(candidate: Candidate, calendar: ExamCalendar, asOf: Day, count = 3): number[] {
  const examYear = nextSittingYear(asOf, calendar.sittings)
  const required = requiredSubjects(candidate.level)
  const held = candidate.sittings.find(sitting => sitting.examYear === examYear - 1)
  const marks = required.flatMap(subject => held?.marks[subject] ?? [])
  // A year without any entry is taken as open until January ends: scores come in late December.
  const isOpen = marks.length === 0 ? asOf < `${examYear}-02-01` : marks.includes('pending')
  const coming = Array.from({ length: count }, (_, index) => examYear + index)
  return isOpen ? [examYear - 1, ...coming.slice(0, count - 1)] : coming
}

/**
 * The standing as if `subjects` were passed in `examYear`. Nothing is saved and `candidate` is not changed.
 * @param asOf civil day, `YYYY-MM-DD`
 */
export function whatIf(
  candidate: Candidate,
  calendar: ExamCalendar,
  examYear: number,
  subjects: readonly Subject[],
  asOf: Day,
): WhatIf {
  const assumed = assumePassed(candidate, examYear, subjects)
  // Marks count once their sitting has begun: the trial is looked at when it is over.
  const { end } = sittingDates(examYear, calendar.sittings)
  const { certificate, required } = assess(assumed, laterDay(asOf, end), calendar.sittings)
  const reached = certificate && certificate.examYear <= examYear ? certificate : null
  const notCounting = reached ? [] : missingIn(assumed, { required }, examYear)
  const everPassed = (subject: Subject) =>
    trialCells(assumed, subject, yearsUpTo(assumed, examYear)).some(cell => cell === 'passed' || cell === 'assumed')
  const years = shownYears(assumed, required, examYear)
  return {
    examYear,
    certificate: reached,
    lapsed: notCounting.filter(everPassed),
    missing: notCounting.filter(subject => !everPassed(subject)),
    years,
    rows: required.map(subject => ({ subject, cells: trialCells(assumed, subject, years, year => year === examYear) })),
  }
}

function assumePassed(candidate: Candidate, examYear: number, subjects: readonly Subject[]): Candidate {
  const found = candidate.sittings.find(sitting => sitting.examYear === examYear)
  const isOwn = (found?.level ?? candidate.level) === candidate.level
  // What is assumed is passed at the candidate's own level and for the own specialty.
  const sitting: Sitting = isOwn ? { ...found, examYear, marks: { ...found?.marks } } : { examYear, marks: {} }
  if (subjects.includes('practice')) delete sitting.specialty
  for (const subject of subjects) sitting.marks[subject] = passMark(examYear)
  return { ...candidate, sittings: [...candidate.sittings.filter(other => other !== found), sitting] }
}

const yearsUpTo = ({ sittings }: Candidate, examYear: number): number[] =>
  sittings.map(sitting => sitting.examYear).filter(year => year <= examYear)

/** From the earliest year that matters to the assumed one; six columns at the most. */
function shownYears(candidate: Candidate, required: readonly Subject[], examYear: number): number[] {
  const used = candidate.sittings
    .filter(({ marks }) => required.some(subject => marks[subject] !== undefined))
    .map(sitting => sitting.examYear)
  const first = Math.max(examYear - 5, Math.min(...used, examYear))
  return Array.from({ length: examYear - first + 1 }, (_, index) => first + index)
}
