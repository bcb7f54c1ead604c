import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { Context } from './context'
import { errorBody } from './errors'
import { prepareForAccounts } from './http/authenticate'
import { registerCrossOrigin } from './http/cross-origin'
import { answerClientError, registerErrorHandler } from './http/error-handler'
import { registerJsonParser } from './http/json-parser'
import { registerMethods } from './http/methods'
import { prepareRoutes } from './http/route'
import { registerProbes } from './probes'
import { compileValidator } from './validation'

/** A group of routes; one for each feature. */
export type Routes = (app: FastifyInstance, context: Context) => void | Promise<void>

/** Bodies are small but for the record's, which sets its own limit. */
const BODY_LIMIT = 64 * 1024
/** A request has come whole by then, or its connection is closed with 408. Milliseconds. */
const REQUEST_TIMEOUT = 15_000
/** How often Node looks for requests that take longer. Milliseconds. */
const REQUEST_CHECKS = 2_000
/** What is in flight when the server is asked to stop has so long to end. Milliseconds. */
const STOP_TIMEOUT = 5_000

/**
 * The HTTP server with all its routes, not yet listening: tests call it through `inject`.
 * @param routes - the features' routes; none for a process that only sends
 */
export async function buildApp(context: Context, routes: readonly Routes[]): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    // Node takes the longer of the two for the whole request: its own for the headers is a minute.
    http: { headersTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: REQUEST_CHECKS },
    // Only a proxy in a private network is believed about where a request came from.
    trustProxy: 'loopback, linklocal, uniquelocal',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 128 },
    clientErrorHandler: answerClientError,
    // A path that cannot be decoded never reaches a route, nor the error handler.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      reply.status(400).send(errorBody({ status: 400, code: 'bad-request', message: error.message }))
    },
  })
  app.setValidatorCompiler(compileValidator)
  // From here on Node looks for late requests no more: half a body would hold the stop for ever.
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), STOP_TIMEOUT).unref()
  })
  registerErrorHandler(app, context)
  prepareForAccounts(app)
  prepareRoutes(app, context)
  registerMethods(app)
  registerJsonParser(app)
  registerCrossOrigin(app)
  registerProbes(app, context)
  for (const register of routes) await app.register(async scope => register(scope, context))
  return app
}
