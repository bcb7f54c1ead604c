import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './schema'
import { withTimeLimit } from './time-limit'

/** A pool of connections and the query builder on top of it. */
export interface DatabaseHandle {
  pool: pg.Pool
  database: Kysely<Database>
  /** Waits for running queries and closes every connection. */
  close(): Promise<void>
}

// A civil day stays text: the driver would make it an instant in the machine's own time zone.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (value: string) => value)

/**
 * A request is not worth more of anybody's patience. Statements of the background have longer: see `patientDatabase`.
 * Milliseconds.
 */
const REQUEST_LASTS = 8_000
/** A statement that hangs would hold a connection for ever; nothing here needs more than seconds. Milliseconds. */
const STATEMENT_LASTS = 60_000
/** When PostgreSQL has not even ended the statement by itself, it is silent. Milliseconds. */
export const PATIENCE = 65_000
/** A machine that vanishes in the middle of a transaction must not keep its locks. Milliseconds. */
const IDLE_TRANSACTION_LASTS = 10_000
/** A connection whose server is silent is not waited for any longer when it is closed. Milliseconds. */
const GOODBYE_LASTS = 1_000
/** What every connection asks of PostgreSQL. */
const SETTINGS = {
  // It notices after 25 seconds instead of two hours that a machine is gone; a socket has no such thing.
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  // What is asked often is planned once, perhaps while the tables were empty: it must not read them whole once they are
  // full, until PostgreSQL has counted them a minute later.
  enable_seqscan: 'off',
  // Where PostgreSQL can compile, it compiles what it thinks dear, and without sequential scans that is nearly everything:
  // a second for a statement of a millisecond, each time.
  jit: 'off',
}

/** `-c name=value` in the options of a connection string; values with blanks are left to PostgreSQL. */
const SETTING = /(?:^|\s)-c\s*([\w.]+)=([^\s\\]*)(?=\s|$)/g

/**
 * Takes the settings out of a connection string, to be asked for once the connection stands: a pooler in between refuses
 * most of them as parameters of the start, or ignores them.
 */
export function takeSettings(databaseUrl: string): { url: string; settings: Record<string, string> } {
  const url = new URL(databaseUrl)
  const options = url.searchParams.get('options') ?? ''
  const settings = Object.fromEntries(Array.from(options.matchAll(SETTING), ([, name, value]) => [name!, value!]))
  const rest = options.replace(SETTING, '').trim()
  if (rest === '') url.searchParams.delete('options')
  else url.searchParams.set('options', rest)
  return { url: url.href, settings }
}

/** SQL that makes them those of the session. */
const setAll = (settings: Record<string, string>): string =>
  `select ${Object.entries(settings)
    .map(([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, false)`)
    .join(', ')}`

/** The connection string of everything but the sends, which ask for more. */
export const forRequests = (databaseUrl: string): string => withSettings(databaseUrl, SETTINGS)

/** A connection string with settings of PostgreSQL besides those that it brings. */
export function withSettings(databaseUrl: string, settings: Record<string, string>): string {
  const url = new URL(databaseUrl)
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', ...options].join(' ').trim())
  return url.href
}

/**
 * Opens a pool on a PostgreSQL database; connects on first use.
 * @param url - a `postgres://` connection string
 * @param options.onError - told when an idle connection breaks; the pool replaces it by itself
 * @param options.maximum - connections at most
 * @param options.patience - milliseconds after which a statement without an answer is given up and its connection cut
 */
export function openDatabase(
  url: string,
  options: { onError: (error: Error) => void; maximum?: number; application?: string; patience?: number },
): DatabaseHandle {
  const patience = options.patience ?? REQUEST_LASTS
  const asked = takeSettings(forRequests(url))
  const settings = setAll({
    statement_timeout: String(STATEMENT_LASTS),
    idle_in_transaction_session_timeout: String(IDLE_TRANSACTION_LASTS),
    ...asked.settings,
  })
  const pool = new pg.Pool({
    connectionString: asked.url,
    onConnect: client => client.query(settings),
    types,
    max: options.maximum ?? 10,
    application_name: options.application ?? 'zhuan',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    query_timeout: patience,
  })
  pool.on('error', options.onError)
  // A connection that breaks while it is checked out reports to its query; this listener only keeps the process alive.
  pool.on('connect', client => client.on('error', options.onError))
  const database = builderOn(pool, patience)
  const waitForEnd = untilNoneIsOpen(pool)
  return {
    pool,
    database,
    close: async () => {
      await database.destroy()
      // A builder that was never used does not know of its pool.
      if (!pool.ending) await pool.end()
      await waitForEnd()
    },
  }
}

/** Those of a kind share a query, so few are under way at the same time. */
const LOOKUPS_AT_ONCE = 4

/**
 * The connections of logins, and of look-ups that are asked together. PostgreSQL plans even a named statement anew each
 * time for as long as it guesses that this is cheaper, which it does of short lists; planning is much of their cost then.
 * @param onError - told when an idle connection breaks; the pool replaces it by itself
 */
export const openLookups = (url: string, onError: (error: Error) => void): DatabaseHandle =>
  openDatabase(withSettings(url, { plan_cache_mode: 'force_generic_plan' }), {
    onError,
    maximum: LOOKUPS_AT_ONCE,
    application: 'zhuan-lookup',
  })

/**
 * The pool says that it has ended when it has said goodbye on its connections. They are gone a moment later, and until
 * then a database that is stopped would break them.
 */
function untilNoneIsOpen(pool: pg.Pool): () => Promise<void> {
  const open = new Set<pg.PoolClient>()
  pool.on('connect', client => open.add(client))
  pool.on('remove', client => open.delete(client))
  return async () => {
    for (let waited = 0; open.size > 0 && waited < GOODBYE_LASTS; waited += 5) await sleep(5)
  }
}

/**
 * The query builder for what nobody waits for: fan-out, settlement and housekeeping may take longer than a request. On the
 * same connections; it is closed with them.
 */
export const patientDatabase = (pool: pg.Pool): Kysely<Database> => builderOn(pool, PATIENCE)

const builderOn = (pool: pg.Pool, limit: number) =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool: withTimeLimit(pool, limit) }) })

/**
 * SQLSTATE classes and codes that mean the server is away, starting, stopping, full or out of something, or that it gave
 * up waiting: not that the query is wrong.
 */
const AWAY_STATES = /^(08...|53...|57...|58...|25006|25P0[34])$/
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
])
/** Of a socket; errors that Node makes itself, such as one during the TLS handshake, name no call. */
const SOCKET_CALLS = new Set<unknown>([undefined, 'connect', 'read', 'write', 'getaddrinfo'])
/** A caller of ours that hung up while it was sending its request. */
const CALLER_GONE = 'aborted'
/** What the driver says in its own words; it gives no code. */
const AWAY_TEXTS =
  /^(Connection terminated|Connection ended|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after|The server does not support SSL|There was an error establishing an SSL)/

/** True when an error of the driver says that the database cannot be reached at present. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, syscall, message, errors } = error as {
    code?: unknown
    syscall?: unknown
    message?: unknown
    errors?: unknown
  }
  // A host with several addresses that all refuse gives one error with the others inside.
  if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true
  if (typeof code === 'string') {
    if (AWAY_STATES.test(code)) return true
    // The same system codes come from calls to WeChat; those are wrapped by the WeChat client and do not arrive here bare.
    if (AWAY_CODES.has(code) && SOCKET_CALLS.has(syscall) && message !== CALLER_GONE) return true
  }
  return typeof message === 'string' && AWAY_TEXTS.test(message)
}

/**
 * True when the database has refused the values or the row itself: however often it is asked, it will say the same.
 * Nothing was written then.
 */
export const isRefused = (error: unknown): boolean => /^2[23]...$/.test(stateOf(error))

/** True when the database let another transaction go first: nothing was written, and the same may succeed next time. */
export const isBeaten = (error: unknown): boolean => /^40(001|P01)$/.test(stateOf(error))

const stateOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')
