import { FACTS, REVIEW_NOTES } from './calendar-facts'
import { addYears, compareDays, requireDay } from './day'
import { expectedWindow } from './expected-window'
import { refuse } from './rule-error'
import type { Announcement, Milestone, MilestoneKind } from './types'

/** The kinds of one exam cycle, in the order of the cycle. */
export const MILESTONE_KINDS: readonly MilestoneKind[] = [
  'annual-plan',
  'registration',
  'payment',
  'admission-ticket',
  'exam',
  'score-release',
  'score-recheck',
  'post-review',
  'e-certificate',
  'paper-certificate',
]

/** Kinds that each region dates for itself and that come back about the same day every year. */
const YEARLY_BY_REGION: readonly MilestoneKind[] = ['registration', 'payment', 'admission-ticket']

/** What a computed row is counted from, and so whose it is. */
const COUNTED_FROM: Partial<Record<MilestoneKind, MilestoneKind>> = {
  'admission-ticket': 'exam',
  'score-release': 'exam',
  'score-recheck': 'score-release',
  'post-review': 'score-release',
  'e-certificate': 'score-release',
  'paper-certificate': 'e-certificate',
}

/**
 * The cycle of one exam year: one row for each of {@link MILESTONE_KINDS}, ascending by start, ties in that order.
 *
 * A row is announced or recorded for this exam year (as a rule `official`), else what the region had in its latest
 * earlier recorded year (`reference`), else computed (`expected`). A row of the region wins over a national one. What
 * is counted from the exam days or from the release moves along with them. `region` of a row names the region whose
 * fact it rests on; `null` stands for the country and for what is usual in it.
 * @param region Chinese name of a region, or `null` for the national rows only: what regions date for themselves is
 *   then expected in its usual window
 * @param announcements those of other kinds, exam years and regions are left alone; of two for the same row the later
 *   in the list holds; without any day one changes nothing; with only one of `start` and `end` the row is that day
 * @throws RuleError `invalid-day` for announced days that do not exist, `out-of-range` for an end before its start
 */
export function milestones(
  examYear: number,
  region: string | null,
  announcements: readonly Announcement[],
): Milestone[] {
  const areas = areasOf(region)
  const announced = announcements.flatMap((announcement, index) =>
    announcement.examYear === examYear && areas.includes(announcement.region)
      ? announcedRows(announcement, `announcements[${index}]`)
      : [],
  )
  const known = [...announced.reverse(), ...FACTS.filter(fact => fact.examYear === examYear)]
  const rows = new Map<MilestoneKind, Milestone>()
  // The exam goes first: the admission ticket stands before it in the cycle and is counted back from it.
  for (const kind of ['exam', ...MILESTONE_KINDS] as const) {
    const row =
      areas.map(area => known.find(fact => fact.kind === kind && fact.region === area)).find(Boolean) ??
      referenceRow(kind, examYear, region) ??
      expectedRow(kind, examYear, rows)
    rows.set(kind, { ...row })
  }
  return MILESTONE_KINDS.map(kind => rows.get(kind)!).sort((a, b) => compareDays(a.start, b.start))
}

/** Where to look for a row, the winning place first. */
const areasOf = (region: string | null): (string | null)[] => (region === null ? [null] : [region, null])

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

/** The same month and day as in the region's latest earlier recorded year. */
function referenceRow(kind: MilestoneKind, examYear: number, region: string | null): Milestone | undefined {
  if (region === null || !YEARLY_BY_REGION.includes(kind)) return undefined
  const earlier = latestFact(kind, examYear, region)
  if (!earlier) return undefined
  const years = examYear - earlier.examYear
  return {
    ...earlier,
    examYear,
    start: addYears(earlier.start, years),
    end: addYears(earlier.end, years),
    status: 'reference',
    note: [`参考 ${earlier.examYear} 年`, ...(earlier.note === undefined ? [] : [earlier.note])].join('，'),
  }
}

function expectedRow(kind: MilestoneKind, examYear: number, rows: ReadonlyMap<MilestoneKind, Milestone>): Milestone {
  const base = COUNTED_FROM[kind]
  const region = base === undefined ? null : rows.get(base)!.region
  return { kind, examYear, region, ...expectedWindow(kind, examYear, rows), status: 'expected' }
}

function latestFact(kind: MilestoneKind, before: number, region: string | null): Milestone | undefined {
  return FACTS.filter(
    fact => fact.kind === kind && fact.region === region && fact.examYear < before && fact.status === 'official',
  ).sort((a, b) => b.examYear - a.examYear)[0]
}

/**
 * What happened in the latest earlier exam year of which it is recorded, to stand beside an expected day: 去年 12 月 26 日
 * 10:00. The region's own where there is one, else the country's. What a page only called usual is no such fact.
 */
export function previousFact(kind: MilestoneKind, examYear: number, region: string | null): Milestone | undefined {
  for (const area of areasOf(region)) {
    const fact = latestFact(kind, examYear, area)
    if (fact) return { ...fact }
  }
  return undefined
}

/** What a region has said about its post-exam review, in Chinese; `undefined` where nothing is known. */
export const postReviewNote = (region: string): string | undefined => REVIEW_NOTES.get(region)
