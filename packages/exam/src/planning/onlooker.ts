import type { ExamCalendar } from '../calendar/exam-calendar'
import { type MilestoneState, milestoneState } from '../calendar/milestone-state'
import { NOBODY, nextMilestone, type Onlooker } from '../calendar/next-milestone'
import { compareDays } from '../day'
import { isOpenIn, missingIn } from '../rules/exam-case'
import { isPass } from '../rules/passes'
import { FIRST_EXAM_YEAR } from '../rules/rule-sets'
import type { Candidate, Day, Mark, Sitting, Subject } from '../types'
import { type Look, lookAt } from './look'

/** What the calendar has to know of a candidate to say what comes next for them. */
export const onlookerOf = (candidate: Candidate, calendar: ExamCalendar, asOf: Day): Onlooker =>
  onlookerIn(lookAt(candidate, calendar, asOf))

export function onlookerIn({ assessment, examCase: { begun, next } }: Look): Onlooker {
  const { certificate, nextSitting } = assessment
  const entered = begun.filter(isEntered)
  return {
    ...(certificate && { certificateYear: certificate.examYear }),
    enteredYears: entered.map(({ examYear }) => examYear),
    recheckYears: entered.filter(mayBeRechecked).map(({ examYear }) => examYear),
    skippedYears: Array.from({ length: nextSitting.examYear - next }, (_, index) => next + index),
  }
}

const marksOf = ({ marks }: Sitting): Mark[] => Object.values(marks)

/** Whether the scores of a sitting are entered: there are marks, and none of them is awaited. */
const isEntered = (sitting: Sitting): boolean => marksOf(sitting).length > 0 && !marksOf(sitting).includes('pending')

/** Only who has a mark that did not pass asks for a recheck. */
const mayBeRechecked = (sitting: Sitting): boolean =>
  marksOf(sitting).some(
    mark => mark === 'failed' || mark === 'invalid' || (typeof mark === 'number' && !isPass(mark, sitting.examYear)),
  )

/** What comes next for a candidate who holds a certificate and sits for another: the certificate's own milestones. */
export const certificateMilestone = (calendar: ExamCalendar, asOf: Day, examYear: number): MilestoneState | undefined =>
  nextMilestone(calendar, asOf, { ...NOBODY, certificateYear: examYear, enteredYears: [examYear] })

/** A sitting that is over and whose scores the candidate has not entered. */
export interface AwaitedYear {
  examYear: number
  /** The required subjects whose scores are awaited, in exam order. */
  subjects: Subject[]
  /**
   * `waiting`: the scores cannot be out for all we know · `possible`: they may come, or have come, any day · `out`: they
   * were released, or the usual days are over. From `possible` on the candidate is asked: 2026 年成绩出来了吗？
   */
  phase: 'waiting' | 'possible' | 'out'
  release: MilestoneState
}

/** The year whose scores the candidate still has to enter, if any: that of the latest sitting. */
export const awaitedYear = (candidate: Candidate, calendar: ExamCalendar, asOf: Day): AwaitedYear | undefined =>
  awaitedIn(lookAt(candidate, calendar, asOf))

export function awaitedIn(look: Look): AwaitedYear | undefined {
  const { calendar, asOf, assessment } = look
  const examYear = look.examCase.next - 1
  if (assessment.certificate || examYear < FIRST_EXAM_YEAR) return undefined
  const subjects = awaitedSubjects(look, examYear)
  if (subjects.length === 0) return undefined
  const release = milestoneState(calendar, examYear, 'score-release', asOf)
  const phase = release.phase === 'ahead' ? 'waiting' : release.phase === 'possible' ? 'possible' : 'out'
  return { examYear, subjects, phase, release }
}

/**
 * What is missing in a year and has no result there: what is pending, or everything where nothing is entered at all.
 * Who has entered nothing may not have sat it. They are asked as long as something depends on it, or the next
 * registration has not come.
 */
function awaitedSubjects({ calendar, asOf, assessment, examCase: one }: Look, examYear: number): Subject[] {
  const sitting = one.begun.find(held => held.examYear === examYear)
  if (sitting && isEntered(sitting)) return []
  const open = missingIn(one, examYear).filter(subject => isOpenIn(one, subject, examYear))
  const pending = open.filter(subject => sitting?.marks[subject] === 'pending')
  if (pending.length > 0) return pending
  // What is pending is of a later sitting, which is being held today.
  const matters = assessment.subjects.some(
    ({ status, validThrough }) => status === 'awaiting-results' && validThrough === examYear,
  )
  return matters || compareDays(asOf, calendar.milestone(one.next, 'registration').start) < 0 ? open : []
}
