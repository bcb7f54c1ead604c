import type { Browser } from 'playwright-core'
import {
  BACKUP_TEXT,
  BEFORE_THE_EXAM,
  CHANGED_LEVEL,
  COMPLETED_2025,
  NEWCOMER,
  WAITING,
} from '../../screens/candidates'
import { storedRecord } from '../../support/preview'
import { Memory } from './memory'
import { pagesOf, withPhone } from './phone'
import type { Walks } from './rules'
import { AGREED, CARD, phoneMemory, request } from './server'
import type { Situation, Tapped, Walked } from './situation'
import { walk } from './walk'

const TODAY = '2026-11-23T09:00:00+08:00'
const AFTER_THE_SCORES = '2026-12-25T09:00:00+08:00'
const DURING_REGISTRATION = '2026-08-10T09:00:00+08:00'
const DONE_ON = '2026-02-10T09:00:00+08:00'

const PROGRESS = 'pages/progress/index'
const SCORES = 'pages/scores/index'
const CALENDAR = 'pages/calendar/index'
const ME = 'pages/me/index'
const WELCOME = 'pages/welcome/index'
const REMINDERS = 'pages/reminders/index'
const PLANNER = 'planner/index'
const POSTER = 'share/poster/index'
const certificate = (...names: string[]) => names.map(name => `certificate/${name}/index`)

const wx = { request }
const typed = { 'backup-input': BACKUP_TEXT }
const kept = (...record: Parameters<typeof storedRecord>) => ({ candidate: storedRecord(...record), ...phoneMemory() })

const WAITS = { now: TODAY, storage: kept(WAITING, '西藏'), wx, typed }
const DONE = {
  endorsements: {
    a: { appliedOn: '2026-02-02', days: 30, purpose: '本人调用' },
    b: { appliedOn: '2026-01-21', days: 90, purpose: '本人调用' },
  },
  certificate: { examYear: 2025, issuedOn: '2026-01-20' },
} as const

/**
 * Chosen by what each adds to what can be tapped. The first has everything that does not depend on a state of its own; the
 * others show their pages only where time counts.
 */
const situations = (pages: string[], thorough: boolean): Situation[] => {
  const where = (...few: string[]) => ({ pages: thorough ? pages : few })
  const passed = { now: DONE_ON, storage: kept(COMPLETED_2025, '江苏', DONE), wx, typed }
  const early = { ...WAITS, now: DURING_REGISTRATION, storage: kept(BEFORE_THE_EXAM, '西藏') }
  return [
    { name: 'a result is awaited', ...WAITS, pages },
    {
      ...{ name: 'a new phone', ...WAITS, storage: phoneMemory() },
      ...where(PROGRESS, SCORES, CALENDAR, ME, WELCOME, POSTER, PLANNER, ...certificate('now', 'endorsements')),
    },
    { name: 'nothing entered yet', ...WAITS, storage: kept(NEWCOMER), ...where(PROGRESS, SCORES) },
    {
      ...{ name: 'everything is passed', ...passed },
      ...where(PROGRESS, SCORES, CALENDAR, ...certificate('now', 'endorsements', 'paper', 'register', 'questions')),
    },
    {
      ...{ name: 'the scores are out', ...WAITS, now: AFTER_THE_SCORES },
      ...where(PROGRESS, SCORES, ...certificate('now', 'score')),
    },
    { name: 'before the exam', ...early, ...where(PROGRESS, ...certificate('now')) },
    { name: 'the level was changed', ...WAITS, storage: kept(CHANGED_LEVEL, '西藏'), ...where(PROGRESS, SCORES) },
    {
      ...{ name: 'a record that cannot be read', ...WAITS, storage: { candidate: '{"broken', ...phoneMemory() } },
      ...where(PROGRESS, ME),
    },
    {
      ...{ name: 'agreed to everything', ...WAITS, storage: { ...kept(WAITING, '西藏'), ...phoneMemory(AGREED) } },
      ...where(PROGRESS, CALENDAR, ME, REMINDERS, CARD),
    },
  ]
}

/** The first situation again, in the hands of somebody who agrees to nothing. */
const refusing = (pages: string[]): Situation => ({ name: 'refuses everything', ...WAITS, refuses: true, pages })

/** And on a phone that has never been connected. */
const offline = (pages: string[], thorough: boolean): Situation => ({
  ...{ name: 'no network', ...WAITS, storage: { candidate: storedRecord(WAITING, '西藏') } },
  network: 'none',
  pages: thorough ? pages : [CALENDAR, ME, WELCOME, REMINDERS, POSTER, CARD, ...certificate('review')],
})

/** Subjects, years and what a paper may end in: one of them stands for all where time counts. */
const ALIKE =
  /law|management|technology|practice|absent|violation|void|not-registered|pending|passed|failed|\d+|《[^》]*》|法律法规|安全生产管理|技术基础|专业实务/g
const alike = (key: string) => key.replace(ALIKE, '#')

const asksOthers = ({ calls, control }: Tapped) =>
  control.opens !== '' || calls.some(({ name }) => /^(request|login|requestSubscribeMessage)$/.test(name))
const leads = ({ before, then }: Tapped) => before.stack !== then.stack

interface Walking {
  browser: Browser
  /** Every page in each situation, every subject and year for itself: minutes. */
  thorough?: boolean
}

/** Walks the product in every situation. */
export const walkProduct = (dir: string, { browser, thorough = false }: Walking): Promise<Walks> =>
  withPhone(dir, browser, async phone => {
    const pages = pagesOf(dir).map(page => (CARD.startsWith(page) ? CARD : page))
    const options = thorough ? {} : { alike }
    const memory = new Memory()
    const agreeing: Walked[] = []
    for (const situation of situations(pages, thorough))
      agreeing.push(await walk(phone, situation, { ...options, memory }))
    const tapped = agreeing.flatMap(each => each.tapped)
    /** Where time counts, what does the same in whoever's hands is not tapped again. */
    const allBut = (isNeeded: (tapped: Tapped) => boolean) =>
      new Memory(new Set(thorough ? [] : tapped.filter(each => !isNeeded(each)).map(({ key }) => key)))
    return {
      agreeing,
      refusing: await walk(phone, refusing(pages), {
        ...options,
        memory: allBut(each => asksOthers(each) || leads(each)),
      }),
      more: [await walk(phone, offline(pages, thorough), { ...options, memory: allBut(asksOthers) })],
    }
  })
