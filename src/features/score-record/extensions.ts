import {
  type Candidate,
  lastCountingYear,
  type ProlongablePass,
  passesOf,
  prolongablePasses,
  requiredSubjects,
  withProlongation,
} from '@zhuan/exam'
import { sittingOf } from './score-form-state'

/** Years by which a pass was officially prolonged: 0 = not at all. */
export type Extension = 0 | 1 | 2 | 3

/** A pass that may have been prolonged, and the last exam year in which it counts with that. */
export interface ExtensionRow extends ProlongablePass {
  extension: Extension
}

const extensionOf = (candidate: Candidate, { subject, passedIn }: ProlongablePass): Extension =>
  sittingOf(candidate, passedIn)?.extensionYears?.[subject] ?? 0

const withExtension =
  (candidate: Candidate) =>
  (pass: ProlongablePass): ExtensionRow => {
    const extension = extensionOf(candidate, pass)
    return { ...pass, extension, validThrough: lastCountingYear(candidate.level, pass.passedIn, extension) }
  }

/** The passes of one exam year. */
export const passesIn = (candidate: Candidate, year: number): ExtensionRow[] =>
  requiredSubjects(candidate.level)
    .flatMap(subject => passesOf(candidate, subject).map(pass => ({ ...pass, subject })))
    .filter(({ passedIn }) => passedIn === year)
    .map(withExtension(candidate))

/** The passes that were in their term in a year that could officially not be sat. */
export const passesOver = (candidate: Candidate, missedYear: number): ExtensionRow[] =>
  prolongablePasses(candidate, missedYear).map(withExtension(candidate))

/** The exam years, the latest first, in which a pass was in its term. */
export function missableYears(candidate: Candidate, latestHeld: number): number[] {
  const first = Math.min(...candidate.sittings.map(({ examYear }) => examYear))
  const years = Number.isFinite(first)
    ? Array.from({ length: Math.max(0, latestHeld - first) }, (_, index) => latestHeld - index)
    : []
  return years.filter(year => prolongablePasses(candidate, year).length > 0)
}

/** The candidate with every pass that was in its term in the missed year prolonged by one year, where it was not yet. */
export const withMissedYear = (candidate: Candidate, missedYear: number): Candidate =>
  passesOver(candidate, missedYear)
    .filter(({ extension }) => extension === 0)
    .reduce((next, pass) => withProlongation(next, pass, 1), candidate)
