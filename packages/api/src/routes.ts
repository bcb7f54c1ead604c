import { type TSchema, Type } from '@sinclair/typebox'
import { ExportResponse } from './schemas/account'
import {
  Announcement,
  AnnouncementCreated,
  AnnouncementDryRun,
  AnnouncementFeed,
  AnnouncementRequest,
  AnnouncementsQuery,
  AnnouncementsResponse,
  CorrectionRequest,
} from './schemas/announcements'
import { AuditResponse } from './schemas/audit'
import { CalendarFileQuery, CalendarQuery, CalendarResponse } from './schemas/calendar'
import { CodeRequest, CodesResponse } from './schemas/codes'
import {
  AnnouncementResent,
  DeliveryResent,
  ResendDryRun,
  ResendRequest,
  UnconfirmedQuery,
  UnconfirmedResponse,
} from './schemas/deliveries'
import { Image, idOf, Nothing, plain, Uuid } from './schemas/parts'
import { HealthResponse, ReadinessResponse } from './schemas/probes'
import { RecordQuery, RecordRequest, RecordResponse } from './schemas/record'
import { RemindersRequest, RemindersResponse } from './schemas/reminders'
import { ClientErrorRequest, ScanRequest } from './schemas/reports'
import { SessionRequest, SessionResponse } from './schemas/session'
import { ShareCreated, SharedCard, ShareId, ShareRequest, SharesResponse } from './schemas/shares'
import { ParkedTemplatesResponse, TemplateResumed, TemplatesResponse } from './schemas/templates'
import { APP_ENDPOINTS, DELIVERY_ID, type ErrorCode, OPERATOR_ENDPOINTS, PROCESS_ENDPOINTS } from './vocabulary'

/** Who may call: anybody · whose session it is · who holds OPERATOR_TOKEN · WeChat, by its signature. */
export type Caller = 'public' | 'candidate' | 'operator' | 'wechat'

export type Refusals = Readonly<Record<number, readonly ErrorCode[]>>

export interface Declaration {
  caller: Caller
  /** What it does, in a few words. */
  summary: string
  /** What `:id` in the path is. */
  params?: TSchema
  query?: TSchema
  body?: TSchema
  /** Answers below 400, by status. */
  responses: Readonly<Record<number, TSchema>>
  /** Answers from 400 on that not every route of its kind may give; {@link refusalsOf} knows them all. */
  refusals?: Refusals
}

export interface Route extends Declaration {
  method: string
  path: string
}

type MethodOf<E extends string> = E extends `${infer M} ${string}` ? M : never
type PathOf<E extends string> = E extends `${string} ${infer P}` ? P : never

function route<const E extends string, const D extends Declaration>(endpoint: E, declaration: D) {
  const [method, path] = endpoint.split(' ') as [MethodOf<E>, PathOf<E>]
  return { method, path, ...declaration }
}

const app = APP_ENDPOINTS
const operator = OPERATOR_ENDPOINTS
const process = PROCESS_ENDPOINTS

const ById = idOf(Uuid)
const UNKNOWN_ID = { 404: ['not-found'] } as const
const WECHAT_AWAY = {
  502: ['wechat-refused'],
  503: ['wechat-busy', 'wechat-unreachable'],
  504: ['wechat-no-answer'],
} as const

/** Every route of the server: it registers from this table, the client and the tests are made of it. */
export const routes = {
  openSession: route(app.openSession, {
    caller: 'public',
    summary: 'a login code becomes a session',
    body: SessionRequest,
    responses: { 200: SessionResponse },
    refusals: { 401: ['code-refused'], ...WECHAT_AWAY },
  }),
  endSession: route(app.endSession, {
    caller: 'candidate',
    summary: 'the session is over',
    responses: { 204: Nothing },
  }),
  getRecord: route(app.getRecord, {
    caller: 'candidate',
    summary: 'what changed in the record after a revision',
    query: RecordQuery,
    responses: { 200: RecordResponse },
  }),
  syncRecord: route(app.syncRecord, {
    caller: 'candidate',
    summary: 'edits go up, what changed comes back',
    body: RecordRequest,
    responses: { 200: RecordResponse },
  }),
  getCalendar: route(app.getCalendar, {
    caller: 'public',
    summary: 'the milestones of an exam year; ETag',
    query: CalendarQuery,
    responses: { 200: CalendarResponse, 304: Nothing },
  }),
  getCalendarFile: route(app.getCalendarFile, {
    caller: 'public',
    summary: 'the same for calendar apps; ETag',
    query: CalendarFileQuery,
    responses: { 200: plain('text/calendar'), 304: Nothing },
  }),
  getAnnouncements: route(app.getAnnouncements, {
    caller: 'public',
    summary: 'what is announced for a region and the country; ETag',
    query: AnnouncementsQuery,
    responses: { 200: AnnouncementFeed, 304: Nothing },
  }),
  getTemplates: route(app.getTemplates, {
    caller: 'public',
    summary: 'the templates to ask permission for; ETag',
    responses: { 200: TemplatesResponse, 304: Nothing },
  }),
  getReminders: route(app.getReminders, {
    caller: 'candidate',
    summary: 'reminders, and unspent grants by template',
    responses: { 200: RemindersResponse },
  }),
  subscribe: route(app.subscribe, {
    caller: 'candidate',
    summary: 'one tap: what the popup said, what was asked for',
    body: RemindersRequest,
    responses: { 200: RemindersResponse },
    refusals: { 422: ['kind-not-offered'] },
  }),
  cancelReminder: route(app.cancelReminder, {
    caller: 'candidate',
    summary: 'the reminder is cancelled',
    params: ById,
    responses: { 204: Nothing },
    refusals: UNKNOWN_ID,
  }),
  createShare: route(app.createShare, {
    caller: 'candidate',
    summary: 'a card for friends, made on the phone; again: the same link shows the new one',
    body: ShareRequest,
    responses: { 200: ShareCreated },
  }),
  getShares: route(app.getShares, {
    caller: 'candidate',
    summary: 'links that work',
    responses: { 200: SharesResponse },
  }),
  getShare: route(app.getShare, {
    caller: 'public',
    summary: 'the card',
    params: idOf(ShareId),
    responses: { 200: SharedCard },
    refusals: { ...UNKNOWN_ID, 410: ['share-revoked'] },
  }),
  getShareCode: route(app.getShareCode, {
    caller: 'public',
    summary: 'its mini-program code',
    params: idOf(ShareId),
    responses: { 200: Image },
    refusals: { ...UNKNOWN_ID, 410: ['share-revoked'], ...WECHAT_AWAY },
  }),
  revokeShare: route(app.revokeShare, {
    caller: 'candidate',
    summary: 'the card is taken back',
    params: idOf(ShareId),
    responses: { 204: Nothing },
    refusals: UNKNOWN_ID,
  }),
  reportScan: route(app.reportScan, {
    caller: 'public',
    summary: 'a code was opened',
    body: ScanRequest,
    responses: { 204: Nothing },
  }),
  reportError: route(app.reportError, {
    caller: 'public',
    summary: 'what the mini-program could not handle',
    body: ClientErrorRequest,
    responses: { 204: Nothing },
  }),
  exportAccount: route(app.exportAccount, {
    caller: 'candidate',
    summary: 'all that is stored about a person',
    responses: { 200: ExportResponse },
  }),
  forgetAccount: route(app.forgetAccount, {
    caller: 'candidate',
    summary: 'the person is forgotten',
    responses: { 204: Nothing },
  }),

  announce: route(operator.announce, {
    caller: 'operator',
    summary: 'announces, or with `dryRun` says whom it would reach',
    body: AnnouncementRequest,
    responses: { 200: AnnouncementDryRun, 202: AnnouncementCreated },
    refusals: { 409: ['already-announced'] },
  }),
  listAnnouncements: route(operator.listAnnouncements, {
    caller: 'operator',
    summary: 'the latest, with their counts',
    responses: { 200: AnnouncementsResponse },
  }),
  getAnnouncement: route(operator.getAnnouncement, {
    caller: 'operator',
    summary: 'one, with its counts',
    params: ById,
    responses: { 200: Announcement },
    refusals: UNKNOWN_ID,
  }),
  correctAnnouncement: route(operator.correctAnnouncement, {
    caller: 'operator',
    summary: 'moves the calendar, sends nothing',
    params: ById,
    body: CorrectionRequest,
    responses: { 200: Announcement },
    refusals: { ...UNKNOWN_ID, 409: ['cancelled'], 422: ['cannot-change'] },
  }),
  cancelAnnouncement: route(operator.cancelAnnouncement, {
    caller: 'operator',
    summary: 'stops it; what is in flight finishes',
    params: ById,
    responses: { 200: Announcement },
    refusals: UNKNOWN_ID,
  }),
  listUnconfirmed: route(operator.listUnconfirmed, {
    caller: 'operator',
    summary: 'messages of which nobody knows whether they arrived, in pages',
    query: UnconfirmedQuery,
    responses: { 200: UnconfirmedResponse },
  }),
  resendAnnouncement: route(operator.resendAnnouncement, {
    caller: 'operator',
    summary: 'sends all of them again that are of one announcement, or with `dryRun` says how many',
    params: ById,
    body: ResendRequest,
    responses: { 200: ResendDryRun, 202: AnnouncementResent },
    refusals: { ...UNKNOWN_ID, 409: ['cancelled', 'not-unconfirmed'] },
  }),
  resendDelivery: route(operator.resendDelivery, {
    caller: 'operator',
    summary: 'sends one of them again',
    params: idOf(Type.String({ pattern: DELIVERY_ID })),
    responses: { 202: DeliveryResent },
    refusals: { ...UNKNOWN_ID, 409: ['not-unconfirmed'] },
  }),
  listParkedTemplates: route(operator.listParkedTemplates, {
    caller: 'operator',
    summary: 'templates that wait for the operator',
    responses: { 200: ParkedTemplatesResponse },
  }),
  resumeTemplate: route(operator.resumeTemplate, {
    caller: 'operator',
    summary: 'lets a parked template send again',
    params: idOf(Type.String()),
    responses: { 200: TemplateResumed },
    refusals: { 404: ['not-parked'] },
  }),
  getAudit: route(operator.getAudit, {
    caller: 'operator',
    summary: 'the latest of what was done, by whom',
    responses: { 200: AuditResponse },
  }),
  listCodes: route(operator.listCodes, {
    caller: 'operator',
    summary: 'codes that were made, and how often they were opened',
    responses: { 200: CodesResponse },
  }),
  makeCode: route(operator.makeCode, {
    caller: 'operator',
    summary: 'a mini-program code',
    body: CodeRequest,
    responses: { 200: Image },
    refusals: { 422: ['code-impossible'], ...WECHAT_AWAY },
  }),

  checkPushAddress: route(process.checkPushAddress, {
    caller: 'wechat',
    summary: 'WeChat checks the address for its events',
    responses: { 200: plain('text/plain') },
    refusals: { 403: ['wrong-signature', 'stale'] },
  }),
  takePush: route(process.takePush, {
    caller: 'wechat',
    summary: 'events about subscription messages, as JSON or XML',
    responses: { 200: plain('text/plain') },
    refusals: {
      400: ['bad-request', 'invalid-json', 'invalid-xml', 'undecryptable'],
      403: ['not-encrypted', 'wrong-signature', 'wrong-appid', 'stale'],
      503: ['busy'],
    },
  }),
  getHealth: route(process.getHealth, {
    caller: 'public',
    summary: 'the process answers',
    responses: { 200: HealthResponse },
  }),
  getReadiness: route(process.getReadiness, {
    caller: 'public',
    summary: 'it can do its work',
    responses: { 200: ReadinessResponse },
    refusals: { 503: ['not-ready'] },
  }),
  getMetrics: route(process.getMetrics, {
    caller: 'public',
    summary: 'for Prometheus',
    responses: { 200: plain('text/plain') },
  }),
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
