import { SEND_AFTER_HEADER } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { REQUEST_ID_HEADER } from './observation'

/**
 * Lets pages of other origins call the API (the H5 preview and the console run on their own ports). Nothing here
 * is authorised by cookies, so a foreign page gains nothing that it does not hold a token for.
 */
export function registerCrossOrigin(app: FastifyInstance): void {
  // Asked of every request: without a promise.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    if (request.headers.origin === undefined) return done()
    reply
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', `etag, retry-after, ${SEND_AFTER_HEADER}, ${REQUEST_ID_HEADER}`)
    if (request.method !== 'OPTIONS') return done()
    reply
      .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
      .header('access-control-allow-headers', 'authorization, content-type, if-none-match')
      .header('access-control-max-age', '86400')
    reply.status(204).send()
  })
}
