import type { StepKind } from '@zhuan/exam/next-step'
import { goToPage, goToTab } from '@/platform/navigation'
import type { PageName, TabName } from '@/platform/routes'
import { chooseScoreYear } from '@/stores/app-memory'

/** Where a step is gone into, and what its button says. */
type StepPlace = { label: string } & ({ page: PageName } | { tab: TabName })

const CALENDAR: StepPlace = { tab: 'calendar', label: '看考试日历' }
const SCORES: StepPlace = { tab: 'scores', label: '查好了，填成绩' }

const PLACES: Readonly<Record<StepKind, StepPlace>> = {
  'await-plan': CALENDAR,
  register: CALENDAR,
  pay: CALENDAR,
  'print-ticket': CALENDAR,
  'sit-exam': CALENDAR,
  'await-scores': CALENDAR,
  'look-up-scores': SCORES,
  'enter-scores': SCORES,
  'ask-recheck': { page: 'score', label: '看复核怎么申请' },
  'attend-review': { page: 'review', label: '看审核带什么' },
  'download-certificate': { page: 'download', label: '看下载的五步' },
  'collect-paper': { page: 'paper', label: '看怎么领' },
  'register-certificate': { page: 'register', label: '看注册怎么办' },
}

/** Pages of steps; what leads to a tab has its button below. */
export const stepPlace = (kind: StepKind): StepPlace | undefined => ('page' in PLACES[kind] ? PLACES[kind] : undefined)

export const stepLabel = (kind: StepKind): string => PLACES[kind].label

export function openStep(kind: StepKind, examYear: number): void {
  const place = PLACES[kind]
  if (place === SCORES) chooseScoreYear(examYear)
  if ('page' in place) goToPage(place.page)
  else goToTab(place.tab)
}
