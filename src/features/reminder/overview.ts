import type { Reminder, RemindersResponse, WantedReminder } from '@zhuan/api/client'
import { REMINDER_KINDS, REMINDER_STATES, type ReminderKind } from '@zhuan/api/vocabulary'
import type { ExamCalendar, Milestone } from '@zhuan/exam'
import type { Acceptance, Templates } from '@/stores/server/memory'
import { templateTitle } from './kinds'
import { keyOf, milestoneOf, type Offer } from './offers'

/** One reminder as the page shows it. */
export interface ReminderRow {
  key: string
  wanted: WantedReminder
  milestone?: Milestone
  /** As the server knows it; missing while the tap that asked for it waits in the outbox, and for what is only offered. */
  reminder?: Reminder
  /** Of one that waits: whether a message is left for it when its turn comes. */
  comes?: boolean
}

/** A template, what WeChat still lets us send with it, and who waits for it. */
export interface TemplateGroup {
  templateId: string
  /** Of the kinds that share it the first in the contract's order: it names the group. */
  first: ReminderKind
  title: string
  left: number
  /** In the order in which they fall due. */
  waiting: ReminderRow[]
}

export interface Overview {
  /** Every template that is configured. */
  groups: TemplateGroup[]
  /** Those that somebody has to do with: a message is left, or something waits for one or came to nothing. */
  inUse: TemplateGroup[]
  /** Not delivered: refused by WeChat, or for another reason. */
  needsYou: ReminderRow[]
  over: ReminderRow[]
  /** What could be switched on. */
  off: ReminderRow[]
}

const WAITING: readonly string[] = ['waiting', 'due']
const NOT_DELIVERED: readonly string[] = ['refused', 'failed']

/** Without a day that is known, after all that have one. */
const LATEST = '9999'
const dueDay = ({ milestone }: ReminderRow): string => milestone?.likely ?? milestone?.start ?? LATEST

interface Known {
  templates: Templates
  reminders: RemindersResponse | null
  outbox: readonly Acceptance[]
  offers: readonly Offer[]
  calendarOf: (region: string | null) => ExamCalendar
}

/** Everything that the page 我的提醒 shows, from what the phone knows. */
export function overviewOf({ templates, reminders, outbox, offers, calendarOf }: Known): Overview {
  const rowOf = (wanted: WantedReminder, reminder?: Reminder): ReminderRow => {
    const milestone = milestoneOf(calendarOf(wanted.region ?? null), wanted)
    return { key: keyOf(wanted), wanted, ...(milestone && { milestone }), ...(reminder && { reminder }) }
  }
  const listed = (reminders?.reminders ?? []).filter(({ state }) => REMINDER_STATES.includes(state))
  const standing = new Map(
    listed.filter(({ state }) => state !== 'cancelled').map(each => [keyOf(each), rowOf(each, each)]),
  )
  for (const wanted of outbox.flatMap(tap => tap.reminders))
    if (!standing.has(keyOf(wanted))) standing.set(keyOf(wanted), rowOf(wanted))
  const rows = [...standing.values()]
  const inState = (states: readonly string[]) => rows.filter(row => states.includes(row.reminder?.state ?? 'waiting'))
  const waiting = inState(WAITING).sort((a, b) => (dueDay(a) < dueDay(b) ? -1 : 1))
  const groups = groupsOf(templates).map(group => {
    const left = grantsLeft(group.templateId, reminders, outbox)
    const own = waiting.filter(({ wanted }) => templates.templates[wanted.kind] === group.templateId)
    return { ...group, left, waiting: own.map((row, index) => ({ ...row, comes: index < left })) }
  })
  const needsYou = inState(NOT_DELIVERED)
  const needed = new Set(needsYou.map(({ wanted }) => templates.templates[wanted.kind]))
  return {
    groups,
    inUse: groups.filter(group => group.left > 0 || group.waiting.length > 0 || needed.has(group.templateId)),
    needsYou,
    over: inState(['sent', 'unconfirmed', 'late']),
    off: offers.map(({ wanted }) => rowOf(wanted)).filter(({ key }) => !standing.has(key)),
  }
}

/** The templates that are configured, each once, by the first kind that is sent with it. */
function groupsOf(templates: Templates): Pick<TemplateGroup, 'templateId' | 'first' | 'title'>[] {
  const groups = new Map<string, ReminderKind>()
  for (const kind of REMINDER_KINDS) {
    const id = templates.templates[kind]
    if (id !== undefined && !groups.has(id)) groups.set(id, kind)
  }
  return [...groups].map(([templateId, first]) => ({ templateId, first, title: templateTitle(templates, templateId) }))
}

/** What WeChat still lets us send with a template, as far as is known: what waits in the outbox counts too. */
const grantsLeft = (id: string, reminders: RemindersResponse | null, outbox: readonly Acceptance[]): number =>
  (reminders?.grants[id] ?? 0) + outbox.filter(({ outcome }) => outcome[id] === 'accept').length
