import { setTimeout as sleep } from 'node:timers/promises'
import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Context } from './context'
import { route } from './http/route'

/** Whoever asks whether this process is ready does not wait long. Milliseconds. */
const SILENT_AFTER = 3_000

/** `/healthz`: the process answers. `/readyz`: it can do its work. `/metrics`: Prometheus. Each role has them. */
export function registerProbes(app: FastifyInstance, context: Context): void {
  route(app, routes.getHealth, {}, () => ({ status: 'ok' as const }))

  route(app, routes.getReadiness, {}, async (_request, reply) => {
    const faults = (await Promise.all([databaseFault(context), ...context.readiness.map(ask => ask())])).filter(
      fault => fault !== undefined,
    )
    if (faults.length === 0) return { status: 'ready' as const }
    reply.header('retry-after', '2')
    return reply.status(503).send({ error: { code: 'not-ready', message: faults.join('; ') } })
  })

  route(app, routes.getMetrics, {}, async (_request, reply) => {
    reply.type(context.metrics.contentType)
    return context.metrics.metrics()
  })
}

async function databaseFault({ database, log }: Context): Promise<string | undefined> {
  const answered = sql`select 1`.execute(database).then(
    () => undefined,
    error => {
      log.warn({ err: error }, 'not ready: the database cannot be reached')
      return 'the database cannot be reached'
    },
  )
  const ended = new AbortController()
  const silent = sleep(SILENT_AFTER, 'the database does not answer', { signal: ended.signal }).catch(() => undefined)
  return Promise.race([answered, silent]).finally(() => ended.abort())
}
