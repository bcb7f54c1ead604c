import { type Announcement, examCalendar, MILESTONE_KINDS } from '@zhuan/exam'

/** Those announcements that this version of the calendar understands: a later server may announce more. */
export const usableAnnouncements = (given: unknown): Announcement[] =>
  Array.isArray(given) ? given.filter(isUsable) : []

function isUsable(given: Announcement): boolean {
  try {
    if (!MILESTONE_KINDS.includes(given.kind)) return false
    examCalendar(given.region, [given]).milestone(given.examYear, given.kind)
    return true
  } catch {
    return false
  }
}
