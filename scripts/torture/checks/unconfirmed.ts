import { countUnanswered } from '../observer'
import { type Evidence, type Expect, some, withSeveralGrants } from './evidence'

/** How many deliveries may stay unconfirmed, and how many did. */
export interface Ambiguity {
  unconfirmed: number
  bound: number
  unanswered: number
  unansweredOfSeveral: number
  /** Unconfirmed though one grant was on record: altogether, and without two posts that got no answer. */
  single: number
  singleUnexplained: number
  inferred: number
}

/** Ambiguity is small and settled. */
export function checkUnconfirmed(evidence: Evidence, expect: Expect): Ambiguity {
  const { options, damage, posts, books } = evidence
  const several = withSeveralGrants(evidence)
  const unanswered = countUnanswered(posts)
  const sum = (counts: [string, number][]) => counts.reduce((total, [, count]) => total + count, 0)
  const ofSeveral = sum([...unanswered].filter(([openid]) => several.has(openid)))
  const byKills = damage.workerKills * options.concurrency

  const unconfirmed = books.rows.filter(({ state }) => state === 'unconfirmed')
  const bound = byKills + ofSeveral
  expect(unconfirmed.length <= bound, `${unconfirmed.length} deliveries are unconfirmed, the bound is ${bound}`)

  // A second try settles them, unless it gets no answer either, or a kill took its process away.
  const single = unconfirmed.filter(({ openid }) => !several.has(openid)).map(({ openid }) => openid)
  const unexplained = single.filter(openid => (unanswered.get(openid) ?? 0) < 2)
  expect(
    unexplained.length <= byKills,
    `people with one grant are unconfirmed without two posts that got no answer, and kills explain ${byKills}: ${some(unexplained)}`,
  )

  const inferred = books.rows.filter(({ state, reason }) => state === 'sent' && reason === 'inferred').length
  const ofSingle = sum([...unanswered]) - ofSeveral
  if (options.dropEvents && ofSingle > 0)
    expect(
      inferred > 0,
      `WeChat told nothing, and of ${ofSingle} posts without an answer to people with one grant none was inferred to have arrived`,
    )
  return {
    unconfirmed: unconfirmed.length,
    bound,
    unanswered: sum([...unanswered]),
    unansweredOfSeveral: ofSeveral,
    single: single.length,
    singleUnexplained: unexplained.length,
    inferred,
  }
}
