import {
  type AwaitedYear,
  type Candidate,
  countsIn,
  type ExamCalendar,
  isPass,
  type LevelAndSpecialty,
  type Mark,
  type MarkCode,
  type PassMark,
  parseCandidate,
  passesOf,
  type QuestionedMark,
  questionedMarks,
  RuleError,
  requiredSubjects,
  type Sitting,
  type Subject,
} from '@zhuan/exam'
import type { MarkDraft, YearDraft } from '@/stores/drafts'
import { isSame } from '@/stores/is-same'
import { draftOf, readDraft } from './mark-draft'

export type SubjectRow =
  | { kind: 'settled'; subject: Subject; passedIn: number; mark: PassMark; validThrough: number }
  | { kind: 'entry'; subject: Subject; draft: MarkDraft; verdict: Verdict }

export type Verdict = 'empty' | 'passed' | 'failed' | 'code' | 'fault'

export const sittingOf = (candidate: Candidate, year: number): Sitting | undefined =>
  candidate.sittings.find(({ examYear }) => examYear === year)

/** Which exam years there are to choose from. */
interface YearChoice {
  recorded: readonly number[]
  /** Years that were added or typed in, not saved yet. */
  added: readonly number[]
  /** Exam year of the latest sitting held: its results are awaited, or came last. */
  latestHeld: number
  isLatestRemoved: boolean
  /** The year on the screen, once one was chosen. */
  chosen: number | undefined
}

/** The exam years that stand as chips, the latest first; that of the latest sitting stays until it is removed. */
export function chipYears({ recorded, added, latestHeld, isLatestRemoved, chosen }: YearChoice): number[] {
  const years = [...recorded, ...added, ...(chosen === undefined ? [] : [chosen])]
  if (!isLatestRemoved || years.length === 0) years.push(latestHeld)
  return [...new Set(years)].sort((a, b) => b - a)
}

/** The latest pass of an earlier year that still counts in `year`: then this subject needs no entry there. */
function earlierPass(candidate: Candidate, subject: Subject, year: number) {
  return passesOf(candidate, subject)
    .filter(({ passedIn }) => passedIn < year)
    .filter(countsIn(year))
    .sort((a, b) => b.passedIn - a.passedIn)[0]
}

function verdictOf(draft: MarkDraft, year: number): Verdict {
  const { mark, fault } = readDraft(draft)
  if (fault) return 'fault'
  if (mark === undefined) return 'empty'
  if (isPass(mark, year)) return 'passed'
  return typeof mark === 'number' ? 'failed' : 'code'
}

const isBlank = (marks: object | undefined): boolean => Object.keys(marks ?? {}).length === 0

/** The same word for several subjects. */
export const allAs = (subjects: readonly Subject[], code: MarkCode | undefined): YearDraft['marks'] =>
  Object.fromEntries(subjects.map(subject => [subject, { text: '', ...(code && { code }) }]))

/**
 * What the form of a year starts from: as long as no scores can be out, everything that is awaited is 待出分 before
 * anything is entered. It is part of what is saved, not of what was typed.
 */
export function withDefault(
  candidate: Candidate,
  year: number,
  typed: YearDraft,
  awaited: AwaitedYear | undefined,
): YearDraft {
  if (awaited?.examYear !== year || awaited.phase !== 'waiting') return typed
  if (!isBlank(typed.marks) || !isBlank(sittingOf(candidate, year)?.marks)) return typed
  return { ...typed, marks: allAs(awaited.subjects, 'pending') }
}

/** The word that stands in all fields of `subjects`, if it is the same. */
export function wordOfAll(rows: readonly SubjectRow[], subjects: readonly Subject[]): MarkCode | undefined {
  const words = rows.flatMap(row => (row.kind === 'entry' && subjects.includes(row.subject) ? [row.draft.code] : []))
  return words.length === subjects.length && words.every(word => word === words[0]) ? words[0] : undefined
}

/** What a year was sat as: as chosen, as recorded, else as the candidate sits now. */
export function satAsIn(candidate: Candidate, year: number, typed: YearDraft): LevelAndSpecialty {
  const { level, specialty } = { ...candidate, ...sittingOf(candidate, year), ...typed }
  return { level, specialty }
}

/** Every sitting with what it was sat as, so that the candidate can be looked at as of another level. */
const withSatAs = (candidate: Candidate): Candidate => ({
  ...candidate,
  sittings: candidate.sittings.map(sitting => ({ level: candidate.level, specialty: candidate.specialty, ...sitting })),
})

/** One row a subject that the year's level requires: an entry, or the pass that makes it unnecessary. */
export function subjectRows(candidate: Candidate, year: number, typed: YearDraft): SubjectRow[] {
  const recorded = sittingOf(candidate, year)?.marks ?? {}
  const satAs = satAsIn(candidate, year, typed)
  return requiredSubjects(satAs.level).map(subject => {
    const pass = earlierPass({ ...withSatAs(candidate), ...satAs }, subject, year)
    const needed = recorded[subject] !== undefined || typed.marks[subject] || typed.opened.includes(subject)
    if (pass && !needed) {
      const { passedIn, mark, validThrough } = pass
      return { kind: 'settled', subject, passedIn, mark, validThrough }
    }
    const draft = typed.marks[subject] ?? draftOf(recorded[subject])
    return { kind: 'entry', subject, draft, verdict: verdictOf(draft, year) }
  })
}

/** Whether the core refuses `candidate`: more sittings than a record may have. Everything else is chosen from lists. */
export function breaksContract(candidate: Candidate): boolean {
  try {
    parseCandidate(candidate)
    return false
  } catch (error) {
    if (error instanceof RuleError) return true
    throw error
  }
}

/** The candidate with what was typed for `year` taken in; faults are left out. Marks of other subjects stay. */
export function withYear(candidate: Candidate, year: number, typed: YearDraft): Candidate {
  const recorded = sittingOf(candidate, year)
  const marks: Partial<Record<Subject, Mark>> = { ...recorded?.marks }
  for (const [subject, draft] of Object.entries(typed.marks) as [Subject, MarkDraft][]) {
    const { mark, fault } = readDraft(draft)
    if (fault) continue
    if (mark === undefined) delete marks[subject]
    else marks[subject] = mark
  }
  const sitting: Sitting = { ...recorded, examYear: year, marks }
  const satAs = satAsIn(candidate, year, typed)
  sitting.level = satAs.level
  sitting.specialty = satAs.specialty
  if (satAs.level === candidate.level) delete sitting.level
  if (satAs.specialty === candidate.specialty) delete sitting.specialty
  return {
    ...candidate,
    sittings: [...candidate.sittings.filter(({ examYear }) => examYear !== year), sitting].sort(
      (a, b) => a.examYear - b.examYear,
    ),
  }
}

/** Whether something was entered for `year` that saving would change, or that is no mark yet. */
export function isUnsaved(candidate: Candidate, year: number, typed: YearDraft): boolean {
  if (Object.values(typed.marks).some(draft => readDraft(draft).fault)) return true
  const recorded = sittingOf(candidate, year) ?? { examYear: year, marks: {} }
  return !isSame(sittingOf(withYear(candidate, year, typed), year), recorded)
}

/** The marks of `year` in `next` that cannot be what they say yet, of those that change with it. */
export function questionsOf(
  before: Candidate,
  next: Candidate,
  year: number,
  calendar: ExamCalendar,
  today: string,
): QuestionedMark[] {
  const sitting = sittingOf(next, year)
  const recorded = sittingOf(before, year)?.marks ?? {}
  return sitting
    ? questionedMarks(sitting, calendar, today).filter(({ subject, mark }) => recorded[subject] !== mark)
    : []
}

export const withoutYear = (candidate: Candidate, year: number): Candidate => ({
  ...candidate,
  sittings: candidate.sittings.filter(({ examYear }) => examYear !== year),
})
