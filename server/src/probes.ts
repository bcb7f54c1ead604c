import { setTimeout as sleep } from 'node:timers/promises'
import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Context } from './context'
import { migrationFiles } from './database/migrate'
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

const UNDEFINED_TABLE = '42P01'

async function readDatabase(database: Context['database']): Promise<string | undefined> {
  const { rows } = await sql<{ standby: boolean; readonly: boolean; whole: boolean; ran: string[] }>`
    select pg_is_in_recovery() as standby, current_setting('transaction_read_only') = 'on' as readonly,
           to_regclass('candidates') is not null and to_regclass('deliveries') is not null as whole,
           array(select name from migrations) as ran`.execute(database)
  const { standby, readonly, whole, ran } = rows[0]!
  if (standby) return 'the database is a standby: nothing can be written'
  if (readonly) return 'the database is read-only'
  const missing = (await migrationFiles()).filter(name => !ran.includes(name))
  if (missing.length > 0 || !whole) return 'the database has not the tables of this build'
  return undefined
}

/** The database is there, can be written to, and has the tables of this build. */
async function databaseFault({ database, log }: Context): Promise<string | undefined> {
  const answered = readDatabase(database).catch(error => {
    log.warn({ err: error }, 'not ready: the database cannot be used')
    if (error.code === UNDEFINED_TABLE) return 'the database has not the tables of this build'
    return 'the database cannot be reached'
  })
  const ended = new AbortController()
  const silent = sleep(SILENT_AFTER, 'the database does not answer', { signal: ended.signal }).catch(() => undefined)
  return Promise.race([answered, silent]).finally(() => ended.abort())
}
