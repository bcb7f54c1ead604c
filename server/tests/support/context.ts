import { Writable } from 'node:stream'
import { Registry } from 'prom-client'
import type { Context } from '../../src/context'
import { accountFinder } from '../../src/database/find-accounts'
import { migrate } from '../../src/database/migrate'
import { openDatabase, openLookups } from '../../src/database/postgres'
import type { Environment } from '../../src/environment'
import { createLog } from '../../src/log'
import { type ManualClock, manualClock } from './clock'
import { createTestDatabase, type TestDatabase } from './database'
import { testEnvironment } from './environment'

export interface TestContext extends Context {
  clock: ManualClock
  /** Every line that was logged so far, as text. */
  logged: string[]
  /** Closes the connections and drops the database. */
  end(): Promise<void>
}

/**
 * A context on a fresh, migrated database with a clock that stands still.
 * @param changes.environment - what differs from `testEnvironment()`
 * @param changes.databaseUrl - an empty database of the test's own, instead of a copy of the template
 * @param changes.wechat - instead of the real client on `environment.wechat.apiBase`
 */
export async function testContext(
  changes: {
    environment?: Partial<Environment>
    wechat?: Context['wechat']
    clock?: ManualClock
    connections?: number
    databaseUrl?: string
  } = {},
): Promise<TestContext> {
  const environment = testEnvironment({ logLevel: 'debug', ...changes.environment })
  const clock = changes.clock ?? manualClock()
  const logged: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const log = createLog({ level: environment.logLevel, secret: environment.sessionSecret, destination })
  const { url, drop } =
    changes.databaseUrl === undefined ? await createTestDatabase() : await migrated(changes.databaseUrl)
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  const handle = openDatabase(url, { onError, maximum: changes.connections ?? 10 })
  const lookups = openLookups(url, onError)
  const metrics = new Registry()
  const { pool, database } = handle
  const wechat =
    changes.wechat ?? (await import('../../src/wechat/client')).createWeChatClient({ environment, clock, log, metrics })
  return {
    environment,
    clock,
    log,
    metrics,
    pool,
    pools: {},
    database,
    lookups: lookups.pool,
    accounts: accountFinder(lookups.pool),
    databaseUrl: url,
    wechat,
    onForget: [],
    onAnnouncementsChanged: [],
    exportSections: {},
    readiness: [],
    logged,
    end: async () => {
      await lookups.close()
      await handle.close()
      await drop()
    },
  }
}

async function migrated(url: string): Promise<TestDatabase> {
  await migrate(url)
  return { url, drop: async () => undefined }
}
