import { randomBytes } from 'node:crypto'
import type { ExportResponse, SharedCard } from '@zhuan/api'
import type { Kysely, Transaction } from 'kysely'
import { lockAccount } from '../accounts/lock-account'
import type { Context } from '../context'
import type { Database } from '../database/schema'
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
export async function storeShare({ database, clock }: Context, accountId: string, card: SharedCard): Promise<string> {
  return database.transaction().execute(async transaction => {
    await lockAccount(transaction, accountId)
    const { ever, revoked } = await transaction
      .selectFrom('shares')
      .select(({ fn }) => [fn.countAll<string>().as('ever'), fn.count<string>('revoked_at').as('revoked')])
      .where('candidate_id', '=', accountId)
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
      .values({ id, candidate_id: accountId, card: JSON.stringify(card), created_at: clock.now() })
      .execute()
    return id
  })
}

/** Of a forgotten person's shares only the ids stay, so that old links say 410. */
export async function forgetShares(transaction: Transaction<Database>, accountId: string, now: Date): Promise<void> {
  await transaction
    .updateTable('shares')
    .set(({ fn, val }) => ({
      candidate_id: null,
      card: null,
      code_image: null,
      revoked_at: fn.coalesce('revoked_at', val(now)),
    }))
    .where('candidate_id', '=', accountId)
    .execute()
}

/** The shares of a person, as the export shows them. */
export async function exportShares(database: Kysely<Database>, accountId: string): Promise<ExportResponse['shares']> {
  const shares = await database
    .selectFrom('shares')
    .select(['id', 'card', 'created_at', 'revoked_at'])
    .where('candidate_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  return shares.map(({ id, card, created_at, revoked_at }) => ({
    id,
    card,
    createdAt: created_at.toISOString(),
    ...(revoked_at && { revokedAt: revoked_at.toISOString() }),
  }))
}
