import type { AnnouncementKind } from '@zhuan/api'
import type { Announcement } from '@zhuan/exam'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'

/** What the operator has announced; it counts from the instant `sendAfter` on. */
export interface AnnouncedMilestone {
  kind: AnnouncementKind
  examYear: number
  /** Null: the whole country. */
  region: string | null
  start: string
  end: string | null
  time: string | null
  source: string
  sendAfter: Date
}

/** An announcement as the exam package takes it. */
export function toAnnouncement({ kind, examYear, region, start, end, time, source }: AnnouncedMilestone): Announcement {
  return {
    kind,
    examYear,
    region,
    start,
    source,
    ...(end !== null && { end }),
    ...(time !== null && { time }),
  }
}

/** Every announcement that was not retracted, the earlier first. */
export async function loadAnnouncements(database: Kysely<Database>): Promise<AnnouncedMilestone[]> {
  return database
    .selectFrom('announcements')
    .select([
      'kind',
      'exam_year as examYear',
      'region',
      'start_day as start',
      'end_day as end',
      'time',
      'source',
      'send_after as sendAfter',
    ])
    .where('retracted', '=', false)
    .orderBy('send_after')
    .orderBy('id')
    .execute()
}

/** The changes that one announcement has made, or will make, to the calendar of a year. */
export interface CalendarChange {
  examYear: number
  /** Null: the whole country. */
  region: string | null
  /** From here on the announcement counts, by each process's own clock; `at` may be another's and a moment ahead. */
  sendAfter: Date
  /** The last of them. */
  at: Date
  /** How many: it came to count, was corrected so many times, was taken back. */
  count: number
}

/** What every announcement has changed by coming to count, by being corrected, or taken back after it had counted. */
export async function loadChanges(database: Kysely<Database>): Promise<CalendarChange[]> {
  const { rows } = await sql<CalendarChange>`
    select exam_year as "examYear", region, send_after as "sendAfter",
           greatest(send_after, corrected_at, case when retracted then cancelled_at end) as at,
           1 + corrections + retracted::int as count
      from announcements where not retracted or cancelled_at >= send_after order by at, id`.execute(database)
  return rows
}

/** The channel on which PostgreSQL tells every process that announcements have changed (migration 003). */
export const ANNOUNCEMENTS_CHANNEL = 'announcements_changed'
