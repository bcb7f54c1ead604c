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
   * For SEQUENCE, which a phone compares (RFC 5545 §3.8.7.4): seconds up to that instant and the number of changes, so
   * that several within a second rise, too. Every process must write the same file, so nothing of its own counts.
   */
  sequence: number
}

const touches = (region: string | null) => (change: CalendarChange) =>
  change.region === null || change.region === region

const lastOf = (changes: readonly CalendarChange[]): Date =>
  new Date(Math.max(DATA_GATHERED.getTime(), ...changes.map(({ at }) => at.getTime())))

const countOf = (changes: readonly CalendarChange[]): number => changes.reduce((sum, { count }) => sum + count, 0)

/** The revision of a region's events of one exam year: whatever is announced of that year may move each of them. */
export function revisionOf(changes: readonly CalendarChange[], examYear: number, region: string | null): Revision {
  const own = changes.filter(touches(region)).filter(change => change.examYear === examYear)
  const at = lastOf(own)
  return { at, sequence: Math.round((at.getTime() - SEQUENCE_BEGINS.getTime()) / 1000) + countOf(own) }
}

/**
 * The revision of what is announced for a region and the country: it rises by one with every change, and is the same in
 * every process.
 */
export function feedRevision(
  changes: readonly CalendarChange[],
  region: string | null,
): { revision: number; updatedAt: Date } {
  const own = changes.filter(touches(region))
  return { revision: countOf(own), updatedAt: lastOf(own) }
}
