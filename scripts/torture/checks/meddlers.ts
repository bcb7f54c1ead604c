import type { Deed } from '../meddling'
import type { Post } from '../observer'
import { REGIONS } from '../people'
import { type Evidence, type Expect, some } from './evidence'

/** No post of ours lasts longer, and whatever was marked is posted by then. Milliseconds. */
const IN_FLIGHT = 10_000
/** The client fetches another token and asks again: together that is one send. */
const TOKEN_ERRORS: Post['outcome'][] = [40001, 40014, 42001]

/** People who cancel are sent nothing more but what is on its way; once they were recipients, they stay in the sums. */
export function checkCancelled({ deeds, posts, books, announcements, clockOffset }: Evidence, expect: Expect): void {
  const cancelled = deeds.filter(({ kind }) => kind === 'cancels')
  const pestered = cancelled.filter(deed => wasPostedAnew(deed, posts)).map(({ person }) => person.openid)
  expect(pestered.length === 0, `people were sent something anew after they had cancelled: ${some(pestered)}`)
  const rows = new Set(books.rows.map(({ openid }) => openid))
  const [regional, national] = announcements.map(({ id }) => books.sendAfter.get(id)!.getTime() - clockOffset)
  const lost = cancelled
    .filter(({ person, began }) => began > (person.region === REGIONS[0] ? regional! : national!))
    .filter(({ person }) => !rows.has(person.openid))
    .map(({ person }) => person.openid)
  expect(lost.length === 0, `people who cancelled after sendAfter are in no sum: ${some(lost)}`)
}

/**
 * People who change their region were waiting when the scores were announced, in one region or the other: the country's
 * announcement reaches everybody whom the region's has missed. So each has one delivery.
 */
export function checkMoved({ deeds, books }: Evidence, expect: Expect): void {
  const rows = new Set(books.rows.map(({ openid }) => openid))
  const lost = deeds
    .filter(({ kind, person }) => kind === 'moves' && !rows.has(person.openid))
    .map(({ person }) => person.openid)
  expect(lost.length === 0, `people who changed their region were never told: ${some(lost)}`)
}

/** People who delete their account leave nothing behind, are logged out, and are sent nothing more but what is on its way. */
export function checkForgotten({ deeds, posts, books, stillLoggedIn }: Evidence, expect: Expect): void {
  const forgotten = deeds.filter(({ kind }) => kind === 'is forgotten')
  const known = forgotten.filter(({ person }) => books.known.has(person.openid)).map(({ person }) => person.openid)
  expect(known.length === 0, `forgotten people are still on our books: ${some(known)}`)
  expect(stillLoggedIn.length === 0, `sessions of forgotten people still open something: ${some(stillLoggedIn)}`)
  const pestered = forgotten.filter(deed => wasPostedAnew(deed, posts)).map(({ person }) => person.openid)
  expect(pestered.length === 0, `people were sent something anew after they had been forgotten: ${some(pestered)}`)
}

/** When the server has answered, one send may be under way or about to begin; a second one, or a late one, began afterwards. */
function wasPostedAnew({ person, ended }: Deed, posts: Evidence['posts']): boolean {
  const after = (posts.get(person.openid) ?? []).filter(
    post => post.ended > ended && !TOKEN_ERRORS.includes(post.outcome),
  )
  return after.length > 1 || after.some(({ began }) => began > ended + IN_FLIGHT)
}
