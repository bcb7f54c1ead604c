import type { onRequestHookHandler } from 'fastify'
import { tooMany } from '../errors'
import { accountOf } from './authenticate'

/**
 * An `onRequest` hook behind `accountOnly`: of one person so many requests are under way at the same time, beyond
 * them 429. A rate bounds what a person costs a minute, but answers stay in memory for as long as nobody reads them.
 */
export function fewAtOnce(maximum: number): onRequestHookHandler {
  const underWay = new Map<string, number>()
  return (request, reply, done) => {
    // Who hung up while the session was looked up will not close again: the place would stay taken for ever.
    if (reply.raw.destroyed) return done()
    const { id } = accountOf(request)
    const count = underWay.get(id) ?? 0
    if (count >= maximum) return done(tooMany(`too many requests at the same time: expected at most ${maximum}`, 1))
    underWay.set(id, count + 1)
    // Also when the connection breaks before the answer.
    reply.raw.once('close', () => {
      const left = underWay.get(id)! - 1
      if (left === 0) underWay.delete(id)
      else underWay.set(id, left)
    })
    done()
  }
}
