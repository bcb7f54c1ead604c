import type { Candidate, Day } from '@zhuan/exam'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { NowView } from '@/features/certificate/now/now-view'
import { CalendarView } from '@/features/exam-calendar/calendar-view'
import { ProgressView } from '@/pages/progress/progress-view'
import { useCandidateStore } from '@/stores/candidate-store'
import { EMPTY_RECORD } from '@/stores/record'

/*
 * What whole pages say, without a phone and fast enough for thousands of days: they are rendered to text by React's
 * server, which subscribes to nothing and keeps nothing between two renders.
 */
jest.mock('@/platform/page-shown', () => ({ useWhileShown: (_: unknown, read: () => unknown) => read() }))
jest.mock('@/stores/use-exam-calendar', () => {
  const { examCalendar } = jest.requireActual('@zhuan/exam')
  const { useCandidateStore } = jest.requireActual('@/stores/candidate-store')
  const made = new Map<string | null, unknown>()
  return {
    useExamCalendar: () => {
      const { region } = useCandidateStore.getState()
      if (!made.has(region)) made.set(region, examCalendar(region))
      return made.get(region)
    },
  }
})
// Those for development check every element and take most of the time.
jest.mock('react-dom/server', () =>
  jest.requireActual('../../../node_modules/react-dom/cjs/react-dom-server-legacy.node.production.min.js'),
)
jest.mock('react/jsx-runtime', () =>
  jest.requireActual('../../../node_modules/react/cjs/react-jsx-runtime.production.min.js'),
)

/** A page as it is read. */
export interface PageWords {
  /** A line for each block, in their order. */
  lines: string[]
  /** The lines of the element with an id; `undefined` where there is none. */
  of(id: string): string[] | undefined
}

const linesOf = (markup: string): string[] =>
  markup
    .replace(/<\/?div[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** The markup from an element's opening tag to its closing one. */
function elementOf(markup: string, id: string): string | undefined {
  const from = markup.indexOf(`id="${id}"`)
  if (from < 0) return undefined
  let depth = 1
  for (const { 0: tag, index } of markup.slice(from).matchAll(/<(\/?)(?:div|span)/g)) {
    depth += tag.startsWith('</') ? -1 : 1
    if (depth === 0) return markup.slice(markup.indexOf('>', from) + 1, from + index)
  }
  throw new Error(`${id}: expected a closing tag`)
}

function read(page: ReactElement): PageWords {
  const markup = renderToStaticMarkup(page)
  return {
    lines: linesOf(markup),
    of: id => {
      const element = elementOf(markup, id)
      return element === undefined ? undefined : linesOf(element)
    },
  }
}

/** Whose phone it is from now on. */
export function hold(candidate: Candidate, region: string | null, notYet: Day | null = null): void {
  useCandidateStore.setState({ ...EMPTY_RECORD, candidate, region, notYet }, true)
}

/** @param minute civil minute in China, `YYYY-MM-DDTHH:mm` */
export const progressPage = (candidate: Candidate, minute: string): PageWords =>
  read(<ProgressView candidate={candidate} minute={minute} />)

export const calendarPage = (today: Day): PageWords => read(<CalendarView today={today} regionChip={null} />)

export const nowPage = (today: Day): PageWords => read(<NowView today={today} />)
