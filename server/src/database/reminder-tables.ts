import type { AnnouncementKind, AnnouncementState, ReminderKind } from '@zhuan/api'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Identity, Timestamp } from './account-tables'

type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>
/** Set by the database's own clock, the one that all processes share. */
type DatabaseTime = ColumnType<Date, Date | undefined, Date>

/** What the operator says has happened; the calendar follows once `send_after` has passed, unless `retracted`. */
export interface AnnouncementsTable {
  id: Generated<string>
  kind: AnnouncementKind
  exam_year: number
  /** Null: the whole country. */
  region: string | null
  /** `YYYY-MM-DD` */
  start_day: string
  end_day: string | null
  /** `HH:mm` in China. */
  time: string | null
  source: string
  urgent: boolean
  state: AnnouncementState
  /** Cancelled before anything was sent: as if it had never been said. */
  retracted: Generated<boolean>
  recipients: number
  created_at: Timestamp
  send_after: Timestamp
  opened_at: NullableTimestamp
  fan_out_after: Generated<string>
  fan_out_done: Generated<boolean>
  fan_out_at: NullableTimestamp
  finished_at: NullableTimestamp
  cancelled_at: NullableTimestamp
  corrected_at: NullableTimestamp
  corrections: Generated<number>
}

/** Recipients that are no longer rows of `deliveries`: forgotten people, reminders set free by a cancellation. */
export interface AnnouncementTalliesTable {
  announcement_id: string
  state: string
  count: number
}

export interface AcceptancesTable {
  candidate_id: string
  id: string
  accepted_at: Timestamp
  outcome: JSONColumnType<Record<string, string>, string, never>
  recorded_at: DatabaseTime
}

/** One row is one message that WeChat lets us send to a person. */
export interface GrantsTable {
  id: Identity
  openid: string
  template_id: string
  accepted_at: Timestamp
  /** The acceptedAt of the report, if there was one. */
  reported_at: NullableTimestamp
  /** The CreateTime of the popup event, if there was one. */
  event_at: NullableTimestamp
  recorded_at: DatabaseTime
  spent_at: NullableTimestamp
  voided_at: NullableTimestamp
}

/** Grants of the pair accepted before this instant are gone, WeChat has said. */
export interface GrantVoidsTable {
  openid: string
  template_id: string
  before: Timestamp
}

export interface RemindersTable {
  id: Identity
  public_id: Generated<string>
  candidate_id: string
  kind: ReminderKind
  /** 0 = none */
  exam_year: Generated<number>
  /** '' = none */
  endorsement_id: Generated<string>
  /** Which of the messages of its kind: registering a certificate has two. */
  notice: Generated<number>
  region: string | null
  open_since: Timestamp
  cancelled_at: NullableTimestamp
}

export type DeliveryState =
  | 'due'
  | 'sending'
  | 'unsettled'
  | 'sent'
  | 'refused'
  | 'failed'
  | 'unconfirmed'
  | 'cancelled'

/** The one message of a reminder; see docs/decisions/010-delivery-states.md. */
export interface DeliveriesTable {
  reminder_id: string
  announcement_id: string | null
  openid: string
  template_id: string
  urgent: Generated<boolean>
  facts: JSONColumnType<Record<string, string>, string | undefined, string>
  state: Generated<DeliveryState>
  run_at: DatabaseTime
  lease: string | null
  lease_until: NullableTimestamp
  attempt: Generated<number>
  sender: string | null
  attempted_at: NullableTimestamp
  tries: Generated<number>
  retry_at: NullableTimestamp
  retried: Generated<boolean>
  disturbed: Generated<boolean>
  /** Cancelled by the candidate while it could not be called back: it may end, but not begin again. */
  withdrawn: Generated<boolean>
  msgid: string | null
  reason: string | null
  sent_at: NullableTimestamp
}

export interface SendGateTable {
  id: Generated<boolean>
  next_slot_at: DatabaseTime
  strikes: Generated<number>
  paused_until: DatabaseTime
  next_probe_at: DatabaseTime
  reason: string | null
}

/** A sending process, and when it was last seen alive. */
export interface SendersTable {
  id: Identity
  seen_at: DatabaseTime
}

export interface ParkedTemplatesTable {
  template_id: string
  errcode: number
  message: string
  parked_at: Timestamp
}

export interface PushEventsTable {
  id: Identity
  key: string
  event: JSONColumnType<object, string, never>
  received_at: DatabaseTime
  tries: Generated<number>
  processed_at: NullableTimestamp
}

export interface AuditEntriesTable {
  id: Identity
  at: Timestamp
  /** `operator`, or `system` for what the server noticed by itself. */
  actor: string
  action: string
  subject: string | null
  details: JSONColumnType<Record<string, unknown>, string | undefined, never>
}

export interface AlertsTable {
  key: string
  raised_at: Timestamp
}

export interface CodesTable {
  scene: string
  page: string
  width: number
  image: Buffer
  created_at: Timestamp
}

/** Tables of reminders, deliveries, announcements and the operator's audit log (migration 002). */
export interface ReminderTables {
  announcements: AnnouncementsTable
  announcement_tallies: AnnouncementTalliesTable
  acceptances: AcceptancesTable
  grants: GrantsTable
  grant_voids: GrantVoidsTable
  reminders: RemindersTable
  deliveries: DeliveriesTable
  send_gate: SendGateTable
  senders: SendersTable
  parked_templates: ParkedTemplatesTable
  push_events: PushEventsTable
  audit_entries: AuditEntriesTable
  alerts: AlertsTable
  codes: CodesTable
}
