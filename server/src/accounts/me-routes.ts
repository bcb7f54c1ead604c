import type { ExportResponse } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { sessionOver } from '../errors'
import { type Candidate, candidateOf, candidateOnly } from '../http/authenticate'
import { fewAtOnce } from '../http/few-at-once'
import { perCandidate } from '../http/rate-limits'
import { losingEditsEnd, readEntries, toEntry } from '../record/sync-record'

/** GET /v1/me/export: all that is stored about a person. DELETE /v1/me: the person is forgotten. */
export function registerMe(app: FastifyInstance, context: Context): void {
  const onRequest = candidateOnly(context)

  app.get(
    '/v1/me/export',
    { onRequest: [onRequest, perCandidate(context, 30), fewAtOnce(2)] },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return exportCandidate(context, candidateOf(request))
    },
  )

  app.delete('/v1/me', { onRequest }, async (request, reply) => {
    await forgetCandidate(context, candidateOf(request))
    return reply.status(204).send()
  })
}

async function exportCandidate(
  { database, clock, exportSections }: Context,
  candidate: Candidate,
): Promise<ExportResponse> {
  const now = clock.now()
  const person = await database
    .selectFrom('candidates')
    .select(['revision', 'created_at'])
    .where('id', '=', candidate.id)
    .executeTakeFirst()
  if (!person) throw sessionOver()
  const entries = await readEntries(database, candidate.id).execute()
  const losers = await database
    .selectFrom('losing_edits')
    .select(['key', 'value', 'updated_at as updatedAt', 'lost_at'])
    .where('candidate_id', '=', candidate.id)
    .where('lost_at', '>', losingEditsEnd(now))
    .orderBy('id')
    .execute()
  const shares = await database
    .selectFrom('shares')
    .select(['id', 'card', 'created_at', 'revoked_at'])
    .where('candidate_id', '=', candidate.id)
    .orderBy('created_at')
    .execute()
  const sections: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(exportSections)) sections[name] = await read(candidate)
  return {
    ...sections,
    exportedAt: now.toISOString(),
    createdAt: person.created_at.toISOString(),
    revision: person.revision,
    entries: entries.map(toEntry),
    losingEdits: losers.map(loser => ({ ...toEntry(loser), lostAt: loser.lost_at.toISOString() })),
    shares: shares.map(({ id, card, created_at, revoked_at }) => ({
      id,
      card,
      createdAt: created_at.toISOString(),
      ...(revoked_at && { revokedAt: revoked_at.toISOString() }),
    })),
  }
}

/**
 * Removes a person, with which every session of theirs is over: record, losing edits and whatever features registered with `onForget` hold, in one
 * transaction. Of shares only the ids stay, so that old links say 410; sums in which nobody is named stay too.
 */
async function forgetCandidate({ database, clock, log, onForget }: Context, candidate: Candidate): Promise<void> {
  await database.transaction().execute(async transaction => {
    // The same lock as the record's: a sync that is under way ends first, a later one finds nobody.
    const person = await transaction
      .selectFrom('candidates')
      .select('id')
      .where('id', '=', candidate.id)
      .forUpdate()
      .executeTakeFirst()
    if (!person) return
    for (const forget of onForget) await forget(transaction, candidate)
    await transaction
      .updateTable('shares')
      .set(({ fn, val }) => ({
        candidate_id: null,
        card: null,
        code_image: null,
        revoked_at: fn.coalesce('revoked_at', val(clock.now())),
      }))
      .where('candidate_id', '=', candidate.id)
      .execute()
    await transaction.deleteFrom('candidates').where('id', '=', candidate.id).execute()
  })
  log.info({ openid: candidate.openid }, 'candidate forgotten')
}
