import type { FastifyRequest } from 'fastify'
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
    tokenHash: Buffer | null
  }
}

const BEARER = /^Bearer ([\w-]{43})$/i

/**
 * An `onRequest` hook that lets only candidates in: it runs before a body is read, so a stranger costs no parsing.
 * Handlers behind it get the person from `candidateOf(request)`.
 */
export function candidateOnly(context: Context): (request: FastifyRequest) => Promise<void> {
  const find = findCandidates(context)
  return async request => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) throw unauthorized('no session: expected the header authorization: Bearer <token>')
    const tokenHash = hashToken(token, context.environment.sessionSecret)
    const candidate = await find(tokenHash)
    if (!candidate) throw unauthorized('the session is unknown or over: log in again')
    request.candidate = candidate
    request.tokenHash = tokenHash
  }
}

/** The person behind a request that `candidateOnly` let in. */
export function candidateOf(request: FastifyRequest): Candidate {
  if (!request.candidate) throw new Error(`${request.routeOptions.url} asks for a candidate without candidateOnly`)
  return request.candidate
}

export const FIND = {
  name: 'find-session',
  text: `select s.token_hash, s.expires_at, c.id, c.openid, c.revision
           from sessions s join candidates c on c.id = s.candidate_id
          where s.token_hash = any($1)`,
}

function findCandidates({ pool, clock }: Context): (tokenHash: Buffer) => Promise<Candidate | undefined> {
  return coalesce(async (hashes: Buffer[]) => {
    const { rows } = await pool.query<Candidate & { token_hash: Buffer; expires_at: Date }>({
      ...FIND,
      values: [hashes],
    })
    const now = clock.now()
    const found = new Map<string, Candidate>()
    for (const { token_hash, expires_at, id, openid, revision } of rows) {
      if (expires_at > now) found.set(token_hash.toString('latin1'), { id, openid, revision })
    }
    return hashes.map(hash => found.get(hash.toString('latin1')))
  })
}
