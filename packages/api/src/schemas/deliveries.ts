import { type Static, Type } from '@sinclair/typebox'
import { REMINDER_KINDS } from '../vocabulary'
import { ExamYear, Instant, strict, words } from './parts'

/** A delivery whose outcome nobody knows; the operator may send it again, knowingly. */
export const UnconfirmedDelivery = Type.Object(
  {
    id: Type.String(),
    kind: words(REMINDER_KINDS),
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(Type.String()),
    announcementId: Type.Optional(Type.String()),
    templateId: Type.String(),
    attemptedAt: Instant,
    reason: Type.Optional(Type.String()),
  },
  strict,
)
export type UnconfirmedDelivery = Static<typeof UnconfirmedDelivery>

export const UnconfirmedResponse = Type.Object({ deliveries: Type.Array(UnconfirmedDelivery) }, strict)

export const DeliveryResent = Type.Object({ id: Type.String(), state: Type.Literal('due') }, strict)
