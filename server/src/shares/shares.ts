import { randomBytes } from 'node:crypto'
import type { ExportResponse, ShareRequest, SharesResponse } from '@zhuan/api'
import type { Kysely, Transaction } from 'kysely'
import { lockAccount } from '../accounts/lock-account'
import type { Context } from '../context'
import type { Database } from '../database/schema'
import { invalid } from '../errors'

/** Links of one person, with those that were taken back, whose ids stay so that old links say 410. */
const MAX_EVER = 1_000

/**
 * Stores a card: behind the person's link of that sort when one works, or behind a new one. Under the candidate's row
 * lock, so that shares made at the same time come one after the other.
 * @returns the link's id
 * @throws HttpError 422 `too-many`
 */
export async function storeShare(
  { database, clock }: Context,
  accountId: string,
  { showMarks, card }: ShareRequest,
): Promise<string> {
  return database.transaction().execute(async transaction => {
    await lockAccount(transaction, accountId)
    const content = { card: JSON.stringify(card), updated_at: clock.now() }
    const renewed = await transaction
      .updateTable('shares')
      .set(content)
      .where('candidate_id', '=', accountId)
      .where('show_marks', '=', showMarks)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (renewed) return renewed.id
    const { ever } = await transaction
      .selectFrom('shares')
      .select(({ fn }) => fn.countAll<string>().as('ever'))
      .where('candidate_id', '=', accountId)
      .executeTakeFirstOrThrow()
    if (Number(ever) >= MAX_EVER)
      throw invalid('too-many', `you have made ${ever} shares, expected at most ${MAX_EVER}`)
    const id = randomBytes(16).toString('base64url')
    await transaction
      .insertInto('shares')
      .values({ id, candidate_id: accountId, show_marks: showMarks, created_at: clock.now(), ...content })
      .execute()
    return id
  })
}

/** The links of a person that work. */
export async function liveShares(database: Kysely<Database>, accountId: string): Promise<SharesResponse['shares']> {
  const shares = await database
    .selectFrom('shares')
    .select(['id', 'show_marks', 'updated_at'])
    .where('candidate_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('show_marks')
    .execute()
  return shares.map(({ id, show_marks, updated_at }) => ({
    id,
    showMarks: show_marks,
    updatedAt: updated_at.toISOString(),
  }))
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
    .select(['id', 'card', 'show_marks', 'created_at', 'updated_at', 'revoked_at'])
    .where('candidate_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  return shares.map(({ id, card, show_marks, created_at, updated_at, revoked_at }) => ({
    id,
    card,
    showMarks: show_marks,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
    ...(revoked_at && { revokedAt: revoked_at.toISOString() }),
  }))
}
