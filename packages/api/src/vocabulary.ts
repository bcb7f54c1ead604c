/**
 * The words and numbers of the HTTP contract, as plain data: whoever needs a kind, a state, a limit, a pattern or a path
 * takes it from here. Nothing here needs the schema library, so that the mini-program may use it too.
 */
import { MILESTONE_KINDS, type RuleErrorCode, type Tick } from '@zhuan/exam'

export { MILESTONE_KINDS }

/* ---- Errors: `{ error: { code, message, path? } }` ---- */

/** Stable: phones decide by it what to do. What is wrong with a value has mostly the code of the exam's rules. */
export type ErrorCode =
  | RuleErrorCode
  | 'too-long'
  | 'invalid-value'
  // The request as a whole
  | 'bad-request'
  | 'invalid-json'
  | 'unsupported-media-type'
  | 'too-large'
  | 'method-not-allowed'
  | 'not-found'
  | 'too-many-requests'
  | 'unauthorized'
  // What the state of things forbids
  | 'code-refused'
  | 'code-impossible'
  | 'kind-not-offered'
  | 'share-revoked'
  | 'already-announced'
  | 'cancelled'
  | 'cannot-change'
  | 'not-unconfirmed'
  | 'not-parked'
  // Pushes of WeChat
  | 'not-encrypted'
  | 'wrong-signature'
  | 'wrong-appid'
  | 'stale'
  | 'undecryptable'
  | 'invalid-xml'
  // The server, or what it stands on, cannot now
  | 'internal-error'
  | 'not-ready'
  | 'database-unavailable'
  | 'try-again'
  | 'busy'
  | 'wechat-busy'
  | 'wechat-refused'
  | 'wechat-unreachable'
  | 'wechat-no-answer'

/* ---- Announcements ---- */

/** The kinds that an operator announces: each row of the calendar. */
export const ANNOUNCEMENT_KINDS = MILESTONE_KINDS
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number]

export const ANNOUNCEMENT_STATES = ['scheduled', 'sending', 'done', 'cancelled'] as const
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number]

/** Kinds that a notice names the days of in advance: the day on which it is announced is none of them. */
export const ANNOUNCED_AHEAD = [
  'registration',
  'payment',
  'admission-ticket',
  'exam',
] as const satisfies AnnouncementKind[]

/**
 * Of a dry run: the instant that `sendAfter` would be now. Whether that falls into the night has to be known before
 * anything is confirmed, and only the server knows its window for undoing.
 */
export const SEND_AFTER_HEADER = 'send-after'

/** From this time of the day in China on, until {@link QUIET_UNTIL}, only an urgent announcement is sent. */
export const QUIET_FROM = '21:00'
export const QUIET_UNTIL = '08:00'

/* ---- Reminders ---- */

/** Every kind of reminder that a candidate can ask for. */
export const REMINDER_KINDS = [
  'score-release',
  'post-review',
  'e-certificate',
  'paper-certificate',
  'registration',
  'annual-plan',
  'admission-ticket',
  'exam',
  'last-chance',
  'endorsement-expiry',
  'certificate-registration',
] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

/** In what the message of a reminder ends: sent · WeChat has no grant · failed for good · nobody knows · called off. */
export const DELIVERY_ENDS = ['sent', 'refused', 'failed', 'unconfirmed', 'cancelled'] as const

export const REMINDER_STATES = ['waiting', 'due', ...DELIVERY_ENDS, 'late'] as const
export type ReminderState = (typeof REMINDER_STATES)[number]

/** What a reminder of a kind hangs on. */
export interface ReminderNeeds {
  /** The field without which it could never fire: a tap that asks for it must name it. */
  required?: 'examYear' | 'endorsementId'
  /** Regions have days of their own for it: without a region it follows the country's days and announcements alone. */
  byRegion: boolean
  /** It fires on days of the candidate's own record, which must have been synced. */
  syncedRecord: boolean
}

const OF_EXAM_YEAR: ReminderNeeds = { required: 'examYear', byRegion: true, syncedRecord: false }

export const REMINDER_NEEDS: Readonly<Record<ReminderKind, ReminderNeeds>> = {
  'score-release': OF_EXAM_YEAR,
  'post-review': OF_EXAM_YEAR,
  'e-certificate': OF_EXAM_YEAR,
  'paper-certificate': OF_EXAM_YEAR,
  registration: OF_EXAM_YEAR,
  'annual-plan': OF_EXAM_YEAR,
  'admission-ticket': OF_EXAM_YEAR,
  exam: OF_EXAM_YEAR,
  // Without a region of its own it follows the one of the record's profile.
  'last-chance': { byRegion: true, syncedRecord: true },
  'endorsement-expiry': { required: 'endorsementId', byRegion: false, syncedRecord: true },
  'certificate-registration': { byRegion: false, syncedRecord: true },
}

/** The reminders of an exam year that have become pointless once its candidate ticks something off (`checklist:<tick>-<year>`). */
export const REMINDERS_ENDED_BY: Readonly<Record<Tick, readonly ReminderKind[]>> = {
  registered: ['registration', 'last-chance'],
  paid: ['registration', 'last-chance'],
  'not-this-year': [
    'annual-plan',
    'registration',
    'last-chance',
    'admission-ticket',
    'exam',
    'score-release',
    'post-review',
    'e-certificate',
    'paper-certificate',
  ],
  'looked-up': ['score-release'],
  'papers-ready': [],
  downloaded: ['score-release', 'post-review', 'e-certificate'],
  received: ['score-release', 'post-review', 'e-certificate', 'paper-certificate'],
}

/** Kinds that fire when the operator announces them. */
export const ANNOUNCED_KINDS = [
  'score-release',
  'post-review',
  'e-certificate',
  'paper-certificate',
  'registration',
  'annual-plan',
] as const satisfies ReminderKind[]

/** Kinds that fire on an official day of the calendar; the number of days says how long before its start. */
export const DATED_KINDS = { 'admission-ticket': 0, exam: 1, registration: 0 } as const satisfies Partial<
  Record<ReminderKind, number>
>
export type DatedKind = keyof typeof DATED_KINDS

/** Kinds that fire on days of the candidate's own record. */
export const PERSONAL_KINDS = [
  'last-chance',
  'endorsement-expiry',
  'certificate-registration',
] as const satisfies ReminderKind[]
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** Dated and personal reminders fire at this time of the day in China. */
export const FIRING_TIME = '10:00'

/** What the popup of `wx.requestSubscribeMessage` says about one template. */
export const SUBSCRIBE_OUTCOMES = ['accept', 'reject', 'ban', 'filter'] as const
export type SubscribeOutcome = (typeof SUBSCRIBE_OUTCOMES)[number]

/** Templates that one tap may name the outcome of. */
export const MAX_OUTCOMES = 20
/** Reminders that one tap may ask for. */
export const MAX_REMINDERS = 50

/* ---- The operator ---- */

/** Unconfirmed deliveries on one page. */
export const UNCONFIRMED_PAGE = 1000

/* ---- The record ---- */

/** At most so many entries in one POST … */
export const MAX_ENTRIES = 200
/** … of at most so many bytes of JSON each. */
export const MAX_ENTRY_BYTES = 16 * 1024

/** `sitting:2026`, `endorsement:<id>`, `checklist:<id>`, `profile`, `certificate`. */
export const RECORD_KEY = /^(profile|certificate|sitting:(20(?:19|[2-9]\d))|(?:endorsement|checklist):[a-z0-9-]{1,36})$/

/* ---- Shares ---- */

/** What a shared card may say of a subject. */
export const SUBJECT_STATUSES = [
  'not-passed',
  'valid',
  'last-chance',
  'awaiting-results',
  'expired',
  'certified',
] as const

/** The page that a share's mini-program code opens; it shows the card without a login. */
export const CARD_PAGE = 'share/card/index'

/* ---- Patterns, as the schema library and `new RegExp` take them ---- */

export const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'
/** Of endorsements and checklists: made on the phone. */
export const RECORD_ID = '^[a-z0-9-]{1,36}$'
/** 128 random bits, base64url. */
export const SHARE_ID = '^[A-Za-z0-9_-]{22}$'
/** The ids of templates that `outcome` may name. */
export const TEMPLATE_ID = '^[\\w-]{1,64}$'
export const DELIVERY_ID = '^\\d{1,18}$'
/** The characters that WeChat takes in a mini-program code's scene, 32 at most. */
export const SCENE = "^[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]{1,32}$"
/** A page of the mini-program as WeChat's codes name it: without a slash in front. */
export const PAGE = '^[\\w-]+(/[\\w-]+)*$'

/* ---- Paths: routes.ts says what each takes and answers ---- */

/** What the mini-program calls. */
export const APP_ENDPOINTS = {
  openSession: 'POST /v1/session',
  endSession: 'DELETE /v1/session',
  getRecord: 'GET /v1/record',
  syncRecord: 'POST /v1/record',
  getCalendar: 'GET /v1/calendar',
  getCalendarFile: 'GET /v1/calendar.ics',
  getAnnouncements: 'GET /v1/announcements',
  getTemplates: 'GET /v1/templates',
  getReminders: 'GET /v1/reminders',
  subscribe: 'POST /v1/reminders',
  cancelReminder: 'DELETE /v1/reminders/:id',
  createShare: 'POST /v1/shares',
  getShares: 'GET /v1/shares',
  getShare: 'GET /v1/shares/:id',
  getShareCode: 'GET /v1/shares/:id/code',
  revokeShare: 'DELETE /v1/shares/:id',
  reportScan: 'POST /v1/scans',
  reportError: 'POST /v1/client-errors',
  exportAccount: 'GET /v1/me/export',
  forgetAccount: 'DELETE /v1/me',
} as const

/** What the operator's command line and console call. */
export const OPERATOR_ENDPOINTS = {
  announce: 'POST /operator/v1/announcements',
  listAnnouncements: 'GET /operator/v1/announcements',
  getAnnouncement: 'GET /operator/v1/announcements/:id',
  correctAnnouncement: 'PUT /operator/v1/announcements/:id',
  cancelAnnouncement: 'DELETE /operator/v1/announcements/:id',
  listUnconfirmed: 'GET /operator/v1/unconfirmed',
  resendAnnouncement: 'POST /operator/v1/announcements/:id/resend',
  resendDelivery: 'POST /operator/v1/deliveries/:id/resend',
  listParkedTemplates: 'GET /operator/v1/templates',
  resumeTemplate: 'POST /operator/v1/templates/:id/resume',
  getAudit: 'GET /operator/v1/audit',
  listCodes: 'GET /operator/v1/codes',
  makeCode: 'POST /operator/v1/codes',
} as const

/** What WeChat, and whoever watches the processes, calls. */
export const PROCESS_ENDPOINTS = {
  checkPushAddress: 'GET /wechat/push',
  takePush: 'POST /wechat/push',
  getHealth: 'GET /healthz',
  getReadiness: 'GET /readyz',
  getMetrics: 'GET /metrics',
} as const
