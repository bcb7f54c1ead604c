import type { Reminder } from '@zhuan/api/client'
import type { Page } from 'playwright-core'
import type { ServerMemory } from '../../src/stores/server/memory'
import { shown, storedRecord } from '../support/preview'
import { WAITING } from './candidates'
import { inTurn, type Shot, tap, toTheEnd } from './shot'

const WELCOME = 'pages/welcome/index?scene=r%3D54%26c%3Dbj01'
const TODAY = '2026-11-23'
const SOME_YEARS_ON = '2036-01-01T00:00:00.000Z'
const TEMPLATE_OF = {
  ...{ 'score-release': 'tpl-score', 'post-review': 'tpl-todo', 'e-certificate': 'tpl-todo' },
  ...{ 'paper-certificate': 'tpl-todo', registration: 'tpl-todo', 'annual-plan': 'tpl-schedule' },
  ...{ 'admission-ticket': 'tpl-schedule', exam: 'tpl-schedule', 'last-chance': 'tpl-schedule' },
}
const TITLES = { 'tpl-score': '考试成绩通知', 'tpl-todo': '待办事项提醒', 'tpl-schedule': '日程提醒' }

/**
 * What the phone keeps of its dealings with the server, in the version that this app writes, and what the server says to
 * all that it asks: the same.
 */
function known(state: Partial<ServerMemory>): Pick<Shot, 'server' | 'answers'> {
  const templates = { templates: TEMPLATE_OF, titles: TITLES }
  return {
    server: JSON.stringify({
      version: 1,
      state: { templates: { ...templates, readAt: SOME_YEARS_ON }, ...state },
    }),
    answers: {
      '/v1/templates': templates,
      '/v1/announcements': { revision: 7, updatedAt: '2026-11-20T02:02:00.000Z', announcements: [] },
      '/v1/record': { revision: state.sync?.revision ?? 0, entries: [] },
      ...(state.reminders && { '/v1/reminders': state.reminders }),
      '/sandbox/cards': Object.fromEntries(Object.entries(TITLES).map(([id, title]) => [id, { title }])),
    },
  }
}

let number = 0
const reminder = (kind: Reminder['kind'], state: Reminder['state'], more: Partial<Reminder> = {}): Reminder => ({
  id: String(++number),
  kind,
  ...(kind !== 'last-chance' && { examYear: 2026 }),
  region: '西藏',
  state,
  ...more,
})

const session = { token: 'picture', expiresAt: SOME_YEARS_ON }
const SOME = known({
  session,
  reminders: {
    reminders: [
      reminder('score-release', 'waiting'),
      reminder('e-certificate', 'waiting'),
      reminder('paper-certificate', 'waiting'),
      reminder('last-chance', 'waiting'),
      reminder('exam', 'waiting', { examYear: 2027 }),
    ],
    grants: { 'tpl-score': 1, 'tpl-todo': 2, 'tpl-schedule': 1 },
  },
})
const TOLD = known({
  session,
  reminders: {
    reminders: [
      reminder('score-release', 'sent', { sentAt: '2026-12-24T02:02:00.000Z' }),
      reminder('post-review', 'refused', { reason: '43101' }),
      reminder('e-certificate', 'waiting'),
      reminder('annual-plan', 'late', { examYear: 2027 }),
    ],
    grants: { 'tpl-todo': 1 },
  },
})
const SYNCED = known({
  session,
  reminders: { reminders: [reminder('score-release', 'waiting')], grants: { 'tpl-score': 1 } },
  sync: { on: true, revision: 3, known: {}, at: '2026-11-23T01:40:00.000Z', with: '' },
})
const waiting = { today: TODAY, stored: storedRecord(WAITING, '西藏') }

/** What the preview's stand-in for WeChat keeps of a person's settings. */
const settings = (mainSwitch: boolean, itemSettings: Record<string, string>) => async (page: Page) => {
  await page.evaluate(
    kept => window.localStorage.setItem('preview-subscriptions', kept),
    JSON.stringify({ mainSwitch, itemSettings }),
  )
  await page.reload()
  await shown(page, '#open-settings').waitFor()
}

const STATES: Shot[] = [
  { name: 'welcome', page: WELCOME, today: TODAY, ...known({}) },
  { name: 'reminders', page: 'pages/reminders/index', ...waiting, ...SOME },
  { name: 'reminders-told', page: 'pages/reminders/index', ...waiting, today: '2027-01-10', ...TOLD },
  { name: 'privacy', page: 'pages/privacy/index', ...waiting },
  { name: 'me-synced', page: 'pages/me/index', ...waiting, now: '10:00', ...SYNCED },
]

/** The loop between phone and server, as far as a phone shows it. */
export const LOOP_SHOTS: Shot[] = [
  ...STATES,
  // Where lines stand side by side.
  ...STATES.filter(({ name }) => name === 'welcome' || name === 'reminders').map(shot => ({
    ...shot,
    name: `${shot.name}-large`,
    isLarge: true,
  })),
  { name: 'welcome-asked', page: WELCOME, today: TODAY, ...known({}), steps: tap('#subscribe') },
  { name: 'reminders-offline', page: 'pages/reminders/index', ...waiting },
  {
    name: 'reminders-kept-rejected',
    page: 'pages/reminders/index',
    ...waiting,
    ...SOME,
    steps: settings(true, { 'tpl-score': 'accept', 'tpl-todo': 'accept', 'tpl-schedule': 'reject' }),
  },
  {
    name: 'reminders-switched-off',
    page: 'pages/reminders/index',
    ...waiting,
    ...SOME,
    steps: settings(false, {}),
  },
  {
    name: 'reminders-row',
    page: 'pages/reminders/index',
    ...waiting,
    ...SOME,
    steps: tap('#reminder-e-certificate-2026'),
  },
  { name: 'privacy-end', page: 'pages/privacy/index', ...waiting, steps: toTheEnd },
  { name: 'terms', page: 'pages/terms/index', ...waiting },
  {
    name: 'me-sign-out',
    page: 'pages/me/index',
    ...waiting,
    now: '10:00',
    ...SYNCED,
    steps: inTurn(tap('#sign-out')),
  },
  { name: 'me-delete-where', page: 'pages/me/index', ...waiting, ...SYNCED, steps: tap('#delete-all') },
]
