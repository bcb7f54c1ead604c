import { defaultExamYear, FIRST_EXAM_YEAR, scoreHistory } from '@zhuan/exam'
import { useState } from 'react'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'

/**
 * The cycle of one exam year and region.
 * @param today civil day in China, `YYYY-MM-DD`
 */
export function useCalendar(today: string) {
  const calendar = useExamCalendar()
  const region = useRecord(state => state.region)
  const [chosen, setChosen] = useState<number>()
  const examYear = chosen ?? defaultExamYear(today)
  const lastYear = Number(today.slice(0, 4)) + 1
  const examYears = Array.from({ length: lastYear - FIRST_EXAM_YEAR + 1 }, (_, index) => FIRST_EXAM_YEAR + index)
  return {
    region,
    examYear,
    examYears,
    chooseExamYear: (index: number) => setChosen(examYears[index]),
    rows: calendar.milestones(examYear),
    history: scoreHistory(calendar, lastYear),
  }
}
