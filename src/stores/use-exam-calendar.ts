import { type ExamCalendar, examCalendar } from '@zhuan/exam'
import { useMemo } from 'react'
import { useRecord } from './use-shown'

/** The exam calendar of the chosen region, made once as long as the region stays. */
export function useExamCalendar(): ExamCalendar {
  const region = useRecord(state => state.region)
  return useMemo(() => examCalendar(region), [region])
}
