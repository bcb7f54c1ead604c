import { FIRST_EXAM_YEAR, LAST_EXAM_YEAR } from '@zhuan/exam'
import { useRef } from 'react'
import { create } from 'zustand'
import { useWhileShown } from '@/platform/page-shown'
import { TABS } from '@/platform/routes'
import { chooseScoreYear } from './app-memory'

export type Query = Record<string, string | undefined>

/** The last time the app was entered while it was open, by a message or a code. */
interface Arrival {
  number: number
  path: string
  query: Query
}

export const useArrivalStore = create<{ last: Arrival | null }>(() => ({ last: null }))

/** The exam year that a message is about, if its page names one that there is. */
export function examYearIn({ year }: Query): number | undefined {
  const examYear = Number(year)
  return examYear >= FIRST_EXAM_YEAR && examYear <= LAST_EXAM_YEAR ? examYear : undefined
}

/** Notes that the app was entered at a page. */
export function noteArrival(entered: string, query: Query): void {
  const number = (useArrivalStore.getState().last?.number ?? 0) + 1
  const path = entered.replace(/^\//, '')
  if (path === TABS.scores) openScoreYear(query)
  useArrivalStore.setState({ last: { number, path, query } })
}

/** 成绩 shows the exam year that a message is about. */
export function openScoreYear(query: Query): void {
  const examYear = examYearIn(query)
  if (examYear !== undefined) chooseScoreYear(examYear)
}

/**
 * What a page was opened with: its own parameters, or those of a later entry where WeChat shows the page that is there
 * already. `number` changes with every entry, so that what was chosen by hand meanwhile gives way once.
 * @param path as in `platform/routes.ts`
 * @param parameters of the page, as its router gives them
 */
export function useArrival(path: string, parameters: Query): { number: number; query: Query } {
  const last = useWhileShown(useArrivalStore.subscribe, () => useArrivalStore.getState().last)
  const seen = useRef(last)
  const current = useRef({ number: 0, query: parameters })
  if (last && last !== seen.current) {
    seen.current = last
    if (last.path === path) current.current = last
  }
  return current.current
}
