import { addYears, compareDays } from '../day'
import type { Milestone, MilestoneKind } from '../types'
import { expectedWindow } from './expected-window'
import { FACTS, REVIEW_NOTES } from './facts'

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
 * The cycle of one exam year, ascending by start, ties in the order of {@link MILESTONE_KINDS}.
 * @param announced rows announced for the region or the country, of any exam year, the winning one first
 */
export function cycleOf(examYear: number, region: string | null, announced: readonly Milestone[]): Milestone[] {
  const areas = areasOf(region)
  const known = [...announced, ...FACTS].filter(fact => fact.examYear === examYear)
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
