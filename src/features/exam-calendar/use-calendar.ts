import {
  assess,
  cycleStates,
  defaultExamYear,
  FIRST_EXAM_YEAR,
  type Milestone,
  NOBODY,
  nextMilestone,
  onlookerOf,
  scoreHistory,
} from '@zhuan/exam'
import { useState } from 'react'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'

/**
 * The cycle of one exam year and region.
 * @param today civil day in China, `YYYY-MM-DD`
 * @param openYear the exam year to begin with
 */
export function useCalendar(today: string, openYear?: number) {
  const calendar = useExamCalendar()
  const region = useRecord(state => state.region)
  const candidate = useRecord(state => state.candidate)
  const onlooker = candidate ? onlookerOf(candidate, calendar, today) : NOBODY
  const [chosen, setChosen] = useState(openYear)
  const examYear = chosen ?? defaultExamYear(today)
  const lastYear = Number(today.slice(0, 4)) + 1
  const examYears = Array.from({ length: lastYear - FIRST_EXAM_YEAR + 1 }, (_, index) => FIRST_EXAM_YEAR + index)
  return {
    region,
    examYear,
    examYears,
    chooseExamYear: setChosen,
    level: candidate?.level ?? 'full',
    /** Whether everything was passed in that exam year. */
    hasPassed: candidate !== null && assess(candidate, today, calendar.sittings).certificate?.examYear === examYear,
    /** The plan of the next exam year, and when to register for it. */
    ahead: ([...calendar.milestones(examYear + 1)] as Milestone[]).filter(
      ({ kind }) => kind === 'annual-plan' || kind === 'registration',
    ),
    rows: calendar.milestones(examYear),
    states: cycleStates(calendar, examYear, today, onlooker.enteredYears),
    /** What comes next for the candidate; it may be of another exam year. */
    next: nextMilestone(calendar, today, onlooker)?.milestone,
    history: scoreHistory(calendar, lastYear),
  }
}
