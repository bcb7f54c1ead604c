import type { Kysely } from 'kysely'
import type { Database } from './schema'

/** What the operator has announced; it counts from the instant `sendAfter` on. */
export interface AnnouncedMilestone {
  kind: string
  examYear: number
  /** Null: the whole country. */
  region: string | null
  start: string
  end: string | null
  time: string | null
  source: string
  sendAfter: Date
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

/** The channel on which PostgreSQL tells every process that announcements have changed (migration 003). */
export const ANNOUNCEMENTS_CHANNEL = 'announcements_changed'
