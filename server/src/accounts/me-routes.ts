import { type ExportResponse, routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import type { Account } from '../database/find-accounts'
import { sessionOver } from '../errors'
import { accountOf } from '../http/authenticate'
import { fewAtOnce } from '../http/few-at-once'
import { perAccount } from '../http/rate-limits'
import { route } from '../http/route'
import { forgetAccount } from './forget-account'

/** All that is stored about a person is shown, or forgotten. */
export function registerMe(app: FastifyInstance, context: Context): void {
  route(app, routes.exportAccount, { onRequest: [perAccount(context, 30), fewAtOnce(2)] }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return exportAccount(context, accountOf(request))
  })

  route(app, routes.forgetAccount, {}, async (request, reply) => {
    await forgetAccount(context, accountOf(request))
    return reply.status(204).send()
  })
}

/** What this room knows of a person, and what other rooms have registered as their sections. */
async function exportAccount({ database, clock, exportSections }: Context, account: Account): Promise<ExportResponse> {
  const known = await database
    .selectFrom('candidates')
    .select(['revision', 'created_at'])
    .where('id', '=', account.id)
    .executeTakeFirst()
  if (!known) throw sessionOver()
  const sections: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(exportSections)) sections[name] = await read(account)
  return {
    ...sections,
    exportedAt: clock.now().toISOString(),
    createdAt: known.created_at.toISOString(),
    revision: known.revision,
  } as ExportResponse
}
