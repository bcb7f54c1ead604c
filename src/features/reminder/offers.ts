import type { WantedReminder } from '@zhuan/api/client'
import { REMINDER_KINDS, REMINDER_NEEDS, type ReminderKind } from '@zhuan/api/vocabulary'
import {
  defaultExamYear,
  type ExamCalendar,
  type Milestone,
  type MilestoneKind,
  type MilestonePhase,
  milestoneState,
} from '@zhuan/exam'

/** A reminder that can be asked for today, and the row of the calendar it hangs on. */
export interface Offer {
  wanted: WantedReminder
  milestone?: Milestone
}

/** The row of the calendar that a kind of reminder follows; personal ones have days of their own. */
export const milestoneOf = (calendar: ExamCalendar, { kind, examYear }: WantedReminder): Milestone | undefined =>
  examYear !== undefined && REMINDER_NEEDS[kind].required === 'examYear'
    ? calendar.milestone(examYear, kind as MilestoneKind)
    : undefined

/** What identifies a reminder among those of one person, and on the screen. */
export const keyOf = ({ kind, examYear, endorsementId }: WantedReminder): string =>
  [kind, endorsementId ?? examYear].filter(part => part !== undefined).join('-')

/** In these phases of a row nobody needs to be reminded of it any more. */
const OVER: readonly MilestonePhase[] = ['over', 'superseded']

/**
 * The next occurrence of every kind that is configured: of each the exam year whose row is not over yet. Reminders of an
 * endorsement are asked for where the endorsement is.
 * @param templates - kind → template id
 * @param enteredYears - exam years whose scores the candidate has entered
 */
export function offersOf(
  templates: Readonly<Record<string, string>>,
  calendar: ExamCalendar,
  today: string,
  enteredYears: readonly number[] = [],
): Offer[] {
  const region = calendar.region ?? undefined
  return REMINDER_KINDS.filter(kind => templates[kind] !== undefined).flatMap((kind): Offer[] => {
    const { required, byRegion } = REMINDER_NEEDS[kind]
    const place = byRegion && region ? { region } : {}
    if (required === 'endorsementId') return []
    if (required !== 'examYear') return [{ wanted: { kind, ...place } }]
    const first = defaultExamYear(today)
    for (const examYear of [first, first + 1]) {
      const { milestone, phase } = milestoneState(calendar, examYear, kind as MilestoneKind, today, enteredYears)
      if (!OVER.includes(phase)) return [{ wanted: { kind, examYear, ...place }, milestone }]
    }
    return []
  })
}

/** What somebody new is offered before anything else, in this order: what they came for, then what follows from it. */
export const FIRST_KINDS: readonly ReminderKind[] = [
  'score-release',
  'e-certificate',
  'last-chance',
  'admission-ticket',
]

/** WeChat asks for three templates at a time, and of two with one title for one only. */
const MOST_TEMPLATES = 3

/** Of these offers those that one tap can ask for: a template each, three at most, no title twice. */
export function forOneTap(
  offers: readonly Offer[],
  { templates, titles }: { templates: Readonly<Record<string, string>>; titles: Readonly<Record<string, string>> },
  most = MOST_TEMPLATES,
): { offers: Offer[]; templateIds: string[] } {
  const chosen = new Map<string, Offer>()
  for (const offer of offers) {
    const id = templates[offer.wanted.kind]!
    const title = titles[id] ?? id
    if (chosen.size < most && ![...chosen.keys()].some(other => (titles[other] ?? other) === title))
      chosen.set(id, offer)
  }
  return { offers: [...chosen.values()], templateIds: [...chosen.keys()] }
}

/** The offers of the first tap, the most wanted first. */
export const firstOffers = (offers: readonly Offer[]): Offer[] =>
  FIRST_KINDS.flatMap(kind => offers.find(({ wanted }) => wanted.kind === kind) ?? [])
