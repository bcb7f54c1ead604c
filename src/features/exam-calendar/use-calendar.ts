import { defaultExamYear, FIRST_EXAM_YEAR, REGIONS, scoreHistory } from '@zhuan/exam'
import { useState } from 'react'
import { saveRegion } from '@/stores/candidate-store'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { NATIONAL } from './words'

/** The regions to choose from, the whole country first. */
export const REGION_OPTIONS = [NATIONAL, ...REGIONS]

/** The chosen region as the core takes it, and how to choose another. */
export function useRegion() {
  const region = useRecord(state => state.region)
  return {
    region,
    regionIndex: region === null ? 0 : REGION_OPTIONS.indexOf(region),
    chooseRegion: (index: number) => saveRegion(index === 0 ? null : (REGION_OPTIONS[index] ?? null)),
  }
}

/**
 * The cycle of one exam year and region.
 * @param today civil day in China, `YYYY-MM-DD`
 */
export function useCalendar(today: string) {
  const calendar = useExamCalendar()
  const { region, regionIndex, chooseRegion } = useRegion()
  const [chosen, setChosen] = useState<number>()
  const examYear = chosen ?? defaultExamYear(today)
  const lastYear = Number(today.slice(0, 4)) + 1
  const examYears = Array.from({ length: lastYear - FIRST_EXAM_YEAR + 1 }, (_, index) => FIRST_EXAM_YEAR + index)
  return {
    region,
    regionIndex,
    chooseRegion,
    examYear,
    examYears,
    chooseExamYear: (index: number) => setChosen(examYears[index]),
    rows: calendar.milestones(examYear),
    history: scoreHistory(calendar, lastYear),
  }
}
