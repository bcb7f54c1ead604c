import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import type { Registry } from 'prom-client'
import type { Clock } from './clock'
import type { Account, AccountFinder } from './database/find-accounts'
import type { Database } from './database/schema'
import type { Environment } from './environment'
import type { Logger } from './log'
import type { WeChatClient } from './wechat/client'

/**
 * Everything a feature needs and does not make itself; put together once in main.ts, and by `testContext()` in tests.
 * Features do not import each other: what one has to do when another acts is registered here.
 */
export interface Context {
  environment: Environment
  clock: Clock
  log: Logger
  metrics: Registry
  pool: pg.Pool
  /** All of this process by their names, for the metrics. */
  pools: Record<string, pg.Pool>
  database: Kysely<Database>
  /** For people and records, which everybody asks for: few connections, statements named and planned once. */
  lookups: pg.Pool
  accounts: AccountFinder
  /** The `postgres://` string of the same database, for libraries that open their own connections. */
  databaseUrl: string
  wechat: WeChatClient
  /** Run inside the forget-me transaction, before the candidate's row goes. */
  onForget: ((transaction: Transaction<Database>, account: Account) => Promise<void>)[]
  /** Called after announcements were changed by this process; others learn of it from PostgreSQL. */
  onAnnouncementsChanged: (() => void)[]
  /** What `GET /v1/me/export` shows besides the record: name of the section → its content. */
  exportSections: Record<string, (account: Account) => Promise<unknown>>
  /** Asked by `/readyz`, besides the database: resolves to what is not ready, or to undefined. */
  readiness: (() => Promise<string | undefined> | string | undefined)[]
}
