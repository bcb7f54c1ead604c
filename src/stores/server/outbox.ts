import type { ApiError } from '@zhuan/api/client'
import { create } from 'zustand'
import { server } from './call'
import { type Acceptance, keep, useServerMemory } from './memory'
import { sessionEra, withSession } from './session'
import { type Trouble, troubleOf } from './trouble'

/** How it stands with what waits to be told, as long as the app is open. */
export const useOutboxState = create<{ sending: boolean; trouble: Trouble | null }>(() => ({
  sending: false,
  trouble: null,
}))

let sending: Promise<void> | undefined

/** Puts a tap where it is kept until the server has confirmed it, however often the app is started until then. */
export function queueAcceptance(acceptance: Acceptance): void {
  const { outbox, scene } = useServerMemory.getState()
  keep({ outbox: [...outbox, scene ? { ...acceptance, scene } : acceptance], scene: null })
}

/**
 * Tells the server of every tap that waits, oldest first, one after another. A tap leaves the outbox only when the server
 * has answered it, and carries its own id: reported twice it still counts once.
 */
export function deliverOutbox({ byTap = false } = {}): Promise<void> {
  sending ??= deliver(byTap).finally(() => {
    sending = undefined
  })
  return sending
}

async function deliver(byTap: boolean): Promise<void> {
  for (;;) {
    const [next] = useServerMemory.getState().outbox
    if (!next) return useOutboxState.setState({ sending: false, trouble: null })
    useOutboxState.setState({ sending: true })
    const era = sessionEra()
    try {
      const { body } = await withSession(token => server('subscribe', { token, body: next }), { byTap })
      if (era === sessionEra()) keep({ reminders: body })
      leave(next)
    } catch (error) {
      if (era !== sessionEra()) continue
      const trouble = troubleOf(error)
      if (trouble !== 'refused') return useOutboxState.setState({ sending: false, trouble })
      correct(next, error as ApiError)
    }
  }
}

const leave = ({ acceptanceId }: Acceptance): void =>
  keep({ outbox: useServerMemory.getState().outbox.filter(each => each.acceptanceId !== acceptanceId) })

/**
 * The server keeps what the popup said whatever it thinks of the reminders: without the one it names, the same tap
 * still brings the others. A refusal that names none is the end of the tap.
 */
function correct(refused: Acceptance, { path = '' }: ApiError): void {
  // A server that does not know scenes yet.
  if (path === 'scene' && refused.scene !== undefined) {
    const { scene: _, ...tap } = refused
    replace(tap)
    return
  }
  const index = Number(/^reminders\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN)
  if (!(index in refused.reminders)) {
    leave(refused)
    return
  }
  replace({ ...refused, reminders: refused.reminders.filter((_, at) => at !== index) })
}

const replace = (tap: Acceptance): void =>
  keep({
    outbox: useServerMemory.getState().outbox.map(each => (each.acceptanceId === tap.acceptanceId ? tap : each)),
  })
