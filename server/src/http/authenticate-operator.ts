import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context'
import { unauthorized } from '../errors'
import { Limiter } from './limiter'

/** Wrong tokens from one address within a minute; what more it tries is 429. */
const WRONG_TOKENS = 20

/**
 * An `onRequest` hook that lets only the operator in. The tokens are compared by their digests, in a time that tells
 * nothing about where they differ, nor about their length. The right one is let in however many wrong ones came before:
 * a stranger behind the operator's address, or behind a proxy that hides addresses, must not keep anybody from stopping
 * an announcement. A token of 16 bytes is not found by trying.
 */
export function operatorOnly({ environment, clock }: Context): (request: FastifyRequest) => Promise<void> {
  const expected = digest(`Bearer ${environment.operatorToken}`)
  const failures = new Limiter(clock, 'wrong tokens', WRONG_TOKENS)
  return async request => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return
    failures.reserve(request.ip)
    throw unauthorized('expected the header authorization: Bearer <OPERATOR_TOKEN>')
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
