import { setTimeout as sleep } from 'node:timers/promises'
import { stopOnSignal } from '@zhuan/stop-signals'
import { buildApp } from './app'
import { BackOff } from './back-off'
import { systemClock } from './clock'
import { composeRoutes, reportAccount, startBackground } from './compose'
import type { Context } from './context'
import { startEmbedded } from './database/embedded'
import { accountFinder } from './database/find-accounts'
import { migrate } from './database/migrate'
import { refuseTransactionPooler } from './database/pooler'
import { isDatabaseAway, openDatabase, openLookups } from './database/postgres'
import { type Environment, EnvironmentError, readEnvironment } from './environment'
import { createDoor, type Door } from './http/door'
import { closeLog, createLog, type Logger, tellRepetitions } from './log'
import { serverMetrics } from './metrics'
import { answerWhileStarting } from './starting'
import { createWeChatClient } from './wechat/client'

async function main(): Promise<void> {
  const environment = readEnvironment(process.env, process.argv[2] ?? 'all')
  const log = createLog({ level: environment.logLevel, secret: environment.sessionSecret })
  // What was started first is stopped last.
  const stops: (() => Promise<void>)[] = []
  const leaving = new AbortController()
  let starting: Promise<void> = Promise.resolve()
  const stop = once(async (reason: string, exitCode: number) => {
    tellRepetitions(log)
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
  let doing = 'the database is brought up'
  const doors = await openDoors(environment, () => doing)
  stops.push(() => doors.close())
  const databaseUrl = environment.databaseUrl ?? (await startOwnDatabase(environment, log, stops))
  const ran = await migrateWhenReachable(databaseUrl, log, leaving, next => {
    doing = next
  })
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated')

  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  const handle = openDatabase(databaseUrl, { onError })
  stops.push(() => handle.close())
  const lookups = openLookups(databaseUrl, onError)
  stops.push(() => lookups.close())
  const pools = { requests: handle.pool, lookups: lookups.pool }
  const metrics = serverMetrics(pools)
  const clock = systemClock(environment.clockOffsetSeconds)
  const { database } = handle
  const wechat = createWeChatClient({
    ...{ environment, clock, log, metrics },
    onAccount: refusal => reportAccount({ database, log, clock }, refusal),
  })
  stops.push(() => wechat.close())
  const context: Context = {
    ...handle,
    pools,
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

  const app = await buildApp(context, composeRoutes(context), doors.main, doors.admin?.server)
  stops.push(() => app.close())
  stops.push(() => doors.close())
  stops.push(await startBackground(context))
  await app.ready()
  doors.admin?.handOverTo((request, response) => app.routing(request, response))
  const { version } = environment.wechat
  if (version !== 'release')
    log.warn({ version }, 'WECHAT_VERSION: messages and codes open a version that only its testers have')
  log.info({ role: environment.role, addresses: doors.main.addresses(), admin: doors.admin?.addresses() }, 'ready')
}

interface Doors {
  main: Door
  admin: Door | undefined
  /** Lets nobody in any more, and ends when those inside are out. */
  close(): Promise<void>
}

/** Opens the ports before anything else: whoever asks is told that the process is alive, and what it waits for. */
async function openDoors({ port, host, admin }: Environment, doing: () => string): Promise<Doors> {
  const main = createDoor(answerWhileStarting(doing))
  await main.listen(port, host)
  const adminDoor = admin && createDoor(answerWhileStarting(doing))
  await adminDoor?.listen(admin!.port, admin!.host)
  return {
    main,
    admin: adminDoor,
    close: async () => {
      await Promise.all([main.close(), adminDoor?.close()])
    },
  }
}

/** A database that is still starting, as after a reboot, is waited for; a wrong password or schema is not. */
async function migrateWhenReachable(
  url: string,
  log: Logger,
  leaving: AbortSignal,
  tell: (doing: string) => void,
): Promise<string[]> {
  const onWait = (holder: string) => {
    tell(`the migrations wait for their lock, which is held by ${holder}`)
    log.warn({ holder }, 'another process holds the lock of the migrations; waiting for it')
  }
  const backOff = new BackOff(1_000, 10_000)
  for (;;) {
    try {
      await refuseTransactionPooler(url)
      return await migrate(url, { signal: leaving, onWait })
    } catch (error) {
      if (!isDatabaseAway(error) || leaving.aborted) throw error
      tell('the database cannot be reached yet')
      log.warn({ err: error }, 'the database cannot be reached yet; trying again')
      await sleep(backOff.failed(), undefined, { signal: leaving })
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
