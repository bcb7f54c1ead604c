import type { WantedReminder } from '@zhuan/api/client'
import { REMINDER_NEEDS, REMINDERS_ENDED_BY } from '@zhuan/api/vocabulary'
import { type Checklists, isTicked, TICKS } from '@zhuan/exam'
import { instant } from '@/platform/clock'
import { randomUuid } from '@/platform/random-id'
import { useCandidateStore } from '../candidate-store'
import { quietly, server } from './call'
import { keep, useServerMemory } from './memory'
import { deliverOutbox, queueAcceptance } from './outbox'
import { sessionEra, withSession } from './session'

/** Reads the reminders and what WeChat still lets us send. Who has never logged in has none: nobody is logged in for it. */
export async function refreshReminders(): Promise<void> {
  const { session, reminders } = useServerMemory.getState()
  if (!session && !reminders) return
  const era = sessionEra()
  const { body } = await withSession(token => server('getReminders', { token }))
  if (era === sessionEra()) keep({ reminders: body })
}

/** Switches a reminder off; one that the server no longer has is off already. */
export async function cancelReminder(id: string): Promise<void> {
  await withSession(token => server('cancelReminder', { token, params: { id } })).catch(error => {
    if ((error as { status?: number }).status !== 404) throw error
  })
  const { reminders } = useServerMemory.getState()
  if (!reminders) return
  keep({
    reminders: {
      ...reminders,
      reminders: reminders.reminders.map(each => (each.id === id ? { ...each, state: 'cancelled' as const } : each)),
    },
  })
}

/** The region was changed: reminders that wait follow it, so that the new one's announcements reach them. */
export function moveReminders(region: string | null): void {
  const { reminders } = useServerMemory.getState()
  const moving = (reminders?.reminders ?? []).filter(
    each => each.state === 'waiting' && REMINDER_NEEDS[each.kind].byRegion && (each.region ?? null) !== region,
  )
  if (moving.length === 0) return
  const wanted = moving.map(({ kind, examYear, endorsementId }) => ({
    kind,
    ...(examYear !== undefined && { examYear }),
    ...(endorsementId !== undefined && { endorsementId }),
    ...(region !== null && { region }),
  }))
  queueAcceptance({ acceptanceId: randomUuid(), acceptedAt: instant(), outcome: {}, reminders: wanted })
  quietly(deliverOutbox())
}

/** Whether something that the candidate ticked off has made a reminder pointless. */
export const isPointless = ({ kind, examYear }: WantedReminder, checklists: Checklists): boolean =>
  examYear !== undefined &&
  TICKS.some(tick => REMINDERS_ENDED_BY[tick].includes(kind) && isTicked(checklists, tick, examYear))

/** Switches off what has become pointless; what finds no network is switched off the next time. */
export function endPointlessReminders(): void {
  const { checklists } = useCandidateStore.getState()
  for (const each of useServerMemory.getState().reminders?.reminders ?? [])
    if (each.state === 'waiting' && isPointless(each, checklists)) quietly(cancelReminder(each.id))
}
