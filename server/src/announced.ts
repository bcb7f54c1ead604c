import type { AnnouncedSitting, Announcement } from '@zhuan/exam'
import type { AnnouncedMilestone } from './database/announcements'

/** An announcement as `milestones` of the exam package takes it. */
export function toAnnouncement({ kind, examYear, region, start, end, time, source }: AnnouncedMilestone): Announcement {
  return {
    kind: kind as Announcement['kind'],
    examYear,
    region,
    start,
    source,
    ...(end !== null && { end }),
    ...(time !== null && { time }),
  }
}

/** The exam days that count by `now`, for `assess` of the exam package. */
export function announcedSittings(announced: readonly AnnouncedMilestone[], now: Date): AnnouncedSitting[] {
  return announced
    .filter(({ kind, region, sendAfter }) => kind === 'exam' && region === null && sendAfter <= now)
    .map(({ examYear, start, end }) => ({ examYear, start, end: end ?? start }))
}
