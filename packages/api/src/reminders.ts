import { type Static, Type } from '@sinclair/typebox'
import { ReminderKind } from './reminder-kinds'
import { ExamYear, Instant, strict, text, words } from './schema'

export const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'
export const Uuid = Type.String({ pattern: UUID })
export const EndorsementId = Type.String({ pattern: '^[a-z0-9-]{1,36}$' })

/** The ids of templates that `outcome` may name. */
export const TEMPLATE_ID = '^[\\w-]{1,64}$'

/** What the popup of `wx.requestSubscribeMessage` said about one template. */
export const SubscribeOutcome = words(['accept', 'reject', 'ban', 'filter'] as const)
export type SubscribeOutcome = Static<typeof SubscribeOutcome>

export const REMINDER_STATES = [
  'waiting',
  'due',
  'sent',
  'refused',
  'failed',
  'unconfirmed',
  'cancelled',
  'late',
] as const
export const ReminderState = words(REMINDER_STATES)
export type ReminderState = Static<typeof ReminderState>

export const WantedReminder = Type.Object(
  {
    kind: ReminderKind,
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(text(16, 1)),
    endorsementId: Type.Optional(EndorsementId),
  },
  strict,
)
export type WantedReminder = Static<typeof WantedReminder>

/** POST /v1/reminders: one tap. */
export const RemindersRequest = Type.Object(
  {
    acceptanceId: Uuid,
    acceptedAt: Instant,
    outcome: Type.Record(Type.String({ pattern: TEMPLATE_ID }), SubscribeOutcome, {
      maxProperties: 20,
      additionalProperties: false,
    }),
    reminders: Type.Array(WantedReminder, { maxItems: 50 }),
  },
  strict,
)
export type RemindersRequest = Static<typeof RemindersRequest>

export const Reminder = Type.Object(
  {
    id: Type.String(),
    kind: ReminderKind,
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(Type.String()),
    endorsementId: Type.Optional(Type.String()),
    state: ReminderState,
    sentAt: Type.Optional(Instant),
    reason: Type.Optional(Type.String()),
  },
  strict,
)
export type Reminder = Static<typeof Reminder>

/** GET and POST /v1/reminders */
export const RemindersResponse = Type.Object(
  { reminders: Type.Array(Reminder), grants: Type.Record(Type.String(), Type.Integer({ minimum: 0 })) },
  strict,
)
export type RemindersResponse = Static<typeof RemindersResponse>
