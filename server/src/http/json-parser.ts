import type { FastifyInstance } from 'fastify'
import { badRequest } from '../errors'

/**
 * JSON is the only body that is understood, everything else gets 415. An empty body is no body: `wx.request` names
 * JSON as the type of every request, also of a DELETE that carries nothing.
 */
export function registerJsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    parse(request, body as string, (error, value) => {
      if (error) done(badRequest('invalid-json', `the body is not JSON: ${error.message}`))
      else done(null, value)
    })
  })
}
