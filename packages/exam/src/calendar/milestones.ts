import { addDays, addYears, compareDays, daysBetween } from '../day'
import type { Day, Milestone, MilestoneKind } from '../types'
import { expectedWindow } from './expected-window'
import { FACTS, REVIEW_NOTES } from './facts'
import { sittingDates } from './sitting-dates'

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

/** Where nothing says when paying ends, it ends so many days after registration: 0 to 6 in the years recorded. */
const PAYMENT_AFTER_REGISTRATION = 5

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
      computedRow(kind, examYear, region, rows)
    rows.set(kind, { ...row })
  }
  return MILESTONE_KINDS.map(kind => rows.get(kind)!).sort((a, b) => compareDays(a.start, b.start))
}

/** Where to look for a row, the winning place first. */
const areasOf = (region: string | null): (string | null)[] => (region === null ? [null] : [region, null])

/** A row that nobody has recorded or announced: another year's fact, or what is usual. */
function computedRow(
  kind: MilestoneKind,
  examYear: number,
  region: string | null,
  rows: ReadonlyMap<MilestoneKind, Milestone>,
): Milestone {
  if (kind === 'payment') return paymentRow(examYear, region, rows.get('registration')!)
  const reference =
    kind === 'registration'
      ? registrationReference(examYear, region)
      : kind === 'admission-ticket'
        ? ticketReference(examYear, region, rows.get('exam')!)
        : undefined
  if (reference) return reference
  const base = COUNTED_FROM[kind]
  const of = base === undefined ? null : rows.get(base)!.region
  return { kind, examYear, region: of, ...expectedWindow(kind, examYear, rows), status: 'expected' }
}

function registrationReference(examYear: number, region: string | null): Milestone | undefined {
  const earlier = freshestRegistration(examYear, region)
  return earlier && sameDaysIn(examYear, earlier)
}

/** The freshest earlier year: the region's latest, unless the country's recorded window is of a later year. */
function freshestRegistration(examYear: number, region: string | null): Milestone | undefined {
  const national = latestFact('registration', examYear, null)
  const own = region === null ? undefined : latestFact('registration', examYear, region)
  return own && own.examYear >= (national?.examYear ?? 0) ? own : national
}

/**
 * Paying goes with registering: the region's own days where both are of the same year, else from the first day of
 * registration until five days after its last, as sure as registration itself is.
 */
function paymentRow(examYear: number, region: string | null, registration: Milestone): Milestone {
  const own = region === null ? undefined : latestFact('payment', examYear, region)
  if (own && registration.status === 'reference') {
    const { examYear: year, region: of } = freshestRegistration(examYear, region)!
    if (of === region && year === own.examYear) return sameDaysIn(examYear, own)
  }
  const { start, end, status, source, note } = registration
  return {
    kind: 'payment',
    examYear,
    region: registration.region,
    start,
    end: addDays(end, PAYMENT_AFTER_REGISTRATION),
    status,
    ...(source !== undefined && { source }),
    ...(note !== undefined && { note }),
  }
}

/** As far before the exam as in the region's latest recorded year. */
function ticketReference(examYear: number, region: string | null, exam: Milestone): Milestone | undefined {
  const own = region === null ? undefined : latestFact('admission-ticket', examYear, region)
  if (!own) return undefined
  const ofThatYear = sittingDates(own.examYear).start
  const moved = (day: Day): Day => addDays(exam.start, daysBetween(ofThatYear, day))
  return { ...own, examYear, start: moved(own.start), end: moved(own.end), ...referenceTo(own) }
}

function sameDaysIn(examYear: number, earlier: Milestone): Milestone {
  const years = examYear - earlier.examYear
  return {
    ...earlier,
    examYear,
    start: addYears(earlier.start, years),
    end: addYears(earlier.end, years),
    ...referenceTo(earlier),
  }
}

/** 参考 2025 年全国，各地在其中自定时段 */
const referenceTo = ({ examYear, region, note }: Milestone): Pick<Milestone, 'status' | 'note'> => ({
  status: 'reference',
  note: [`参考 ${examYear} 年${region === null ? '全国' : ''}`, ...(note === undefined ? [] : [note])].join('，'),
})

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
