import { type Static, Type } from '@sinclair/typebox'
import { CivilDay, ExamYear, Instant, strict, text } from './schema'

/** At most so many entries in one POST … */
export const MAX_ENTRIES = 200
/** … of at most so many bytes of JSON each. */
export const MAX_ENTRY_BYTES = 16 * 1024

/** `sitting:2026`, `endorsement:<id>`, `checklist:<id>`, `profile`, `certificate`. */
export const RECORD_KEY = /^(profile|certificate|sitting:(20(?:19|[2-9]\d))|(?:endorsement|checklist):[a-z0-9-]{1,36})$/

export const RecordKey = Type.String({ pattern: RECORD_KEY.source, maxLength: 60 })

/** One part of the record as it is stored and sent; null = deleted. What the value holds depends on the key. */
export const Entry = Type.Object(
  { key: RecordKey, value: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]), updatedAt: Instant },
  strict,
)
export type Entry = Static<typeof Entry>

const Revision = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })

/** GET /v1/record?since= */
export const RecordQuery = Type.Object({ since: Type.Optional(Revision) }, strict)
export type RecordQuery = Static<typeof RecordQuery>

/** POST /v1/record */
export const RecordRequest = Type.Object(
  { since: Revision, entries: Type.Array(Entry, { maxItems: MAX_ENTRIES }) },
  strict,
)
export type RecordRequest = Static<typeof RecordRequest>

export const RecordResponse = Type.Object({ revision: Revision, entries: Type.Array(Entry) }, strict)
export type RecordResponse = Static<typeof RecordResponse>

/** The value of `endorsement:<id>`. */
export const EndorsementValue = Type.Object(
  { appliedOn: CivilDay, days: Type.Integer({ minimum: 1, maximum: 90 }), purpose: Type.Optional(text(200)) },
  strict,
)
export type EndorsementValue = Static<typeof EndorsementValue>

/** The value of `checklist:<id>`: the ids of the steps that are done. */
export const ChecklistValue = Type.Object({ done: Type.Array(text(64), { maxItems: 200 }) }, strict)
export type ChecklistValue = Static<typeof ChecklistValue>

/** The value of `certificate`. */
export const CertificateValue = Type.Object(
  {
    examYear: ExamYear,
    issuedOn: Type.Optional(CivilDay),
    paperReceived: Type.Optional(Type.Union([Type.Boolean(), CivilDay])),
  },
  strict,
)
export type CertificateValue = Static<typeof CertificateValue>

/** The value of `profile`; its words are checked by the exam package. */
export interface ProfileValue {
  level: string
  specialty: string
  region?: string
}

/** GET /v1/me/export: everything that is stored about the candidate. */
export interface ExportResponse {
  exportedAt: string
  createdAt: string
  revision: number
  entries: Entry[]
  /** Edits of the last week that lost against a newer one. */
  losingEdits: (Entry & { lostAt: string })[]
  shares: { id: string; createdAt: string; revokedAt?: string; card: object | null }[]
  [section: string]: unknown
}
