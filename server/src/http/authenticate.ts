import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Context } from '../context'
import { coalesce } from '../database/coalesce'
import { unauthorized } from '../errors'
import { hashToken } from './session-tokens'

/** The person whose session a request carries. */
export interface Candidate {
  id: string
  openid: string
  /** Of the synced record, at the moment of the request. */
  revision: number
}

declare module 'fastify' {
  interface FastifyRequest {
    candidate: Candidate | null
    tokenHash: string | null
  }
}

/** Gives every request its place for a candidate from the start: objects that grow later are slow for all who read them. */
export function prepareForCandidates(app: FastifyInstance): void {
  app.decorateRequest('candidate', null)
  app.decorateRequest('tokenHash', null)
}

const BEARER = /^Bearer ([\w-]{43})$/i

/**
 * An `onRequest` hook that lets only candidates in: it runs before a body is read, so a stranger costs no parsing.
 * Handlers behind it get the person from `candidateOf(request)`.
 */
export function candidateOnly(context: Context): onRequestHookHandler {
  const find = findCandidates(context)
  // Most requests of a score night pass here: no promise but that of the query.
  return (request, _reply, done) => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) return done(unauthorized('no session: expected the header authorization: Bearer <token>'))
    const tokenHash = hashToken(token, context.environment.sessionSecret)
    find(tokenHash).then(candidate => {
      request.candidate = candidate ?? null
      request.tokenHash = tokenHash
      done(candidate ? undefined : unauthorized('the session is unknown or over: log in again'))
    }, done)
  }
}

/** The person behind a request that `candidateOnly` let in. */
export function candidateOf(request: FastifyRequest): Candidate {
  if (!request.candidate) throw new Error(`${request.routeOptions.url} asks for a candidate without candidateOnly`)
  return request.candidate
}

export const FIND = {
  name: 'find-session',
  text: `select w.position::integer, c.id, c.openid, c.revision
           from unnest($1::bytea[]) with ordinality as w(token_hash, position)
           join sessions s on s.token_hash = w.token_hash and s.expires_at > $2
           join candidates c on c.id = s.candidate_id`,
}

function findCandidates({ lookups, clock }: Context): (tokenHash: string) => Promise<Candidate | undefined> {
  return coalesce(async (hashes: string[]) => {
    const values = [hashes, clock.now()]
    const { rows } = await lookups.query<Candidate & { position: number }>({ ...FIND, values })
    const found: (Candidate | undefined)[] = hashes.map(() => undefined)
    for (const row of rows) found[row.position - 1] = row
    return found
  })
}
