import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Context } from '../context'
import type { FoundAccount } from '../database/find-accounts'
import { sessionOver, unauthorized } from '../errors'
import { isSignedFor, parseToken, type SessionClaims } from './session-tokens'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose session the request carries. */
    account: FoundAccount | null
    session: SessionClaims | null
  }
}

/** Gives every request its place for an account from the start: objects that grow later are slow for all who read them. */
export function prepareForAccounts(app: FastifyInstance): void {
  app.decorateRequest('account', null)
  app.decorateRequest('session', null)
}

const BEARER = /^Bearer (\S{1,200})$/i

/**
 * An `onRequest` hook that lets only candidates in: it runs before a body is read, so a stranger costs no parsing.
 * Handlers behind it get the account from `accountOf(request)`.
 */
export function accountOnly({ accounts, clock, environment }: Context): onRequestHookHandler {
  // Most requests of a score night pass here: no promise but that of the query.
  return (request, _reply, done) => {
    const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1]
    if (bearer === undefined) return done(unauthorized('no session: expected the header authorization: Bearer <token>'))
    const token = parseToken(bearer)
    if (!token || token.expiresAt <= clock.now().getTime()) return done(sessionOver())
    accounts.bySession(token.accountId, token.sessionId).then(account => {
      if (!account || !isSignedFor(account.openid, token, environment.sessionSecret)) return done(sessionOver())
      request.account = account
      request.session = token
      done()
    }, done)
  }
}

/** The account behind a request that `accountOnly` let in. */
export function accountOf(request: FastifyRequest): FoundAccount {
  if (!request.account) throw new Error(`${request.routeOptions.url} asks for an account without accountOnly`)
  return request.account
}
