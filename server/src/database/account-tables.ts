import type { ShareCard } from '@zhuan/api'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** An instant: read as Date, written as Date. */
export type Timestamp = ColumnType<Date, Date, Date>
/** A bigint identity: a decimal string in TypeScript, never a number. */
export type Identity = ColumnType<string, string | undefined, never>

export interface AccountsTable {
  id: Identity
  openid: string
  /** Of the synced record; raised under the row lock. */
  revision: Generated<number>
  created_at: Timestamp
}

/** Sessions that were given back; only until they would be over anyway. */
export interface EndedSessionsTable {
  session_id: string
  expires_at: Timestamp
}

export interface RecordEntriesTable {
  candidate_id: string
  key: string
  /** JSON text; null = deleted. */
  value: JSONColumnType<object | null, string | null, string | null>
  updated_at: Timestamp
  revision: number
}

/** Edits that lost against a newer one; kept for a week and shown in the export. */
export interface LosingEditsTable {
  id: Identity
  candidate_id: string
  key: string
  value: JSONColumnType<object | null, string | null, string | null>
  updated_at: Timestamp
  lost_at: Timestamp
}

export interface SharesTable {
  /** 128 random bits, base64url. */
  id: string
  /** Null once its candidate has been forgotten. */
  candidate_id: string | null
  /** What is shown, as it stood when it was last shared; null once revoked. */
  card: JSONColumnType<ShareCard | null, string | null, string | null>
  /** Of a person's shares that are not revoked one is with marks and one without, at most. */
  show_marks: boolean
  code_image: Buffer | null
  created_at: Timestamp
  updated_at: Timestamp
  revoked_at: ColumnType<Date | null, Date | null, Date | null>
}

/** Anonymous sums of opened mini-program codes. */
export interface ScanCountsTable {
  day: string
  scene: string
  count: number
  /** Taps that accepted something and named this scene. */
  subscriptions: Generated<number>
}

export interface AccountTables {
  candidates: AccountsTable
  ended_sessions: EndedSessionsTable
  record_entries: RecordEntriesTable
  losing_edits: LosingEditsTable
  shares: SharesTable
  scan_counts: ScanCountsTable
}
