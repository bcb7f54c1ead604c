import { type Milestone, milestones } from '@zhuan/exam'
import type { Kysely } from 'kysely'
import { toAnnouncement } from '../announcements/announced'
import { type AnnouncedMilestone, loadAnnouncements } from '../announcements/read-announcements'
import type { Database } from '../database/schema'

/** The milestones of an exam year in a region; null is the country. */
export type Calendar = (examYear: number, region: string | null) => Milestone[]

/** The calendar with every announcement that counts by now. */
export async function currentCalendar(database: Kysely<Database>, now: Date): Promise<Calendar> {
  return calendarOf(await loadAnnouncements(database), now)
}

/** The same, of announcements that were read already. */
export function calendarOf(announced: readonly AnnouncedMilestone[], now: Date): Calendar {
  const announcements = announced.filter(({ sendAfter }) => sendAfter <= now).map(toAnnouncement)
  return remembering((examYear, region) => milestones(examYear, region, announcements))
}

/** The calendar as it was recorded in the exam package, without what the operator announced. */
export const recordedCalendar = (): Calendar => remembering((examYear, region) => milestones(examYear, region, []))

/** The day of a kind, if it is official. */
export function officialDay(
  calendar: Calendar,
  { exam_year, region }: { exam_year: number; region: string | null },
  kind: string,
): Milestone | undefined {
  return calendar(exam_year, region).find(row => row.kind === kind && row.status === 'official')
}

/** Thousands of reminders ask for the same few years and regions. */
function remembering(calendar: Calendar): Calendar {
  const known = new Map<string, Milestone[]>()
  return (examYear, region) => {
    const key = `${examYear} ${region}`
    const found = known.get(key) ?? calendar(examYear, region)
    known.set(key, found)
    return found
  }
}
