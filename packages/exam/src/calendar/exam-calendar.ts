import { compareDays, requireDay } from '../day'
import { refuse } from '../rule-error'
import type { AnnouncedSitting, Announcement, Milestone, MilestoneKind } from '../types'
import { cycleOf } from './milestones'

/**
 * The exam calendar of a region with everything that was announced by now: made once, handed to whoever asks about
 * days. A cycle is computed when its year is first asked for, and remembered.
 */
export interface ExamCalendar {
  /** Chinese name of the region, `null` for the whole country. */
  readonly region: string | null
  /** The announced exam days that hold in the region, each exam year once: what `assess` takes. */
  readonly sittings: readonly AnnouncedSitting[]
  /** The cycle of one exam year: a row for each of `MILESTONE_KINDS`, ascending by start, ties in that order. */
  milestones(examYear: number): readonly Milestone[]
  /** The row of one kind. */
  milestone(examYear: number, kind: MilestoneKind): Milestone
}

/**
 * Makes the calendar of a region.
 *
 * A row is announced or recorded for its exam year (as a rule `official`), else what the region had in its latest
 * earlier recorded year (`reference`), else computed (`expected`). A row of the region wins over a national one. What
 * is counted from the exam days or from the release moves along with them. `region` of a row names the region whose
 * fact it rests on; `null` stands for the country and for what is usual in it.
 * @param region Chinese name of a region, or `null` for the national rows only: what regions date for themselves is
 *   then expected in its usual window
 * @param announcements those of other regions are left alone; of two for the same row the later in the list holds;
 *   without any day one changes nothing; with only one of `start` and `end` the row is that day
 * @throws RuleError `invalid-day` for announced days that do not exist, `out-of-range` for an end before its start
 */
export function examCalendar(region: string | null, announcements: readonly Announcement[] = []): ExamCalendar {
  const announced = announcements
    .flatMap((announcement, index) => announcedRows(announcement, `announcements[${index}]`))
    .filter(row => row.region === null || row.region === region)
    .reverse()
  const cycles = new Map<number, readonly Milestone[]>()
  const milestones = (examYear: number): readonly Milestone[] => {
    const known = cycles.get(examYear)
    if (known) return known
    const cycle = Object.freeze(cycleOf(examYear, region, announced).map(row => Object.freeze(row)))
    cycles.set(examYear, cycle)
    return cycle
  }
  const milestone = (examYear: number, kind: MilestoneKind): Milestone =>
    milestones(examYear).find(row => row.kind === kind)!
  const announcedYears = new Set(announced.filter(({ kind }) => kind === 'exam').map(({ examYear }) => examYear))
  const sittings = [...announcedYears].map(examYear => {
    const { start, end } = milestone(examYear, 'exam')
    return { examYear, start, end }
  })
  return Object.freeze({ region, sittings: Object.freeze(sittings), milestones, milestone })
}

/** The row of an announcement, none where it names no day. */
function announcedRows(announcement: Announcement, path: string): Milestone[] {
  const { kind, examYear, region, time, source } = announcement
  const start = announcement.start ?? announcement.end
  const end = announcement.end ?? announcement.start
  if (start === undefined || end === undefined) return []
  requireDay(start, `${path}.start`)
  requireDay(end, `${path}.end`)
  if (compareDays(end, start) < 0) refuse('out-of-range', `${path}.end`, end, `a day from ${start} on`)
  return [{ kind, examYear, region, start, end, ...(time !== undefined && { time }), status: 'official', source }]
}

/** One cycle without a calendar made beforehand. Until the server and its tests hold calendars themselves. */
export const milestones = (
  examYear: number,
  region: string | null,
  announcements: readonly Announcement[],
): Milestone[] =>
  examCalendar(region, announcements)
    .milestones(examYear)
    .map(row => ({ ...row }))
