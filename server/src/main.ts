import { setTimeout as sleep } from 'node:timers/promises'
import { stopOnSignal } from '@zhuan/stop-signals'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { buildApp } from './app'
import { systemClock } from './clock'
import { composeRoutes, reportAccount, startBackground } from './compose'
import type { Context } from './context'
import { startEmbedded } from './database/embedded'
import { accountFinder } from './database/find-accounts'
import { migrate } from './database/migrate'
import { isDatabaseAway, openDatabase, openLookups } from './database/postgres'
import { type Environment, EnvironmentError, readEnvironment } from './environment'
import { closeLog, createLog, type Logger } from './log'
import { createWeChatClient } from './wechat/client'

async function main(): Promise<void> {
  const environment = readEnvironment(process.env, process.argv[2] ?? 'all')
  const log = createLog({ level: environment.logLevel, secret: environment.sessionSecret })
  // What was started first is stopped last.
  const stops: (() => Promise<void>)[] = []
  const leaving = new AbortController()
  let starting: Promise<void> = Promise.resolve()
  const stop = once(async (reason: string, exitCode: number) => {
    log.info({ reason }, 'stopping')
    leaving.abort()
    // What is being started is stopped too, once it stands.
    await starting.catch(() => undefined)
    for (const end of stops.reverse()) await end().catch(error => log.error({ err: error }, 'cannot stop cleanly'))
    log.info('stopped')
    await closeLog(log)
    process.exit(exitCode)
  })
  stopOnSignal(signal => void stop(signal, 0))
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'uncaught exception')
    void stop('uncaught exception', 1)
  })
  starting = start(environment, log, stops, leaving.signal)
  await starting.catch(error => {
    // Asked to leave while starting: that is no failure, and `stop` is under way.
    if (leaving.signal.aborted) return
    log.fatal({ err: error }, 'cannot start')
    void stop('cannot start', 1)
  })
}

async function start(
  environment: Environment,
  log: Logger,
  stops: (() => Promise<void>)[],
  leaving: AbortSignal,
): Promise<void> {
  const databaseUrl = environment.databaseUrl ?? (await startOwnDatabase(environment, log, stops))
  const ran = await migrateWhenReachable(databaseUrl, log, leaving)
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated')

  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  const handle = openDatabase(databaseUrl, { onError })
  stops.push(() => handle.close())
  const lookups = openLookups(databaseUrl, onError)
  stops.push(() => lookups.close())
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const clock = systemClock(environment.clockOffsetSeconds)
  const { database } = handle
  const wechat = createWeChatClient({
    ...{ environment, clock, log, metrics },
    onAccount: refusal => reportAccount({ database, log, clock }, refusal),
  })
  stops.push(() => wechat.close())
  const context: Context = {
    ...handle,
    lookups: lookups.pool,
    accounts: accountFinder(lookups.pool),
    environment,
    clock,
    log,
    metrics,
    databaseUrl,
    wechat,
    onForget: [],
    onAnnouncementsChanged: [],
    exportSections: {},
    readiness: [],
  }

  const app = await buildApp(context, composeRoutes(context))
  stops.push(() => app.close())
  stops.push(await startBackground(context))
  await app.listen({ port: environment.port, host: '::' }).catch(async error => {
    // Machines without IPv6 refuse the dual-stack address.
    if (error.code !== 'EAFNOSUPPORT') throw error
    await app.listen({ port: environment.port, host: '0.0.0.0' })
  })
  log.info({ role: environment.role, addresses: app.addresses() }, 'ready')
}

/** A database that is still starting, as after a reboot, is waited for; a wrong password or schema is not. */
async function migrateWhenReachable(url: string, log: Logger, leaving: AbortSignal): Promise<string[]> {
  for (;;) {
    try {
      return await migrate(url)
    } catch (error) {
      if (!isDatabaseAway(error) || leaving.aborted) throw error
      log.warn({ err: error }, 'the database cannot be reached yet; trying again')
      await sleep(1_000, undefined, { signal: leaving })
    }
  }
}

async function startOwnDatabase(
  environment: Environment,
  log: Logger,
  stops: (() => Promise<void>)[],
): Promise<string> {
  const embedded = await startEmbedded(environment.dataDir, {
    onEvent: (message, error) => log.warn(error === undefined ? {} : { err: error }, message),
  })
  stops.push(() => embedded.stop())
  log.info({ dataDir: environment.dataDir, adopted: embedded.adopted }, 'embedded database started')
  return embedded.url
}

function once(
  run: (reason: string, exitCode: number) => Promise<void>,
): (reason: string, exitCode: number) => Promise<void> {
  let running: Promise<void> | undefined
  return (reason, exitCode) => {
    // A fault while it stops ends it at once; somebody who asks for what is under way waits for it.
    if (running && exitCode !== 0) process.exit(exitCode)
    running ??= run(reason, exitCode)
    return running
  }
}

main().catch(error => {
  process.stderr.write(`${error instanceof EnvironmentError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})
