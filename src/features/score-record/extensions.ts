import { type Candidate, lastCountingYear, type Subject } from '@zhuan/exam'
import type { Extension, YearDraft } from '@/stores/drafts'
import { sittingOf, subjectRows } from './score-form-state'

/** A pass of one exam year that may have been prolonged, and the last exam year in which it then counts. */
export interface ExtensionRow {
  subject: Subject
  extension: Extension
  validThrough: number
}

/** The passes of `year` that count for the candidate's specialty: only those can be prolonged. */
export function extensionRows(candidate: Candidate, year: number, typed: YearDraft): ExtensionRow[] {
  const recorded = sittingOf(candidate, year)
  const specialty = typed.specialty ?? recorded?.specialty ?? candidate.specialty
  return subjectRows(candidate, year, typed)
    .filter(row => row.kind === 'entry' && row.verdict === 'passed')
    .filter(({ subject }) => subject !== 'practice' || specialty === candidate.specialty)
    .map(({ subject }) => {
      const extension = typed.extensions?.[subject] ?? recorded?.extensionYears?.[subject] ?? 0
      return { subject, extension, validThrough: lastCountingYear(candidate.level, year, extension) }
    })
}
