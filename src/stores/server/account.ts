import { deleteEverything } from '../candidate-store'
import { quietly, server } from './call'
import { forgetServerMemory, keep, useServerMemory } from './memory'
import { dropSession, endSessions, withSession } from './session'
import { endSync } from './sync'

/** Whether the server may know this person. */
export const isKnown = ({ session, sync, reminders, outbox }: ReturnType<typeof useServerMemory.getState>): boolean =>
  session !== null || sync.on || reminders !== null || outbox.length > 0

/** Signs out: nothing logs in again before a tap needs it. What the server has stays there. */
export function signOut(): void {
  const { session } = useServerMemory.getState()
  dropSession(true)
  endSync()
  keep({ reminders: null })
  if (session) quietly(server('endSession', { token: session.token }))
}

/** Deletes what this phone holds, and nothing of what the server has. */
export function deleteOnThisPhone(): void {
  const wasKnown = isKnown(useServerMemory.getState())
  if (wasKnown) signOut()
  deleteEverything()
  forgetServerMemory()
  if (wasKnown) keep({ signedOut: true })
}

/**
 * Has the server forget this person: record, reminders, grants. What waited to be told is dropped with it.
 * @throws what {@link withSession} throws; nothing has changed then
 */
export async function forgetMe(): Promise<void> {
  await endSessions(token => server('forgetAccount', { token }))
  endSync()
  keep({ reminders: null, outbox: [], scene: null })
}

/** Everything that the server has stored about this person, as JSON text. */
export async function exportAccount(): Promise<string> {
  const { body } = await withSession(token => server('exportAccount', { token }), { byTap: true })
  return JSON.stringify(body, null, 1)
}
