import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Context } from '../context'
import type { Person } from '../database/people'
import { sessionOver, unauthorized } from '../errors'
import { isSignedFor, parseToken, type SessionClaims } from './session-tokens'

/** The person whose session a request carries. */
export type Candidate = Person

declare module 'fastify' {
  interface FastifyRequest {
    candidate: Candidate | null
    session: SessionClaims | null
  }
}

/** Gives every request its place for a candidate from the start: objects that grow later are slow for all who read them. */
export function prepareForCandidates(app: FastifyInstance): void {
  app.decorateRequest('candidate', null)
  app.decorateRequest('session', null)
}

const BEARER = /^Bearer (\S{1,200})$/i

/**
 * An `onRequest` hook that lets only candidates in: it runs before a body is read, so a stranger costs no parsing.
 * Handlers behind it get the person from `candidateOf(request)`.
 */
export function candidateOnly({ people, clock, environment }: Context): onRequestHookHandler {
  // Most requests of a score night pass here: no promise but that of the query.
  return (request, _reply, done) => {
    const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1]
    if (bearer === undefined) return done(unauthorized('no session: expected the header authorization: Bearer <token>'))
    const token = parseToken(bearer)
    if (!token || token.expiresAt <= clock.now().getTime()) return done(sessionOver())
    people.bySession(token.candidateId, token.sessionId).then(person => {
      if (!person || !isSignedFor(person.openid, token, environment.sessionSecret)) return done(sessionOver())
      request.candidate = person
      request.session = token
      done()
    }, done)
  }
}

/** The person behind a request that `candidateOnly` let in. */
export function candidateOf(request: FastifyRequest): Candidate {
  if (!request.candidate) throw new Error(`${request.routeOptions.url} asks for a candidate without candidateOnly`)
  return request.candidate
}
