import { type Static, Type } from '@sinclair/typebox'
import { ExamYear, Instant, strict, text, words } from './schema'

export const ShareRequest = Type.Object({ showMarks: Type.Boolean() }, strict)
export type ShareRequest = Static<typeof ShareRequest>

export const ShareCreated = Type.Object({ id: Type.String() }, strict)
export type ShareCreated = Static<typeof ShareCreated>

/** 128 random bits, base64url. */
export const SHARE_ID = '^[A-Za-z0-9_-]{22}$'

export const SharedSubject = Type.Object(
  {
    subject: words(['law', 'management', 'technology', 'practice'] as const),
    status: words(['not-passed', 'valid', 'last-chance', 'awaiting-results', 'expired', 'certified'] as const),
    passedIn: Type.Optional(ExamYear),
    mark: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  },
  strict,
)

/** GET /v1/shares/<id>: what a friend sees. */
export const SharedCard = Type.Object(
  {
    level: Type.String(),
    specialty: Type.String(),
    passedCount: Type.Integer({ minimum: 0 }),
    required: Type.Integer({ minimum: 1 }),
    subjects: Type.Array(SharedSubject),
    createdAt: Instant,
  },
  strict,
)
export type SharedCard = Static<typeof SharedCard>

/** The characters that WeChat takes in a mini-program code's scene, 32 at most. */
export const SCENE = "^[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]{1,32}$"

export const ScanRequest = Type.Object({ scene: Type.String({ pattern: SCENE }) }, strict)
export type ScanRequest = Static<typeof ScanRequest>

/** POST /v1/client-errors: what the mini-program could not handle; other fields are let through and thrown away. */
export const ClientErrorRequest = Type.Object({
  message: Type.String({ minLength: 1, maxLength: 2_000 }),
  stack: Type.Optional(Type.String({ maxLength: 8_000 })),
  page: Type.Optional(Type.String({ maxLength: 500 })),
  version: Type.Optional(text(64)),
})
export type ClientErrorRequest = Static<typeof ClientErrorRequest>
