import { type ExportResponse, routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { sessionOver } from '../errors'
import { type Candidate, candidateOf } from '../http/authenticate'
import { fewAtOnce } from '../http/few-at-once'
import { perCandidate } from '../http/rate-limits'
import { route } from '../http/route'

/** All that is stored about a person is shown, or forgotten. */
export function registerMe(app: FastifyInstance, context: Context): void {
  route(app, routes.exportAccount, { onRequest: [perCandidate(context, 30), fewAtOnce(2)] }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return exportCandidate(context, candidateOf(request))
  })

  route(app, routes.forgetAccount, {}, async (request, reply) => {
    await forgetCandidate(context, candidateOf(request))
    return reply.status(204).send()
  })
}

/** What this room knows of a person, and what other rooms have registered as their sections. */
async function exportCandidate(
  { database, clock, exportSections }: Context,
  candidate: Candidate,
): Promise<ExportResponse> {
  const person = await database
    .selectFrom('candidates')
    .select(['revision', 'created_at'])
    .where('id', '=', candidate.id)
    .executeTakeFirst()
  if (!person) throw sessionOver()
  const sections: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(exportSections)) sections[name] = await read(candidate)
  return {
    ...sections,
    exportedAt: clock.now().toISOString(),
    createdAt: person.created_at.toISOString(),
    revision: person.revision,
  } as ExportResponse
}

/**
 * Removes a person, with which every session of theirs is over: the record, and whatever other rooms that registered with
 * `onForget` hold, in one transaction. Sums in which nobody is named stay.
 */
async function forgetCandidate({ database, log, onForget }: Context, candidate: Candidate): Promise<void> {
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
    await transaction.deleteFrom('candidates').where('id', '=', candidate.id).execute()
  })
  log.info({ openid: candidate.openid }, 'candidate forgotten')
}
