import {
  type Candidate,
  countsIn,
  type Mark,
  passesOf,
  requiredSubjects,
  type Sitting,
  type Subject,
} from '@zhuan/exam'

/** What a tap on a year and subject may say. */
type Choice = 'passed' | 'failed' | 'pending'

/** The marks that taps go through, one after the other; after the last one the cell is empty again. */
const ROUND: readonly Choice[] = ['passed', 'failed', 'pending']
/** While the scores of a year are not out, that they are awaited comes first. */
const ROUND_WITHOUT_RESULTS: readonly Choice[] = ['pending', 'passed', 'failed']

/**
 * What the next tap says.
 * @param results whether the scores of that year are out
 */
export function nextChoice(mark: Mark | undefined, results: boolean): Choice | undefined {
  const round = results ? ROUND : ROUND_WITHOUT_RESULTS
  return round[round.indexOf(mark as Choice) + 1]
}

/** What a cell shows: its own mark, or that an earlier pass still counts. */
export function cellOf(candidate: Candidate, examYear: number, subject: Subject): Choice | 'valid' | undefined {
  const mark = candidate.sittings.find(sitting => sitting.examYear === examYear)?.marks[subject]
  if (mark !== undefined) return mark as Choice
  const earlier = passesOf(candidate, subject).filter(({ passedIn }) => passedIn < examYear)
  return earlier.some(countsIn(examYear)) ? 'valid' : undefined
}

/** The candidate with one cell changed; a year that says nothing is none. */
export function withCell(
  candidate: Candidate,
  examYear: number,
  subject: Subject,
  choice: Choice | undefined,
): Candidate {
  const { [subject]: _, ...others } = candidate.sittings.find(sitting => sitting.examYear === examYear)?.marks ?? {}
  const marks = choice === undefined ? others : { ...others, [subject]: choice }
  const rest = candidate.sittings.filter(sitting => sitting.examYear !== examYear)
  const sittings: Sitting[] = Object.keys(marks).length === 0 ? rest : [...rest, { examYear, marks }]
  return { ...candidate, sittings: sittings.sort((a, b) => a.examYear - b.examYear) }
}

/** What was chosen on the screen: marks of subjects that the level does not have were tapped under another level. */
export function finished(candidate: Candidate): Candidate {
  const required = requiredSubjects(candidate.level)
  const sittings = candidate.sittings.flatMap(({ examYear, marks }): Sitting[] => {
    const shown = Object.entries(marks).filter(([subject]) => required.includes(subject as Subject))
    return shown.length === 0 ? [] : [{ examYear, marks: Object.fromEntries(shown) }]
  })
  return { ...candidate, sittings }
}
