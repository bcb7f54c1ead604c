import type { Reminder, RemindersResponse, TemplatesResponse } from '@zhuan/api/client'
import { REMINDER_KINDS, type ReminderKind } from '@zhuan/api/vocabulary'
import type { ServerMemory } from '../../../src/stores/server/memory'

const NEVER = '2036-01-01T00:00:00.000Z'
const SHARE = 'A'.repeat(22)
/** A friend's card. */
export const CARD = `share/card/index?id=${SHARE}`

const templateOf = (kind: ReminderKind) =>
  kind === 'score-release' ? 'tpl-score' : /exam|ticket|plan|chance/.test(kind) ? 'tpl-schedule' : 'tpl-todo'
const TEMPLATES: TemplatesResponse = {
  templates: Object.fromEntries(REMINDER_KINDS.map(kind => [kind, templateOf(kind)])),
  titles: { 'tpl-score': '考试成绩通知', 'tpl-todo': '待办事项提醒', 'tpl-schedule': '日程提醒' },
}

const reminder = (
  id: number,
  kind: Reminder['kind'],
  state: Reminder['state'],
  more: Partial<Reminder> = {},
): Reminder => ({
  ...{ id: String(id), kind, state, region: '西藏', examYear: 2026 },
  ...more,
})

/** Of every state one, so that everything which can be tapped about reminders is there. */
const REMINDERS: RemindersResponse = {
  reminders: [
    reminder(1, 'score-release', 'waiting'),
    reminder(2, 'e-certificate', 'waiting'),
    reminder(3, 'paper-certificate', 'waiting'),
    reminder(4, 'post-review', 'refused', { reason: '43101' }),
    reminder(5, 'annual-plan', 'sent', { sentAt: '2026-11-20T02:02:00.000Z' }),
    reminder(6, 'admission-ticket', 'late'),
    reminder(7, 'exam', 'waiting', { examYear: 2027 }),
  ],
  grants: { 'tpl-score': 1, 'tpl-todo': 1, 'tpl-schedule': 1 },
}

const SHARES = { shares: [{ id: SHARE, showMarks: false, updatedAt: '2026-11-20T02:02:00.000Z' }] }
const A_CARD = {
  ...{ level: 'full', specialty: 'chemical', passedCount: 3, required: 4, updatedAt: '2026-11-20T02:02:00.000Z' },
  subjects: [
    { subject: 'law', status: 'last-chance', passedIn: 2024 },
    { subject: 'management', status: 'valid', passedIn: 2025 },
    { subject: 'technology', status: 'valid', passedIn: 2025 },
    { subject: 'practice', status: 'awaiting-results' },
  ],
}
/** One white point: WeChat's code is a picture. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII='

/** What the server says to everything that the mini-program asks it, the same every time. */
const ANSWERS: [pattern: RegExp, body: unknown, status?: number][] = [
  [/^POST \/v1\/session$/, { token: 'token', expiresAt: NEVER }],
  [/^GET \/v1\/announcements/, { revision: 7, updatedAt: '2026-11-20T02:02:00.000Z', announcements: [] }],
  [/^GET \/v1\/templates/, TEMPLATES],
  [/^(GET|POST) \/v1\/reminders/, REMINDERS],
  [/^(GET|POST) \/v1\/record/, { revision: 1, entries: [] }],
  [/^POST \/v1\/shares/, { id: SHARE }],
  [/^GET \/v1\/shares$/, SHARES],
  [/^GET \/v1\/shares\/\w+\/code/, { base64: PICTURE }],
  [/^GET \/v1\/shares\//, A_CARD],
  [/^GET \/v1\/me\/export/, { record: [], reminders: [] }],
  [/^/, '', 204],
]

/** Answers a request, wherever the server of this build is. */
export function request({ url, method = 'GET' }: { url: string; method?: string }) {
  const { pathname, search } = new URL(url)
  const [, data, statusCode = 200] = ANSWERS.find(([pattern]) => pattern.test(`${method} ${pathname}${search}`))!
  return { statusCode, header: {}, data }
}

/** What the phone keeps, under its storage key, of the server: of somebody who reads only, or who has agreed to everything. */
export const phoneMemory = (more: Partial<ServerMemory> = {}) => ({
  server: JSON.stringify({ version: 1, state: { templates: { ...TEMPLATES, readAt: NEVER }, ...more } }),
})
export const AGREED: Partial<ServerMemory> = {
  session: { token: 'token', expiresAt: NEVER },
  reminders: REMINDERS,
  sync: { on: true, revision: 1, known: {}, at: '2026-11-23T00:00:00.000Z', with: NEVER },
}
