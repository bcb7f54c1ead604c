import { type Static, Type } from '@sinclair/typebox'
import { ENDORSEMENT_MAX_DAYS } from '@zhuan/exam'
import { MAX_ENTRIES, RECORD_KEY } from '../vocabulary'
import { CivilDay, ExamYear, Instant, strict, text } from './parts'

export const RecordKey = Type.String({ pattern: RECORD_KEY.source, maxLength: 60 })

/** One part of the record as it is stored and sent; null = deleted. What the value holds depends on the key. */
export const Entry = Type.Object(
  { key: RecordKey, value: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]), updatedAt: Instant },
  strict,
)
export type Entry = Static<typeof Entry>

export const Revision = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })

export const RecordQuery = Type.Object({ since: Type.Optional(Revision) }, strict)
export type RecordQuery = Static<typeof RecordQuery>

export const RecordRequest = Type.Object(
  { since: Revision, entries: Type.Array(Entry, { maxItems: MAX_ENTRIES }) },
  strict,
)
export type RecordRequest = Static<typeof RecordRequest>

export const RecordResponse = Type.Object({ revision: Revision, entries: Type.Array(Entry) }, strict)
export type RecordResponse = Static<typeof RecordResponse>

/** The value of `endorsement:<id>`. */
export const EndorsementValue = Type.Object(
  {
    appliedOn: CivilDay,
    days: Type.Integer({ minimum: 1, maximum: ENDORSEMENT_MAX_DAYS }),
    purpose: Type.Optional(text(200)),
  },
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
