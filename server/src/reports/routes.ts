import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { Counter } from 'prom-client'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import { perAddress } from '../http/rate-limits'
import { route } from '../http/route'
import { withoutSecrets } from '../log'
import { countScene } from './scan-counts'

/** What phones tell without saying who they are. */
export function registerReports(app: FastifyInstance, context: Context): void {
  const { database, clock, log } = context
  const clientErrors = new Counter({
    name: 'client_errors_total',
    help: 'Errors reported by mini-programs',
    registers: [context.metrics],
  })

  route(app, routes.reportScan, { onRequest: [perAddress(context, 600)] }, async (request, reply) => {
    const { scene } = request.body
    await countScene(database, chinaDay(clock.now()), scene, 'count')
    return reply.status(204).send()
  })

  route(
    app,
    routes.reportError,
    { bodyLimit: 16 * 1024, onRequest: [perAddress(context, 60)] },
    async (request, reply) => {
      const { message, stack, page, version } = request.body
      clientErrors.inc()
      log.warn(
        {
          clientError: {
            message: withoutSecrets(message),
            stack: withoutSecrets(stack ?? ''),
            page: page?.split('?')[0],
            version,
          },
        },
        'a mini-program reported an error',
      )
      return reply.status(204).send()
    },
  )
}
