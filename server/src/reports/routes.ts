import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Counter } from 'prom-client'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import { perAddress } from '../http/rate-limits'
import { route } from '../http/route'
import { withoutSecrets } from '../log'

/** Scenes that are told apart a day; beyond them only those of the operator's codes are, the rest counts as `other`. */
const SCENES_A_DAY = 5_000

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
    const day = chinaDay(clock.now())
    await sql`
      insert into scan_counts (day, scene, count)
      select ${day}::date,
             case when exists (select 1 from codes where scene = ${scene})
                    or exists (select 1 from scan_counts where day = ${day}::date and scene = ${scene})
                    or (select count(*) from scan_counts where day = ${day}::date) < ${SCENES_A_DAY}
                  then ${scene} else 'other' end, 1
      on conflict (day, scene) do update set count = scan_counts.count + 1`.execute(database)
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
