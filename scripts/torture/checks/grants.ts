import { type Evidence, type Expect, some, whoDid } from './evidence'

/**
 * Grants are kept like money: what we believe is left must be what WeChat has left, person by person.
 *
 * One difference is right: of an unconfirmed delivery we do not know whether WeChat took it, and have spent nothing for
 * it. If it did arrive, WeChat has spent one, and we believe in exactly one too many; if not, in none. Nothing else may
 * differ: a sent delivery has spent one here and there, an inferred one has left nothing on either side, a cancelled
 * one has cost nothing. Deleted accounts have no book.
 */
export function checkGrants({ people, deeds, books, standIn }: Evidence, expect: Expect): void {
  const forgotten = whoDid(deeds, 'is forgotten')
  const unconfirmed = new Set(books.rows.filter(({ state }) => state === 'unconfirmed').map(({ openid }) => openid))
  const wrong: string[] = []
  for (const { openid } of people) {
    if (forgotten.has(openid)) continue
    const left = standIn.left.get(openid) ?? 0
    const unknown = unconfirmed.has(openid) ? (standIn.delivered.get(openid) ?? 0) : 0
    const unspent = books.unspent.get(openid) ?? 0
    if (unspent !== left + unknown) wrong.push(`${openid} (ours ${unspent}, WeChat's ${left}, unconfirmed ${unknown})`)
  }
  expect(wrong.length === 0, `grants on our books are not those that WeChat has: ${some(wrong)}`)
}

/** The run itself must be right before it can judge: all that was accepted is either left or has become a message. */
export function checkStandIn({ people, deeds, standIn }: Evidence, expect: Expect): void {
  const tapped = whoDid(deeds, 'taps', 'moves')
  const wrong = people
    .filter(({ openid, grants }) => {
      const accepted = grants + (tapped.has(openid) ? 1 : 0)
      return accepted !== (standIn.left.get(openid) ?? 0) + (standIn.delivered.get(openid) ?? 0)
    })
    .map(({ openid }) => openid)
  expect(wrong.length === 0, `the stand-in lost or made up grants: ${some(wrong)}`)
}
