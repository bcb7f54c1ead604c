import { SessionRequest } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { HttpError } from '../errors'
import { candidateOnly } from '../http/authenticate'
import { FailureLimiter } from '../http/failure-limiter'
import type { TypeBoxProvider } from '../validation'
import { sessionOpener } from './sessions'

/** POST and DELETE /v1/session: a login code becomes a token, a token is given back. */
export function registerSessions(app: FastifyInstance, context: Context): void {
  const open = sessionOpener(context)
  const failures = new FailureLimiter(context.clock, 60)

  app.withTypeProvider<TypeBoxProvider>().post('/v1/session', { schema: { body: SessionRequest } }, async request => {
    failures.check(request.ip)
    const openid = await exchange(request.body.code).catch(error => {
      if (error instanceof HttpError && error.status === 401) failures.fail(request.ip)
      throw error
    })
    return open(openid)
  })

  app.delete('/v1/session', { onRequest: candidateOnly(context) }, async (request, reply) => {
    await context.database.deleteFrom('sessions').where('token_hash', '=', request.tokenHash!).execute()
    return reply.status(204).send()
  })

  async function exchange(code: string): Promise<string> {
    return (await context.wechat.exchangeCode(code)).openid
  }
}
