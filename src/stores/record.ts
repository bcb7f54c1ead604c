import { type Candidate, type Day, isDay, parseCandidate, REGIONS } from '@zhuan/exam'
import { type CertificateRecord, NO_CERTIFICATE_RECORD, parseCertificateRecord } from './certificate-record'
import { type Drafts, NO_DRAFTS, parseDrafts } from './drafts'

/** What this phone keeps about the candidate, under the storage key `candidate`. */
export interface CandidateRecord extends CertificateRecord {
  /** `null` before the first run is finished. */
  candidate: Candidate | null
  /** A name of the exam calendar's regions; `null` = the whole country. */
  region: string | null
  /** Storage keys of values that could not be read and were put aside untouched, oldest first. */
  putAside: string[]
  /**
   * When each part was last edited, an ISO instant by the key that it is synced under (`profile`, `sitting:2025` …), parts
   * that were deleted among them. What is not here counts as older than anything else.
   */
  edited: Readonly<Record<string, string>>
  drafts: Drafts
  /** The day on which somebody said that the scores they wait for are not out: they are asked again on the next. */
  notYet: Day | null
}

export const EMPTY_RECORD: CandidateRecord = {
  candidate: null,
  region: null,
  ...NO_CERTIFICATE_RECORD,
  putAside: [],
  edited: {},
  drafts: NO_DRAFTS,
  notYet: null,
}

/** Raised by 1 whenever the shape of {@link CandidateRecord} changes; {@link migrateRecord} knows all earlier ones. */
export const RECORD_VERSION = 3

/** The stored value is not a record of this app, or of a version that this app can read. */
export class RecordFormatError extends Error {
  readonly code = 'unreadable-record'

  /** @param path the faulty part, `''` for the whole */
  constructor(
    found: string,
    readonly path = '',
  ) {
    super(`storage key "candidate": expected {"state":{"candidate":…},"version":n}, found ${found}`)
    this.name = 'RecordFormatError'
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Turns a stored value into zustand's `{ state, version }`; throws {@link RecordFormatError} for anything else. */
export function decodeStored(stored: unknown): { state: CandidateRecord; version: number } {
  let value = stored
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value)
    } catch {
      throw new RecordFormatError('text that is not JSON')
    }
  }
  if (!isObject(value) || !isObject(value.state)) throw new RecordFormatError('another shape')
  const version = value.version ?? 0
  if (typeof version !== 'number') throw new RecordFormatError(`version ${JSON.stringify(version)}`)
  if (version > RECORD_VERSION) throw new RecordFormatError(`version ${version}, newer than ${RECORD_VERSION}`)
  return { state: value.state as unknown as CandidateRecord, version }
}

/**
 * Brings the state of an older version up to {@link RECORD_VERSION}.
 * Version 0 (before release) held the candidate alone, either as `candidate` or spread over the state itself. Version 1
 * knew no times of edits and no drafts, version 2 nothing of the certificate: reading gives none.
 */
export function migrateRecord(state: unknown, version: number): unknown {
  if (version < 1 && isObject(state) && !('candidate' in state) && 'sittings' in state) {
    const { level, specialty, sittings } = state
    return { candidate: { level, specialty, sittings } }
  }
  return state
}

const isTime = (entry: [string, unknown]): entry is [string, string] =>
  typeof entry[1] === 'string' && !Number.isNaN(Date.parse(entry[1]))

/** Checks a state field by field; throws `RuleError` where the candidate breaks the contract of the core. */
export function parseRecord(state: unknown): CandidateRecord {
  if (!isObject(state)) throw new RecordFormatError('a state that is no object')
  const { candidate = null, region = null, putAside = [], edited, drafts, notYet } = state
  return {
    candidate: candidate === null ? null : parseCandidate(candidate),
    region: typeof region === 'string' && (REGIONS as readonly string[]).includes(region) ? region : null,
    ...parseCertificateRecord(state, path => {
      throw new RecordFormatError(`a fault in ${path}`, path)
    }),
    putAside: Array.isArray(putAside) ? putAside.filter((key): key is string => typeof key === 'string') : [],
    edited: isObject(edited) ? Object.fromEntries(Object.entries(edited).filter(isTime)) : {},
    drafts: parseDrafts(drafts),
    notYet: isDay(notYet) ? notYet : null,
  }
}
