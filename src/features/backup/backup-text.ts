import { parseCandidate, RuleError } from '@zhuan/exam'
import type { CertificateRecord } from '@/stores/certificate-record'
import { type CandidateRecord, parseRecord, RecordFormatError } from '@/stores/record'

const HEADING = '注安通关备份'

type Kept = Pick<CandidateRecord, 'candidate' | 'region'> & CertificateRecord

/** What a text holds: one that an earlier version wrote says nothing of the certificate. */
export type Backup = Pick<CandidateRecord, 'candidate' | 'region'> & Partial<CertificateRecord>

/** The record as text to keep anywhere: a heading for people, one line of JSON for the way back. */
export function backupText(record: Kept, today: string): string {
  const { candidate, region, endorsements, checklists, certificate } = record
  return `${HEADING} ${today}\n${JSON.stringify({ candidate, region, endorsements, checklists, certificate })}`
}

/** Why a text cannot be restored: `path` names the place where the core found the fault. */
export class BackupError extends Error {
  constructor(
    readonly code: 'no-backup' | 'unreadable-backup',
    readonly path: string,
    found: string,
  ) {
    super(`backup text, ${path || 'root'}: ${found}`)
    this.name = 'BackupError'
  }
}

/**
 * Reads a backup out of pasted text: everything around the JSON is ignored. Understands the text of this app, the
 * bare candidate of the contract and the stored record itself.
 */
export function parseBackupText(text: string): Backup {
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start < 0) throw new BackupError('no-backup', '', 'no JSON object in it')
  let value: Record<string, unknown>
  try {
    value = JSON.parse(text.slice(start, end + 1))
  } catch {
    throw new BackupError('unreadable-backup', '', 'broken JSON, perhaps only a part was copied')
  }
  const state = (value.state ?? value) as Record<string, unknown>
  try {
    if ('sittings' in state) return { candidate: parseCandidate(state), region: null }
    const { candidate, region, endorsements, checklists, certificate } = parseRecord(state)
    if (!candidate) throw new BackupError('no-backup', 'candidate', 'nothing')
    return { candidate, region, ...('endorsements' in state && { endorsements, checklists, certificate }) }
  } catch (error) {
    if (error instanceof RuleError) throw new BackupError('unreadable-backup', error.path, error.message)
    if (error instanceof RecordFormatError) throw new BackupError('unreadable-backup', error.path, error.message)
    throw error
  }
}
