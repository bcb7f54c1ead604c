import { type CalendarFact, NATIONAL_FACTS, REGIONAL_FACTS, REVIEW_NOTES } from './calendar-facts'
import { addDays, inYear, laterDay } from './day'
import { sittingDates } from './sitting-dates'
import type { Announcement, Day, Milestone, MilestoneKind } from './types'

/** The kinds of one exam cycle, in its order. */
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

/** Kinds that each region dates for itself and that return about the same day every year. */
const YEARLY_BY_REGION: readonly MilestoneKind[] = ['registration', 'payment', 'admission-ticket']

/** Kinds whose days follow from the release of the scores. */
const DERIVED: readonly MilestoneKind[] = ['score-recheck', 'post-review', 'e-certificate', 'paper-certificate']

type Window = Pick<Milestone, 'start' | 'end'> & Partial<Pick<Milestone, 'likely' | 'note'>>

/**
 * The cycle of one exam year: one row a kind, ascending by start, ties in the order of {@link MILESTONE_KINDS}.
 * A row is announced, else recorded (`official`), else another year's fact of the region (`reference`), else computed
 * (`expected`); what follows from the release of the scores moves along with it.
 * @param region Chinese name of a region, or `null` for the national rows only
 * @param announcements replace the row of their kind; a later one replaces an earlier one of the same region
 */
export function milestones(
  examYear: number,
  region: string | null,
  announcements: readonly Announcement[],
): Milestone[] {
  const rows = new Map<MilestoneKind, Milestone>()
  // The exam's own days come first: the admission ticket is dated back from them.
  for (const kind of ['exam', ...MILESTONE_KINDS] as const) {
    rows.set(kind, knownRow(kind, examYear, region, announcements) ?? computedRow(kind, examYear, region, rows))
  }
  return MILESTONE_KINDS.map(kind => rows.get(kind)!).sort((a, b) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : 0,
  )
}

/** Announced or recorded; a regional row wins over a national one. */
function knownRow(
  kind: MilestoneKind,
  examYear: number,
  region: string | null,
  announcements: readonly Announcement[],
): Milestone | undefined {
  const mine = (row: { kind: MilestoneKind; examYear: number }) => row.kind === kind && row.examYear === examYear
  const areas = region === null ? [null] : [region, null]
  for (const area of areas) {
    const announced = announcements.filter(row => mine(row) && row.region === area && row.start !== undefined).pop()
    if (announced) {
      const { start, end, time, source } = announced
      return withoutGaps({
        kind,
        examYear,
        region: area,
        start: start!,
        end: end ?? start!,
        time,
        status: 'official',
        source,
      })
    }
    const recorded = factsOf(area).find(mine)
    if (recorded) return factRow(recorded, area)
  }
  return undefined
}

const factsOf = (area: string | null): readonly CalendarFact[] =>
  area === null ? NATIONAL_FACTS : REGIONAL_FACTS.filter(({ region }) => region === area)

function factRow(
  { kind, examYear, start, end, time, status, source, note }: CalendarFact,
  region: string | null,
): Milestone {
  return withoutGaps({ kind, examYear, region, start, end: end ?? start, time, status, source, note })
}

/** Drops fields without a value, so that a row compares and serialises as what it says. */
const withoutGaps = (row: Milestone): Milestone =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as Milestone

function computedRow(
  kind: MilestoneKind,
  examYear: number,
  region: string | null,
  rows: ReadonlyMap<MilestoneKind, Milestone>,
): Milestone {
  if (region !== null && YEARLY_BY_REGION.includes(kind)) {
    const earlier = latestFactBefore(kind, examYear, factsOf(region))
    if (earlier) {
      const shift = (day: Day) => inYear(day, Number(day.slice(0, 4)) + examYear - earlier.examYear)
      const row = factRow(earlier, region)
      const note = [`参考 ${earlier.examYear} 年`, earlier.note].filter(Boolean).join('，')
      return { ...row, examYear, start: shift(row.start), end: shift(row.end), status: 'reference', note }
    }
  }
  // What follows from a region's own release is that region's too.
  const area = DERIVED.includes(kind) ? rows.get('score-release')!.region : null
  return { kind, examYear, region: area, ...expectedWindow(kind, examYear, rows), status: 'expected' }
}

/** The usual window of a kind; rows earlier in the cycle are known already. */
function expectedWindow(kind: MilestoneKind, examYear: number, rows: ReadonlyMap<MilestoneKind, Milestone>): Window {
  const row = (earlier: MilestoneKind): Milestone => rows.get(earlier)!
  // Only a release row without a fact has `likely`; what is recorded or announced counts from its own day.
  const release = (): Day => row('score-release').likely ?? row('score-release').start
  switch (kind) {
    case 'annual-plan':
      return { start: `${examYear}-01-05`, end: `${examYear}-01-31` }
    case 'registration':
    case 'payment':
      return { start: `${examYear}-07-21`, end: `${examYear}-08-20` }
    case 'admission-ticket': {
      const { start } = row('exam')
      return { start: addDays(start, -5), end: addDays(start, -1) }
    }
    case 'exam': {
      const { start, end } = sittingDates(examYear)
      return { start, end }
    }
    case 'score-release':
      return { start: `${examYear}-12-21`, end: `${examYear}-12-31`, likely: addDays(row('exam').end, 60) }
    case 'score-recheck':
      return { start: release(), end: addDays(release(), 29) }
    case 'post-review':
      return { start: release(), end: addDays(release(), 30), note: '并非每省都有' }
    case 'e-certificate': {
      const start = addDays(release(), 30)
      const endOfFebruary = addDays(`${examYear + 1}-03-01`, -1)
      return { start, end: laterDay(endOfFebruary, addDays(start, 30)) }
    }
    case 'paper-certificate': {
      const start = laterDay(`${examYear + 1}-03-01`, row('e-certificate').start)
      return { start, end: laterDay(`${examYear + 1}-06-30`, addDays(start, 90)) }
    }
  }
}

function latestFactBefore(
  kind: MilestoneKind,
  examYear: number,
  facts: readonly CalendarFact[],
): CalendarFact | undefined {
  return facts
    .filter(fact => fact.kind === kind && fact.examYear < examYear && fact.status === 'official')
    .sort((a, b) => b.examYear - a.examYear)[0]
}

/** The recorded row of the latest earlier exam year, to stand beside an expected date; the region's own if it has one. */
export function previousFact(kind: MilestoneKind, examYear: number, region: string | null): Milestone | undefined {
  for (const area of region === null ? [null] : [region, null]) {
    const fact = latestFactBefore(kind, examYear, factsOf(area))
    if (fact) return factRow(fact, area)
  }
  return undefined
}

/** What a region has said about its post-exam review. */
export const postReviewNote = (region: string): string | undefined => REVIEW_NOTES[region]
