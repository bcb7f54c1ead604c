import { setTimeout as sleep } from 'node:timers/promises'
import { readProgress } from './books'
import { inTurns, type Person, REGIONS, tap } from './people'
import { draw } from './random'
import { ask, RefusedError } from './requests'

/** What a candidate does while messages are being sent. */
export type DeedKind = 'taps' | 'cancels' | 'moves' | 'is forgotten'
export const DEEDS: readonly DeedKind[] = ['taps', 'cancels', 'moves', 'is forgotten']

/** One of them; instants are milliseconds since 1970. Nobody does two things. */
export interface Deed {
  kind: DeedKind
  person: Person
  began: number
  /** When the server had answered. */
  ended: number
}

export interface Place {
  sandbox: string
  server: string
  databaseUrl: string
}

const AT_ONCE = 8
/** A third of the deeds falls into these first milliseconds: undo window, opening and fan-out. */
const EARLY = 5_000
/** The others follow the sending, and are through when this share of it is. */
const LATEST = 0.8

/** Who will do what, in random order. @param each - so many of each kind */
export function planDeeds(people: Person[], each: number, random: () => number): Deed[] {
  return draw(people, each * DEEDS.length, random).map((person, index) => ({
    kind: DEEDS[index % DEEDS.length]!,
    person,
    began: 0,
    ended: 0,
  }))
}

/** Lets the deeds happen, spread over the run. @throws when one is refused */
export async function meddle(deeds: Deed[], recipients: number, place: Place, signal: AbortSignal): Promise<void> {
  const early = deeds.slice(0, Math.ceil(deeds.length / 3))
  const later = deeds.slice(early.length)
  const began = Date.now()
  await inTurns(early, AT_ONCE, async deed => {
    const at = began + (EARLY * early.indexOf(deed)) / early.length
    await sleep(Math.max(0, at - Date.now()), undefined, { signal })
    await act(deed, place)
  })
  for (let done = 0; done < later.length; ) {
    await sleep(500, undefined, { signal })
    const progress = await readProgress(place.databaseUrl)
    if (!progress) continue
    const share = progress.isOver ? 1 : Math.min(1, progress.ended / recipients / LATEST)
    const next = later.slice(done, Math.ceil(share * later.length))
    await inTurns(next, AT_ONCE, deed => act(deed, place))
    done += next.length
  }
}

async function act(deed: Deed, { sandbox, server }: Place): Promise<void> {
  const { kind, person } = deed
  deed.began = Date.now()
  if (kind === 'taps') await tap(person, person.region, new Date(), sandbox, server)
  if (kind === 'moves') await tap(person, elsewhere(person.region), new Date(), sandbox, server)
  if (kind === 'cancels') await ask('DELETE', `${server}/v1/reminders/${person.reminderId}`, undefined, person.token)
  if (kind === 'is forgotten') await forget(person, server)
  deed.ended = Date.now()
}

async function forget({ token }: Person, server: string): Promise<void> {
  try {
    await ask('DELETE', `${server}/v1/me`, undefined, token)
  } catch (error) {
    // The answer was lost; that the session is gone is the answer.
    if (!(error instanceof RefusedError && error.status === 401 && error.afterLoss)) throw error
  }
}

const elsewhere = (region: string): string => REGIONS.find(one => one !== region)!
