import { type Static, Type } from '@sinclair/typebox'
import { LEVELS, SPECIALTIES, SUBJECTS } from '@zhuan/exam'
import { SHARE_ID, SUBJECT_STATUSES } from '../vocabulary'
import { Count, ExamYear, Instant, strict, words } from './parts'

export const ShareId = Type.String({ pattern: SHARE_ID })

export const ShareCreated = Type.Object({ id: ShareId }, strict)
export type ShareCreated = Static<typeof ShareCreated>

export const SharedSubject = Type.Object(
  {
    subject: words(SUBJECTS),
    status: words(SUBJECT_STATUSES),
    passedIn: Type.Optional(ExamYear),
    mark: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 100 }), Type.Literal('passed')])),
  },
  strict,
)

export type SharedSubject = Static<typeof SharedSubject>

/** What the phone makes of a standing: words and numbers of the contract, no free text. Its sense is checked, too (`cardFault`). */
const CARD = {
  level: words(LEVELS),
  specialty: words(SPECIALTIES),
  passedCount: Count,
  required: Type.Integer({ minimum: 1, maximum: SUBJECTS.length }),
  subjects: Type.Array(SharedSubject, { maxItems: SUBJECTS.length }),
}
export const ShareCard = Type.Object(CARD, strict)
export type ShareCard = Static<typeof ShareCard>

export const ShareRequest = Type.Object({ showMarks: Type.Boolean(), card: ShareCard }, strict)
export type ShareRequest = Static<typeof ShareRequest>

/** What a friend sees. */
export const SharedCard = Type.Object({ ...CARD, updatedAt: Instant }, strict)
export type SharedCard = Static<typeof SharedCard>

/** The links of one person that work: at most one with marks and one without. */
export const SharesResponse = Type.Object(
  { shares: Type.Array(Type.Object({ id: ShareId, showMarks: Type.Boolean(), updatedAt: Instant }, strict)) },
  strict,
)
export type SharesResponse = Static<typeof SharesResponse>
