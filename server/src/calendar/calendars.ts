import { type ExamCalendar, examCalendar, type Milestone } from '@zhuan/exam'
import type { Kysely } from 'kysely'
import { type AnnouncedMilestone, loadAnnouncements, toAnnouncement } from '../announcements/read-announcements'
import type { Database } from '../database/schema'

/** The exam calendar of each region; null is the country. */
export type Calendars = (region: string | null) => ExamCalendar

/** The calendars with every announcement that counts by now. */
export async function currentCalendars(database: Kysely<Database>, now: Date): Promise<Calendars> {
  return calendarsOf(await loadAnnouncements(database), now)
}

/** The same, of announcements that were read already. Thousands of reminders ask for the same few: each is made once. */
export function calendarsOf(announced: readonly AnnouncedMilestone[], now: Date): Calendars {
  const announcements = announced.filter(({ sendAfter }) => sendAfter <= now).map(toAnnouncement)
  const known = new Map<string | null, ExamCalendar>()
  return region => {
    let calendar = known.get(region)
    if (!calendar) {
      calendar = examCalendar(region, announcements)
      known.set(region, calendar)
    }
    return calendar
  }
}

/** The calendars as they were recorded in the exam package, without what the operator announced. */
export const recordedCalendars = (): Calendars => calendarsOf([], new Date(0))

/** The day of a kind, if it is official. */
export function officialDay(
  calendars: Calendars,
  { exam_year, region }: { exam_year: number; region: string | null },
  kind: string,
): Milestone | undefined {
  return calendars(region)
    .milestones(exam_year)
    .find(row => row.kind === kind && row.status === 'official')
}
