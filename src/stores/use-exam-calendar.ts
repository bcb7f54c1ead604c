import { type Announcement, type ExamCalendar, examCalendar } from '@zhuan/exam'
import { useMemo } from 'react'
import { useRecord, useServerSide } from './use-shown'

const NONE: readonly Announcement[] = []

/** The exam calendar of the chosen region with what was announced for it, made once as long as both stay. */
export function useExamCalendar(): ExamCalendar {
  const region = useRecord(state => state.region)
  const announcements = useServerSide(({ feed }) => feed?.announcements ?? NONE)
  return useMemo(() => examCalendar(region, announcements), [region, announcements])
}
