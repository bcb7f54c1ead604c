import type { ExamCalendar } from '../calendar/exam-calendar'
import { type MilestoneState, milestoneState } from '../calendar/milestone-state'
import { postReviewNote } from '../calendar/milestones'
import { addYears } from '../day'
import type { Candidate, Day, MilestoneKind } from '../types'
import { type ExamAhead, examAheadIn } from './exam-papers'
import { type Look, lookAt } from './look'
import { type AwaitedYear, awaitedIn, onlookerIn } from './onlooker'
import { type Checklists, isTicked, type Tick } from './ticks'

/** Where in the cycle somebody is, in the order of the cycle. */
export type CycleStage =
  /** Until registering and paying for the next exam is done. */
  | 'registering'
  /** Registered: until the last exam day. */
  | 'before-exam'
  /** The exam is over, and its scores cannot be out for all we know. */
  | 'waiting'
  /** The scores may be out, or are: look them up, enter them. */
  | 'scores-out'
  /** They are entered, something did not pass, and a recheck may be asked for. */
  | 'recheck'
  /** Everything is passed: the review, if the region has one. */
  | 'review'
  | 'e-certificate'
  | 'paper'
  /** Everything is in hand: registering with the authority (注册) remains. */
  | 'in-hand'

export type StepKind =
  | 'await-plan'
  | 'register'
  | 'pay'
  | 'print-ticket'
  | 'sit-exam'
  | 'await-scores'
  | 'look-up-scores'
  | 'enter-scores'
  | 'ask-recheck'
  | 'attend-review'
  | 'download-certificate'
  | 'collect-paper'
  | 'register-certificate'

/** One thing to do, or to wait for. */
export interface Step {
  kind: StepKind
  examYear: number
  /** The row of the calendar that it hangs on; its phase says whether it is time. */
  state?: MilestoneState
  /** What the candidate may tick off here; each moves the steps on. */
  ticks: Tick[]
  /** Of `register-certificate`: the last day of the five years, where the day of issue is known. */
  deadline?: Day
}

/** What is known of the certificate itself, as the record keeps it. */
export interface CertificateFacts {
  examYear: number
  issuedOn?: Day
  paperReceived?: boolean | Day
}

/** Where a candidate is, and what to do: the one next step first, what comes after it in its order. */
export interface NextStep {
  stage: CycleStage
  next: Step
  rest: Step[]
  /** From the eve to the last exam day. */
  exam?: ExamAhead
  /** The year whose scores are awaited. */
  awaited?: AwaitedYear
}

interface Facts {
  look: Look
  checklists: Checklists
  enteredYears: readonly number[]
}

/** A certificate has to be registered (注册) within so many years: 《注册安全工程师职业资格制度规定》. */
const REGISTRATION_YEARS = 5

/** Which row of the calendar a step hangs on, and what ticks it off. */
const STEPS: Readonly<Record<StepKind, { row?: MilestoneKind; ticks?: Tick[] }>> = {
  'await-plan': { row: 'annual-plan', ticks: ['not-this-year'] },
  register: { row: 'registration', ticks: ['registered', 'not-this-year'] },
  pay: { row: 'payment', ticks: ['paid', 'not-this-year'] },
  'print-ticket': { row: 'admission-ticket' },
  'sit-exam': { row: 'exam' },
  'await-scores': { row: 'score-release' },
  'look-up-scores': { row: 'score-release', ticks: ['looked-up'] },
  'enter-scores': { row: 'score-release' },
  'ask-recheck': { row: 'score-recheck' },
  'attend-review': { row: 'post-review', ticks: ['papers-ready'] },
  'download-certificate': { row: 'e-certificate', ticks: ['downloaded'] },
  'collect-paper': { row: 'paper-certificate', ticks: ['received'] },
  'register-certificate': {},
}

/**
 * Where in the cycle a candidate is and what to do now.
 * @param asOf civil day in China, `YYYY-MM-DD`
 * @param checklists those of the record, by id: what is ticked off there moves the next step on
 * @param certificate what is known of the certificate; facts of another exam year are left alone
 */
export function nextStep(
  candidate: Candidate,
  calendar: ExamCalendar,
  asOf: Day,
  checklists: Checklists = {},
  certificate: CertificateFacts | null = null,
): NextStep {
  const look = lookAt(candidate, calendar, asOf)
  const reached = look.assessment.certificate
  if (reached) return certificateSteps(calendar, asOf, reached.examYear, checklists, certificate)
  const facts: Facts = { look, checklists, enteredYears: onlookerIn(look).enteredYears }
  const exam = examAheadIn(look)
  if (exam && !isSkipped(facts, exam.milestone.examYear)) return { ...onExamDays(facts, exam), exam }
  const found = awaitedIn(look)
  // Who ticked 今年不考 waits for nothing, whether or not the record says so.
  const awaited = found && !isSkipped(facts, found.examYear) ? found : undefined
  if (awaited?.phase === 'waiting') return { ...whileWaiting(facts, awaited), awaited }
  if (awaited) return { ...whenScoresAreOut(facts, awaited), awaited }
  return afterTheEntry(facts)
}

/**
 * The steps of somebody who has passed everything, also of a certificate reached under another level or specialty.
 * @param examYear of the certificate
 */
export function certificateSteps(
  calendar: ExamCalendar,
  asOf: Day,
  examYear: number,
  checklists: Checklists = {},
  certificate: CertificateFacts | null = null,
): NextStep {
  const facts = certificate?.examYear === examYear ? certificate : undefined
  const stateOf = (kind: MilestoneKind) => milestoneState(calendar, examYear, kind, asOf, [examYear])
  const review = stateOf('post-review')
  const download = stateOf('e-certificate')
  const isReceived = isTicked(checklists, 'received', examYear) || Boolean(facts?.paperReceived)
  const isDownloaded = isReceived || isTicked(checklists, 'downloaded', examYear)
  // A day that was officially named is kept, whatever is ready: not coming costs the result.
  const isReviewNamed = review.milestone.status === 'official' && (review.phase === 'ahead' || review.phase === 'open')
  const isReviewDone =
    isDownloaded || isPast(review) || (!isReviewNamed && isTicked(checklists, 'papers-ready', examYear))
  // Where nobody knows of a review it does not hold up what has come, but it is not left out either.
  const isReviewDoubtful =
    !isReviewNamed && hasCome(download) && (calendar.region === null || postReviewNote(calendar.region) === undefined)
  const step = (kind: StepKind): Step => stepOf(kind, examYear, STEPS[kind].row && stateOf(STEPS[kind].row))
  const deadline = facts?.issuedOn === undefined ? undefined : addYears(facts.issuedOn, REGISTRATION_YEARS)
  const reviewing: [CycleStage, boolean, Step] = ['review', isReviewDone, step('attend-review')]
  const downloading: [CycleStage, boolean, Step] = ['e-certificate', isDownloaded, step('download-certificate')]
  const steps: [CycleStage, boolean, Step][] = [
    ...(isReviewDoubtful ? [downloading, reviewing] : [reviewing, downloading]),
    ['paper', isReceived, step('collect-paper')],
    ['in-hand', false, { ...step('register-certificate'), ...(deadline !== undefined && { deadline }) }],
  ]
  const open = steps.filter(([, isDone]) => !isDone)
  const [stage, , next] = open[0]!
  return { stage, next, rest: open.slice(1).map(([, , one]) => one) }
}

function onExamDays(facts: Facts, { milestone: { examYear }, daysToStart }: ExamAhead): NextStep {
  const ticket = stepIn(facts, 'print-ticket', examYear)
  const stillPrints = daysToStart > 0 && !isPast(ticket.state!)
  return {
    stage: 'before-exam',
    next: stepIn(facts, 'sit-exam', examYear),
    rest: [...(stillPrints ? [ticket] : []), stepIn(facts, 'await-scores', examYear)],
  }
}

function whileWaiting(facts: Facts, { examYear }: AwaitedYear): NextStep {
  const kinds = ['look-up-scores', 'enter-scores', 'ask-recheck', 'attend-review', 'download-certificate'] as const
  return {
    stage: 'waiting',
    next: stepIn(facts, 'await-scores', examYear),
    rest: kinds.map(kind => stepIn(facts, kind, examYear)),
  }
}

function whenScoresAreOut(facts: Facts, { examYear }: AwaitedYear): NextStep {
  const kinds: StepKind[] = ['enter-scores', 'ask-recheck', 'attend-review', 'download-certificate']
  if (!isTicked(facts.checklists, 'looked-up', examYear)) kinds.unshift('look-up-scores')
  const [next, ...rest] = kinds.map(kind => stepIn(facts, kind, examYear))
  return { stage: 'scores-out', next: next!, rest }
}

/** Nothing is awaited: a recheck while it may be asked for, and the next exam. */
function afterTheEntry(facts: Facts): NextStep {
  const { look } = facts
  const held = look.examCase.next - 1
  const ahead = stepsToTheExam(facts, examYearAhead(facts))
  const recheck = onlookerIn(look).recheckYears.includes(held) ? stepIn(facts, 'ask-recheck', held) : undefined
  if (recheck && hasCome(recheck.state!) && recheck.state!.phase !== 'unconfirmed') {
    return { stage: 'recheck', next: recheck, rest: ahead.steps }
  }
  const [next, ...rest] = ahead.steps
  return { stage: ahead.isRegistered ? 'before-exam' : 'registering', next: next!, rest }
}

/** The next exam that the candidate sits: not one they have given up in the record, nor one they ticked 今年不考 for. */
function examYearAhead(facts: Facts): number {
  let year = facts.look.assessment.nextSitting.examYear
  while (isSkipped(facts, year)) year++
  return year
}

const isSkipped = ({ checklists }: Facts, examYear: number): boolean => isTicked(checklists, 'not-this-year', examYear)

/** What is to be done until the exam of a year, in its order. */
function stepsToTheExam(facts: Facts, examYear: number): { steps: Step[]; isRegistered: boolean } {
  const step = (kind: StepKind) => stepIn(facts, kind, examYear)
  const [plan, register, pay, ticket, exam] = [
    step('await-plan'),
    step('register'),
    step('pay'),
    step('print-ticket'),
    step('sit-exam'),
  ]
  const isExamKnown = exam!.state!.milestone.status === 'official'
  /** Past for good; or nobody has told of it, and there is more to go by that it is. */
  const isGone = ({ state }: Step) =>
    isPast(state!) || (state!.phase === 'unconfirmed' && (isExamKnown || ticket!.state!.phase !== 'ahead'))
  const isPlanned =
    isExamKnown || isPast(plan!.state!) || register!.state!.phase !== 'ahead' || plan!.state!.phase === 'open'
  const isPaid = isTicked(facts.checklists, 'paid', examYear) || isGone(pay!)
  const isRegistered =
    isTicked(facts.checklists, 'registered', examYear) || isTicked(facts.checklists, 'paid', examYear)
  const isRegistrationDone = isRegistered || isGone(register!)
  return {
    steps: [
      ...(isPlanned ? [] : [plan!]),
      ...(isRegistrationDone ? [] : [register!]),
      ...(isPaid ? [] : [pay!]),
      ...(isPast(ticket!.state!) ? [] : [ticket!]),
      exam!,
    ],
    isRegistered: isRegistrationDone && isPaid,
  }
}

const stepIn = ({ look, enteredYears }: Facts, kind: StepKind, examYear: number): Step => {
  const { row } = STEPS[kind]
  return stepOf(kind, examYear, row && milestoneState(look.calendar, examYear, row, look.asOf, enteredYears))
}

const stepOf = (kind: StepKind, examYear: number, state: MilestoneState | undefined): Step => ({
  kind,
  examYear,
  ...(state && { state }),
  ticks: STEPS[kind].ticks ?? [],
})

const isPast = ({ phase }: MilestoneState): boolean => phase === 'over' || phase === 'superseded'
const hasCome = ({ phase }: MilestoneState): boolean =>
  phase === 'open' || phase === 'possible' || phase === 'unconfirmed' || phase === 'over'
