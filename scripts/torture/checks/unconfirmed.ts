import { countPosts } from '../observer'
import { type Evidence, type Expect, some, withSeveralGrants } from './evidence'

/** How many deliveries may stay unconfirmed, and how many did. */
export interface Ambiguity {
  unconfirmed: number
  bound: number
  /** Posts without an answer to a sender that lived; and those of people with several grants. */
  unanswered: number
  unansweredOfSeveral: number
  /** Unconfirmed though one grant was on record: altogether, and without two posts that got no answer. */
  single: number
  singleUnexplained: number
  /** People with one grant of whose posts exactly one is known to have been lost, and those of them not settled. */
  lostOnce: number
  lostOnceUnsettled: number
  inferred: number
}

/** A kill that nobody sees on the wire, between mark and post or answer and commit, may take a second try too. */
const UNSEEN = { few: 3, share: 0.2 }

/** Ambiguity is small and settled. */
export function checkUnconfirmed(evidence: Evidence, expect: Expect): Ambiguity {
  const several = withSeveralGrants(evidence)
  const unanswered = countPosts(evidence.posts, 'unanswered')
  const unconfirmed = evidence.books.rows.filter(({ state }) => state === 'unconfirmed').map(({ openid }) => openid)
  const unansweredOfSeveral = sum(unanswered, openid => several.has(openid))
  const byKills = evidence.damage.workerKills * evidence.options.concurrency
  const bound = byKills + unansweredOfSeveral
  expect(unconfirmed.length <= bound, `${unconfirmed.length} deliveries are unconfirmed, the bound is ${bound}`)

  // A second try settles them, unless it gets no answer either, or a kill took its process away.
  const single = unconfirmed.filter(openid => !several.has(openid))
  const unexplained = single.filter(openid => (unanswered.get(openid) ?? 0) < 2)
  expect(
    unexplained.length <= byKills,
    `people with one grant are unconfirmed without two posts that got no answer, and kills explain ${byKills}: ${some(unexplained)}`,
  )
  return {
    unconfirmed: unconfirmed.length,
    bound,
    unanswered: sum(unanswered),
    unansweredOfSeveral,
    single: single.length,
    singleUnexplained: unexplained.length,
    ...checkLostOnce(evidence, several, new Set(single), expect),
    inferred: checkInferred(evidence, sum(unanswered) - unansweredOfSeveral, expect),
  }
}

/**
 * Kills × concurrency is so large a bound that a second try which never settles anything would stay below it. So we look at
 * people whose story we have seen on the wire: one post was lost, by WeChat or by a kill, and nothing else. Nearly all of
 * them must be settled.
 */
function checkLostOnce(evidence: Evidence, several: Set<string>, single: Set<string>, expect: Expect) {
  const lost = [...countPosts(evidence.posts, 'unanswered', 'abandoned')]
  const once = lost.filter(([openid, count]) => count === 1 && !several.has(openid)).map(([openid]) => openid)
  const unsettled = once.filter(openid => single.has(openid))
  const most = UNSEEN.few + UNSEEN.share * once.length
  expect(
    unsettled.length <= most,
    `of ${once.length} people with one grant and one lost post more than ${Math.floor(most)} are unconfirmed: ${some(unsettled)}`,
  )
  return { lostOnce: once.length, lostOnceUnsettled: unsettled.length }
}

/** Without events, only "no grant left" can tell that a message has arrived: some must have been told so. */
function checkInferred({ options, books }: Evidence, unansweredOfSingle: number, expect: Expect): number {
  const inferred = books.rows.filter(({ state, reason }) => state === 'sent' && reason === 'inferred').length
  if (options.dropEvents && unansweredOfSingle > 0)
    expect(
      inferred > 0,
      `WeChat told nothing, and of ${unansweredOfSingle} posts without an answer to people with one grant none was inferred to have arrived`,
    )
  return inferred
}

function sum(counts: Map<string, number>, isMeant: (openid: string) => boolean = () => true): number {
  return [...counts].reduce((total, [openid, count]) => total + (isMeant(openid) ? count : 0), 0)
}
