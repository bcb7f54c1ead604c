import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Context } from '../context'
import { callerOf } from './addresses'
import { accountOf } from './authenticate'
import { Limiter } from './limiter'

/** An `onRequest` hook behind `accountOnly`: so many requests a minute of one person, whatever address they come from. */
export const perAccount = (context: Context, maximum: number): onRequestHookHandler =>
  perCaller(context, maximum, request => accountOf(request).id)

/** An `onRequest` hook: so many requests a minute from one address (of IPv6 one /64); only where nobody honest needs many. */
export const perAddress = (context: Context, maximum: number): onRequestHookHandler =>
  perCaller(context, maximum, callerOf)

function perCaller(
  { clock }: Context,
  maximum: number,
  callerOf: (request: FastifyRequest) => string,
): onRequestHookHandler {
  const limiter = new Limiter(clock, 'requests', maximum)
  return (request, _reply, done) => {
    const caller = callerOf(request)
    const refusal = limiter.refusal(caller)
    if (!refusal) limiter.count(caller)
    done(refusal)
  }
}
