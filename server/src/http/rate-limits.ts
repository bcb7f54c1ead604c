import type { RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'

/** At most so many requests a minute of one person, whatever address they come from; behind `candidateOnly`. */
export function perCandidate(maximum: number): { rateLimit: RateLimitOptions } {
  return {
    rateLimit: {
      max: maximum,
      timeWindow: 60_000,
      hook: 'preParsing',
      keyGenerator: (request: FastifyRequest) => `${request.candidate?.id ?? request.ip}`,
    },
  }
}

/** At most so many requests a minute from one address; only where nobody honest needs many. */
export function perAddress(maximum: number): { rateLimit: RateLimitOptions } {
  return { rateLimit: { max: maximum, timeWindow: 60_000 } }
}
