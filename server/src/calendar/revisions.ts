import type { CalendarChange } from '../announcements/read-announcements'

/** The facts that come with the product were last gathered then. */
const DATA_GATHERED = new Date('2026-03-06T00:00:00+08:00')
/** Where the sequence numbers begin. Never to be moved: they would fall. */
const SEQUENCE_BEGINS = new Date('2026-03-06T00:00:00+08:00')

/** Which state of an event a file shows. */
export interface Revision {
  /** For DTSTAMP and LAST-MODIFIED. */
  at: Date
  /**
   * For SEQUENCE, which a phone compares (RFC 5545 §3.8.7.4): seconds up to that instant. Corrections are not counted
   * anywhere, and every process must write the same file.
   */
  sequence: number
}

/** The revision of a region's events of one exam year: whatever is announced of that year may move each of them. */
export function revisionOf(changes: readonly CalendarChange[], examYear: number, region: string | null): Revision {
  const instants = changes
    .filter(change => change.examYear === examYear && (change.region === null || change.region === region))
    .map(({ at }) => at.getTime())
  const at = new Date(Math.max(DATA_GATHERED.getTime(), ...instants))
  return { at, sequence: Math.round((at.getTime() - SEQUENCE_BEGINS.getTime()) / 1000) }
}
