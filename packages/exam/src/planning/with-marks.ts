import type { Candidate, Mark, Subject } from '../types'

/** The candidate with the same mark for several subjects of one exam year, as all of them are answered at once. */
export function withMarks(candidate: Candidate, examYear: number, subjects: readonly Subject[], mark: Mark): Candidate {
  const found = candidate.sittings.find(sitting => sitting.examYear === examYear)
  const marks = { ...found?.marks, ...Object.fromEntries(subjects.map(subject => [subject, mark])) }
  const others = candidate.sittings.filter(sitting => sitting !== found)
  return {
    ...candidate,
    sittings: [...others, { ...found, examYear, marks }].sort((a, b) => a.examYear - b.examYear),
  }
}
