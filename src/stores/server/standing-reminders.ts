import { REMINDER_KINDS, type ReminderKind } from '@zhuan/api/vocabulary'
import { useWhileShown } from '@/platform/page-shown'
import { HAS_SERVER } from '@/platform/request'
import { type ServerMemory, useServerMemory } from './memory'

/** Whether a reminder of this kind and year stands, waits to be told to the server, or could be asked for. */
type Standing = 'on' | 'off' | 'not-offered'

function standingOf({ reminders, outbox, templates }: ServerMemory, kind: string, examYear: number): Standing {
  const isIt = (each: { kind: ReminderKind; examYear?: number }) => each.kind === kind && each.examYear === examYear
  const isOn =
    reminders?.reminders.some(each => isIt(each) && each.state === 'waiting') ||
    outbox.some(tap => tap.reminders.some(isIt))
  if (isOn) return 'on'
  // Before the list was ever read every kind may be offered: the page that leads on reads it.
  const offered: readonly string[] = templates ? Object.keys(templates.templates) : REMINDER_KINDS
  return offered.includes(kind) ? 'off' : 'not-offered'
}

/** How it stands with the reminder of a row of the calendar, as it was when the page was last shown; nothing without a server. */
export const useReminderStanding = (kind: string, examYear: number): Standing =>
  useWhileShown(useServerMemory.subscribe, () =>
    HAS_SERVER ? standingOf(useServerMemory.getState(), kind, examYear) : 'not-offered',
  )
