import { type Candidate, daysBetween, type ExamAhead, type ExamPaper, type Subject } from '@zhuan/exam'

/** Where somebody who sits the exam is on a minute of its eve or its days. */
export type ExamView =
  /** Their next paper is on another day. */
  | { phase: 'before'; paper: ExamPaper; days: number }
  /** Their next paper is today, or is being written. */
  | { phase: 'today'; paper: ExamPaper; isOn: boolean }
  /** Their last paper is over; `noted` once they have said whether they sat it. */
  | { phase: 'done'; noted: boolean }

/** How one paper stands: in the candidate's own list what is over, what is being written, what comes next. */
export type PaperState = 'sit' | 'next' | 'on' | 'over' | Exclude<ExamPaper['need'], 'sit'>

/** The subjects that the candidate sits, in the order of the papers. */
export const ownSubjects = ({ papers }: ExamAhead): Subject[] =>
  papers.filter(({ need }) => need === 'sit').map(({ subject }) => subject)

const isOver = ({ day, to }: ExamPaper, minute: string): boolean => `${day}T${to}` <= minute
const hasBegun = ({ day, from }: ExamPaper, minute: string): boolean => `${day}T${from}` <= minute

const nextPaper = ({ papers }: ExamAhead, minute: string): ExamPaper | undefined =>
  papers.find(paper => paper.need === 'sit' && !isOver(paper, minute))

/** @param minute civil minute in China, `YYYY-MM-DDTHH:mm` */
export function examView(exam: ExamAhead, candidate: Candidate, minute: string): ExamView {
  const paper = nextPaper(exam, minute)
  if (!paper) {
    const marks = candidate.sittings.find(({ examYear }) => examYear === exam.milestone.examYear)?.marks ?? {}
    return { phase: 'done', noted: ownSubjects(exam).every(subject => marks[subject] !== undefined) }
  }
  const days = daysBetween(minute.slice(0, 10), paper.day)
  return days > 0 ? { phase: 'before', paper, days } : { phase: 'today', paper, isOn: hasBegun(paper, minute) }
}

export function paperState(paper: ExamPaper, exam: ExamAhead, minute: string): PaperState {
  if (paper.need !== 'sit') return paper.need
  if (isOver(paper, minute)) return 'over'
  if (paper !== nextPaper(exam, minute)) return 'sit'
  if (hasBegun(paper, minute)) return 'on'
  return minute.slice(0, 10) === paper.day ? 'next' : 'sit'
}
