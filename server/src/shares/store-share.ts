import { randomBytes } from 'node:crypto'
import type { SharedCard } from '@zhuan/api'
import { lockCandidate } from '../accounts/lock-account'
import type { Context } from '../context'
import { invalid } from '../errors'

/** Links of one person that work; a share is taken back to make room. */
const MAX_LIVE = 100
/** With those that were taken back, whose ids stay so that old links say 410. */
const MAX_EVER = 1_000

/**
 * Stores a card under the candidate's row lock, so that shares made at the same time are counted one after the other.
 * @returns its id
 * @throws HttpError 422 `too-many`
 */
export async function storeShare({ database, clock }: Context, candidateId: string, card: SharedCard): Promise<string> {
  return database.transaction().execute(async transaction => {
    await lockCandidate(transaction, candidateId)
    const { ever, revoked } = await transaction
      .selectFrom('shares')
      .select(({ fn }) => [fn.countAll<string>().as('ever'), fn.count<string>('revoked_at').as('revoked')])
      .where('candidate_id', '=', candidateId)
      .executeTakeFirstOrThrow()
    const live = Number(ever) - Number(revoked)
    if (live >= MAX_LIVE)
      throw invalid(
        'too-many',
        `you have ${live} shares that are not taken back, expected at most ${MAX_LIVE}: take one back`,
      )
    if (Number(ever) >= MAX_EVER)
      throw invalid('too-many', `you have made ${ever} shares, expected at most ${MAX_EVER}`)
    const id = randomBytes(16).toString('base64url')
    await transaction
      .insertInto('shares')
      .values({ id, candidate_id: candidateId, card: JSON.stringify(card), created_at: clock.now() })
      .execute()
    return id
  })
}
