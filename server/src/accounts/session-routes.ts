import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { HttpError } from '../errors'
import { callerOf } from '../http/addresses'
import { Limiter } from '../http/limiter'
import { route } from '../http/route'
import { endSession, sessionOpener } from './sessions'

/** Refused codes from one address within a minute, and what it may try in a second once there were more. */
const REFUSED_A_MINUTE = 60
const TRIED_A_SECOND = 20

/** A login code becomes a token, a token is given back. */
export function registerSessions(app: FastifyInstance, context: Context): void {
  const open = sessionOpener(context)
  const refused = new Limiter(context.clock, 'refused codes', REFUSED_A_MINUTE)
  const pace = new Limiter(context.clock, 'login codes after refused ones', TRIED_A_SECOND, 1)

  route(app, routes.openSession, {}, async request => {
    const caller = callerOf(request)
    // Thousands share a mobile network's address, and only WeChat knows a good code: somebody who sends bad ones slows
    // their address down, so that few reach WeChat, and never shuts it out. A login that succeeds gives its place back. A
    // flood takes the places of its neighbours too: docs/operations/limits.md says why nothing better is at hand.
    const giveBack = refused.isOver(caller) ? pace.reserve(caller) : () => undefined
    let openid: string
    try {
      openid = (await context.wechat.exchangeCode(request.body.code)).openid
    } catch (error) {
      if (error instanceof HttpError && error.status === 401) refused.count(caller)
      else giveBack()
      throw error
    }
    giveBack()
    return open(openid)
  })

  route(app, routes.endSession, {}, async (request, reply) => {
    await endSession(context, request.session!)
    return reply.status(204).send()
  })
}
