import type { FastifyInstance } from 'fastify'
import { badRequest, HttpError, notFound } from '../errors'

/** Answers 405 with `allow` where the path exists for other methods, and 404 elsewhere; both in the error shape. */
export function registerMethods(app: FastifyInstance): void {
  const known: { pattern: RegExp; method: string }[] = []
  app.addHook('onRoute', route => {
    const pattern = new RegExp(
      `^${route.url
        .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replace(/:\w+/g, '[^/]+')
        .replace(/\*/g, '.*')}$`,
    )
    for (const method of [route.method].flat()) known.push({ pattern, method })
  })
  // PostgreSQL's texts cannot hold a NUL, and no address of ours has one: it ends here instead of in a query.
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.url.includes('%00')) done(badRequest('bad-request', 'the address holds a NUL'))
    else done()
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!
    const allowed = [...new Set(known.filter(route => route.pattern.test(path)).map(route => route.method))]
    if (allowed.length === 0) throw notFound(`nothing is at ${path.slice(0, 200)}`)
    reply.header('allow', allowed.join(', '))
    throw new HttpError(
      405,
      'method-not-allowed',
      `${request.method} is not allowed here, expected ${allowed.join(', ')}`,
    )
  })
}
