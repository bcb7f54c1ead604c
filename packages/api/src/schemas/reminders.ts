import { type Static, Type } from '@sinclair/typebox'
import {
  MAX_OUTCOMES,
  MAX_REMINDERS,
  RECORD_ID,
  REMINDER_KINDS,
  REMINDER_STATES,
  SCENE,
  SUBSCRIBE_OUTCOMES,
  TEMPLATE_ID,
} from '../vocabulary'
import { Count, ExamYear, Instant, strict, text, Uuid, words } from './parts'

const Kind = words(REMINDER_KINDS)

export const WantedReminder = Type.Object(
  {
    kind: Kind,
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(text(16, 1)),
    endorsementId: Type.Optional(Type.String({ pattern: RECORD_ID })),
  },
  strict,
)
export type WantedReminder = Static<typeof WantedReminder>

/** One tap: what the popup said, and what was asked for with it. */
export const RemindersRequest = Type.Object(
  {
    acceptanceId: Uuid,
    acceptedAt: Instant,
    outcome: Type.Record(Type.String({ pattern: TEMPLATE_ID }), words(SUBSCRIBE_OUTCOMES), {
      maxProperties: MAX_OUTCOMES,
      additionalProperties: false,
    }),
    reminders: Type.Array(WantedReminder, { maxItems: MAX_REMINDERS }),
    /** Of the code that led here. */
    scene: Type.Optional(Type.String({ pattern: SCENE })),
  },
  strict,
)
export type RemindersRequest = Static<typeof RemindersRequest>

export const Reminder = Type.Object(
  {
    id: Type.String(),
    kind: Kind,
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(Type.String()),
    endorsementId: Type.Optional(Type.String()),
    state: words(REMINDER_STATES),
    sentAt: Type.Optional(Instant),
    reason: Type.Optional(Type.String()),
  },
  strict,
)
export type Reminder = Static<typeof Reminder>

export const RemindersResponse = Type.Object(
  { reminders: Type.Array(Reminder), grants: Type.Record(Type.String(), Count) },
  strict,
)
export type RemindersResponse = Static<typeof RemindersResponse>
