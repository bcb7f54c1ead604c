import type { Books } from '../books'
import type { Damage } from '../chaos'
import type { Deed, DeedKind } from '../meddling'
import type { Post } from '../observer'
import type { Announcement } from '../operator'
import type { TortureOptions } from '../options'
import type { Person } from '../people'
import type { StandInBooks } from '../stand-in'

/** All that is known when a run is over and every event is in. */
export interface Evidence {
  options: TortureOptions
  people: Person[]
  deeds: Deed[]
  damage: Damage
  /** openid → its posts, as the observer between us and WeChat saw them. */
  posts: Map<string, Post[]>
  books: Books
  standIn: StandInBooks
  /** First the region's, then the country's. */
  announcements: Announcement[]
  /** What the operator has corrected it to: the country's first day. */
  correctedStart: string
  /** Openids of forgotten people whose session still opens something. */
  stillLoggedIn: string[]
  /** From this machine's clock to the server's. Milliseconds. */
  clockOffset: number
}

/** Notes down a promise that was broken. */
export type Expect = (holds: boolean, text: string) => void

/** The people who did something while messages were sent. */
export function whoDid(deeds: Deed[], ...kinds: DeedKind[]): Set<string> {
  return new Set(deeds.filter(({ kind }) => kinds.includes(kind)).map(({ person }) => person.openid))
}

/** People whose messages WeChat and we may count differently for a while: they had, or came to have, several grants. */
export function withSeveralGrants({ people, deeds }: Evidence): Set<string> {
  return new Set([
    ...people.filter(({ grants }) => grants > 1).map(({ openid }) => openid),
    ...whoDid(deeds, 'taps', 'moves'),
  ])
}

export function countBy<T>(list: T[], key: (entry: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const entry of list) counts.set(key(entry), (counts.get(key(entry)) ?? 0) + 1)
  return counts
}

/** `3 of them, such as torture-7`; for messages. */
export const some = (openids: string[]): string => `${openids.length}, such as ${openids[0]}`
