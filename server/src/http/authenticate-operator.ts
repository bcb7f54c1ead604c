import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context'
import { unauthorized } from '../errors'
import { callerOf } from './addresses'
import { Limiter } from './limiter'

/** Wrong tokens from one address within a minute; what more it tries is 429. */
const WRONG_TOKENS = 20
/** And from all: a proxy that passes on what callers say of their address would let each guess come from another. */
const WRONG_TOKENS_OF_ALL = 100
const ALL = 'all'

declare module 'fastify' {
  interface FastifyRequest {
    /** By whose token the operator's routes were opened, for the audit log. */
    operator: string
  }
}

/** Gives every request its place for the name of an operator, see `prepareForAccounts`. */
export const prepareForOperators = (app: FastifyInstance): void => {
  app.decorateRequest('operator', '')
}

/**
 * An `onRequest` hook that lets only the operator in. The tokens are compared by their digests, in a time that tells
 * nothing about where they differ, nor about their length. The right one is let in however many wrong ones came before:
 * a stranger behind the operator's address, or behind a proxy that hides addresses, must not keep anybody from stopping
 * an announcement. A token of 16 bytes is not found by trying.
 */
export function operatorOnly({ environment, clock }: Context): (request: FastifyRequest) => Promise<void> {
  const known = environment.operators.map(({ name, token }) => ({ name, expected: digest(`Bearer ${token}`) }))
  const failures = new Limiter(clock, 'wrong tokens', WRONG_TOKENS)
  const failuresOfAll = new Limiter(clock, 'wrong tokens', WRONG_TOKENS_OF_ALL)
  return async request => {
    const given = digest(request.headers.authorization ?? '')
    // All are compared, whichever it is.
    const [found] = known.filter(({ expected }) => timingSafeEqual(given, expected))
    if (found) {
      request.operator = found.name
      return
    }
    failures.reserve(callerOf(request))
    failuresOfAll.reserve(ALL)
    throw unauthorized('expected the header authorization: Bearer <OPERATOR_TOKEN>')
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
