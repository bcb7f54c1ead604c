import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { RequestTimes } from './request-times'

export const REQUEST_ID_HEADER = 'x-request-id'

/** Ids of requests: unique among processes and their lives, short enough to be read to somebody. */
export function requestIds(): () => string {
  const process = randomBytes(4).toString('hex')
  let count = 0
  return () => `${process}-${(count++).toString(36)}`
}

/**
 * Tells every caller the id of the request, which the log has where something went wrong; counts by route and status; and
 * writes an access log if it is wanted: by route, so that neither queries nor ids, of shares for example, are in it.
 */
export function registerObservation(app: FastifyInstance, { environment, log, metrics }: Context): void {
  const times = new RequestTimes()
  metrics.registerMetric(times as never)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    // Paths that are none of ours may say anything.
    const route = request.routeOptions.url ?? 'none'
    const method = route === 'none' ? 'any' : request.method
    times.observe(method, route, reply.statusCode, reply.elapsedTime / 1000)
    if (environment.accessLog) {
      const milliseconds = Math.round(reply.elapsedTime * 10) / 10
      log.info({ request: request.id, method, route, status: reply.statusCode, milliseconds }, 'request')
    }
    done()
  })
}
