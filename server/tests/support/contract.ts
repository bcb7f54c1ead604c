import type { TSchema } from '@sinclair/typebox'
import {
  AnnouncementRequest,
  CalendarFileQuery,
  CalendarQuery,
  ClientErrorRequest,
  CodeRequest,
  CorrectionRequest,
  RecordQuery,
  RecordRequest,
  RemindersRequest,
  ScanRequest,
  SessionRequest,
  ShareRequest,
} from '@zhuan/api'

/** A route of the contract as an attacker sees it. `ID` in the path stands for any id. */
export interface ContractRoute {
  method: string
  path: string
  auth?: 'candidate' | 'operator'
  body?: TSchema
  query?: TSchema
}

export const CONTRACT: ContractRoute[] = [
  { method: 'POST', path: '/v1/session', body: SessionRequest },
  { method: 'DELETE', path: '/v1/session' },
  { method: 'GET', path: '/v1/record', auth: 'candidate', query: RecordQuery },
  { method: 'POST', path: '/v1/record', auth: 'candidate', body: RecordRequest },
  { method: 'GET', path: '/v1/calendar', query: CalendarQuery },
  { method: 'GET', path: '/v1/calendar.ics', query: CalendarFileQuery },
  { method: 'POST', path: '/v1/reminders', auth: 'candidate', body: RemindersRequest },
  { method: 'DELETE', path: '/v1/reminders/ID', auth: 'candidate' },
  { method: 'POST', path: '/v1/shares', auth: 'candidate', body: ShareRequest },
  { method: 'GET', path: '/v1/shares/ID' },
  { method: 'GET', path: '/v1/shares/ID/code' },
  { method: 'DELETE', path: '/v1/shares/ID', auth: 'candidate' },
  { method: 'POST', path: '/v1/scans', body: ScanRequest },
  { method: 'POST', path: '/v1/client-errors', body: ClientErrorRequest },
  { method: 'POST', path: '/operator/v1/announcements', auth: 'operator', body: AnnouncementRequest },
  { method: 'PUT', path: '/operator/v1/announcements/ID', auth: 'operator', body: CorrectionRequest },
  { method: 'GET', path: '/operator/v1/announcements/ID', auth: 'operator' },
  { method: 'DELETE', path: '/operator/v1/announcements/ID', auth: 'operator' },
  { method: 'POST', path: '/operator/v1/deliveries/ID/resend', auth: 'operator' },
  { method: 'POST', path: '/operator/v1/templates/ID/resume', auth: 'operator' },
  { method: 'POST', path: '/operator/v1/codes', auth: 'operator', body: CodeRequest },
]
