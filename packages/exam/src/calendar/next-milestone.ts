import type { Day, Milestone, MilestoneKind } from '../types'
import type { ExamCalendar } from './exam-calendar'
import { type MilestoneState, milestoneState } from './milestone-state'
import { MILESTONE_KINDS } from './milestones'
import { nextSittingYear } from './sitting-dates'

/** What of a candidate's record decides which milestone is the next one. */
export interface Onlooker {
  /** Exam year of the certificate, once everything is passed: then its own milestones count, and no others. */
  certificateYear?: number
  /** Exam years whose scores are entered. */
  enteredYears: readonly number[]
  /** Of them those with something that a recheck may be asked for. */
  recheckYears: readonly number[]
  /** Exam years, from the calendar's next one on, in which the candidate sits nothing. */
  skippedYears: readonly number[]
}

/** Somebody of whom nothing is known. */
export const NOBODY: Onlooker = { enteredYears: [], recheckYears: [], skippedYears: [] }

/** Rows that are of use only to those who have passed everything. */
export const FOR_THOSE_WHO_PASSED: readonly MilestoneKind[] = ['post-review', 'e-certificate', 'paper-certificate']

const UP_TO_THE_SCORES: readonly MilestoneKind[] = [
  'annual-plan',
  'registration',
  'payment',
  'admission-ticket',
  'exam',
  'score-release',
]
/** Something that the candidate must do while it is open. */
const NEEDS_CANDIDATE: readonly MilestoneKind[] = ['registration', 'payment', 'admission-ticket', 'score-recheck']

/**
 * What comes next for a candidate. First the exam itself, from its eve on; then what is open now and needs them; then
 * what is awaited, because its expected days have come or gone by without a word; then the nearest that is still ahead.
 * `undefined` when the cycle of the certificate is over.
 */
export function nextMilestone(
  calendar: ExamCalendar,
  asOf: Day,
  onlooker: Onlooker = NOBODY,
): MilestoneState | undefined {
  const next = nextSittingYear(asOf, calendar.sittings)
  const state = (examYear: number, kind: MilestoneKind) =>
    milestoneState(calendar, examYear, kind, asOf, onlooker.enteredYears)
  const { certificateYear } = onlooker
  if (certificateYear !== undefined) {
    // Nobody looks for the papers of years ago: whoever holds them still sees them in the calendar.
    if (next > certificateYear + 1) return undefined
    return nextForCertificate(FOR_THOSE_WHO_PASSED.map(kind => state(certificateYear, kind)))
  }
  const rows = [
    state(next - 1, 'score-release'),
    ...(onlooker.recheckYears.includes(next - 1) ? [state(next - 1, 'score-recheck')] : []),
    ...[next, next + 1].flatMap(year =>
      UP_TO_THE_SCORES.filter(kind => kind === 'annual-plan' || !onlooker.skippedYears.includes(year)).map(kind =>
        state(year, kind),
      ),
    ),
  ]
  return nextForEverybody(rows, calendar)
}

function nextForEverybody(rows: MilestoneState[], calendar: ExamCalendar): MilestoneState | undefined {
  const exam = rows.find(row => row.milestone.kind === 'exam' && (isNow(row) || row.days === 1))
  const needed = rows.filter(row => NEEDS_CANDIDATE.includes(row.milestone.kind) && isNow(row)).sort(inOrder)[0]
  const awaited = rows
    .filter(row => row.milestone.kind !== 'score-recheck' && (isNow(row) || row.phase === 'unconfirmed'))
    .filter(row => !isKnownByWhatFollows(row, calendar))
    .sort((a, b) => (weight(a) < weight(b) ? 1 : -1))[0]
  const ahead = rows.filter(({ phase }) => phase === 'ahead').sort((a, b) => a.days! - b.days! || inOrder(a, b))[0]
  return exam ?? needed ?? awaited ?? ahead
}

const isNow = ({ phase }: MilestoneState): boolean => phase === 'open' || phase === 'possible'

const kindOrder = ({ kind }: Milestone): number => MILESTONE_KINDS.indexOf(kind)
const orderOf = ({ milestone }: MilestoneState): number => kindOrder(milestone)
const inOrder = (a: MilestoneState, b: MilestoneState): number =>
  a.milestone.examYear - b.milestone.examYear || orderOf(a) - orderOf(b)

/** Of two that are awaited the one that began later, and of those the one that goes on longer; the plan needs nobody. */
const weight = ({ milestone: { kind, start, end } }: MilestoneState): string =>
  `${kind === 'annual-plan' ? 0 : 1} ${start} ${end}`

/** Nobody waits for the word on registering once the days of the exam itself are official, whoever sits it. */
function isKnownByWhatFollows(row: MilestoneState, calendar: ExamCalendar): boolean {
  const { examYear } = row.milestone
  return (
    row.phase === 'unconfirmed' &&
    calendar.milestones(examYear).some(later => later.status === 'official' && kindOrder(later) > orderOf(row))
  )
}

/** A review with a last day first: missing it costs the result. Else what has begun last, else the nearest. */
function nextForCertificate(rows: MilestoneState[]): MilestoneState | undefined {
  const review = rows.find(row => row.milestone.kind === 'post-review' && row.phase === 'open')
  const begun = rows.filter(row => isNow(row) || row.phase === 'unconfirmed').sort((a, b) => orderOf(b) - orderOf(a))[0]
  const ahead = rows.filter(({ phase }) => phase === 'ahead').sort((a, b) => a.days! - b.days!)[0]
  return review ?? begun ?? ahead
}

/**
 * The exam year whose cycle a calendar opens with: the one before the coming cycle until its certificates are out,
 * that is until registration for the next one is near (July).
 */
export function defaultExamYear(today: Day): number {
  const year = Number(today.slice(0, 4))
  return today < `${year}-07-01` ? year - 1 : year
}
