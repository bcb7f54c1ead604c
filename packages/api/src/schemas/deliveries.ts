import { type Static, Type } from '@sinclair/typebox'
import { DELIVERY_ID, REMINDER_KINDS, UNCONFIRMED_PAGE } from '../vocabulary'
import { Count, ExamYear, Instant, strict, Uuid, words } from './parts'

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

/** In the order of their ids: `after` is the `next` of the page before. */
export const UnconfirmedQuery = Type.Object(
  {
    announcementId: Type.Optional(Uuid),
    after: Type.Optional(Type.String({ pattern: DELIVERY_ID })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: UNCONFIRMED_PAGE })),
  },
  strict,
)
export type UnconfirmedQuery = Static<typeof UnconfirmedQuery>

/** `next` is there when there are more. */
export const UnconfirmedResponse = Type.Object(
  { deliveries: Type.Array(UnconfirmedDelivery), next: Type.Optional(Type.String()) },
  strict,
)
export type UnconfirmedResponse = Static<typeof UnconfirmedResponse>

export const ResendRequest = Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, strict)

const resending = {
  id: Type.String(),
  /** Unconfirmed messages of the announcement that would be sent again, or are. */
  deliveries: Count,
  /** Of them those whose people have, on our books, a grant besides the one in doubt: they can get it twice. */
  mayArriveTwice: Count,
}
export const ResendDryRun = Type.Object({ ...resending, state: Type.Literal('dry-run') }, strict)
export const AnnouncementResent = Type.Object({ ...resending, state: Type.Literal('sending') }, strict)

export const DeliveryResent = Type.Object({ id: Type.String(), state: Type.Literal('due') }, strict)
