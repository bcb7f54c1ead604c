import type { AnnouncedSitting, Announcement } from '@zhuan/exam'
import type { AnnouncedMilestone } from './read-announcements'

/** An announcement as `milestones` of the exam package takes it. */
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

/** The announced exam days of a region (null is the country), for `assess` of the exam package. */
export type AnnouncedSittings = (region: string | null) => readonly AnnouncedSitting[]

/** The exam days that count by `now`. Where a region has days of its own, they win over the country's. */
export function announcedSittings(announced: readonly AnnouncedMilestone[], now: Date): AnnouncedSittings {
  const exams = announced.filter(({ kind, sendAfter }) => kind === 'exam' && sendAfter <= now)
  const known = new Map<string | null, readonly AnnouncedSitting[]>()
  return region => {
    const found = known.get(region) ?? sittingsOf(exams, region)
    known.set(region, found)
    return found
  }
}

function sittingsOf(exams: readonly AnnouncedMilestone[], region: string | null): AnnouncedSitting[] {
  const own = region === null ? [] : exams.filter(exam => exam.region === region)
  const national = exams.filter(exam => exam.region === null && !own.some(({ examYear }) => examYear === exam.examYear))
  return [...national, ...own].map(({ examYear, start, end }) => ({ examYear, start, end: end ?? start }))
}
