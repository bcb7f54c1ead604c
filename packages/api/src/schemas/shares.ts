import { type Static, Type } from '@sinclair/typebox'
import { SUBJECTS } from '@zhuan/exam'
import { SHARE_ID, SUBJECT_STATUSES } from '../vocabulary'
import { Count, ExamYear, Instant, strict, words } from './parts'

export const ShareId = Type.String({ pattern: SHARE_ID })

export const ShareRequest = Type.Object({ showMarks: Type.Boolean() }, strict)
export type ShareRequest = Static<typeof ShareRequest>

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

/** What a friend sees. */
export const SharedCard = Type.Object(
  {
    level: Type.String(),
    specialty: Type.String(),
    passedCount: Count,
    required: Type.Integer({ minimum: 1 }),
    subjects: Type.Array(SharedSubject),
    createdAt: Instant,
  },
  strict,
)
export type SharedCard = Static<typeof SharedCard>
