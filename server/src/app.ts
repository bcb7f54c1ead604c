import type { Server } from 'node:http'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { Context } from './context'
import { errorBody } from './errors'
import { registerAdminDoor } from './http/admin-door'
import { prepareForAccounts } from './http/authenticate'
import { prepareForOperators } from './http/authenticate-operator'
import { registerCrossOrigin } from './http/cross-origin'
import { createDoor, type Door, STOP_LASTS } from './http/door'
import { registerErrorHandler } from './http/error-handler'
import { registerJsonParser } from './http/json-parser'
import { registerMethods } from './http/methods'
import { registerObservation, requestIds } from './http/observation'
import { prepareRoutes } from './http/route'
import { registerProbes } from './probes'
import { compileValidator } from './validation'

/** A group of routes; one for each feature. */
export type Routes = (app: FastifyInstance, context: Context) => void | Promise<void>

/** Bodies are small but for the record's, which sets its own limit. */
const BODY_LIMIT = 64 * 1024

/**
 * The HTTP server with all its routes. Once it is ready it takes over the door's requests; tests call it through `inject`.
 * @param routes - the features' routes; none for a process that only sends
 * @param door - where requests come in
 * @param admin - the server of the door for metrics and the operator, should they have one of their own
 */
export async function buildApp(
  context: Context,
  routes: readonly Routes[],
  door: Door = createDoor(),
  admin?: Server,
): Promise<FastifyInstance> {
  let handOver = () => {}
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: requestIds(),
    // The header is read from the right, as far as those who have written it are believed.
    trustProxy: context.environment.isTrustedProxy,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 128 },
    serverFactory: handler => {
      handOver = () => door.handOverTo(handler)
      return door.server
    },
    // The door's.
    clientErrorHandler: () => undefined,
    // A path that cannot be decoded never reaches a route, nor the error handler.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      reply.status(400).send(errorBody({ status: 400, code: 'bad-request', message: error.message }))
    },
  })
  app.addHook('onReady', async () => handOver())
  // From here on Node looks for late requests no more: half a body would hold the stop for ever.
  app.addHook('preClose', async () => {
    setTimeout(() => door.server.closeAllConnections(), STOP_LASTS).unref()
  })
  app.setValidatorCompiler(compileValidator)
  registerObservation(app, context)
  registerErrorHandler(app, context)
  prepareForAccounts(app)
  prepareForOperators(app)
  prepareRoutes(app, context)
  registerMethods(app)
  registerJsonParser(app)
  registerCrossOrigin(app)
  if (admin) registerAdminDoor(app, admin)
  registerProbes(app, context)
  for (const register of routes) await app.register(async scope => register(scope, context))
  return app
}
