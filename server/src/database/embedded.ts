import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { detectPort } from 'detect-port'
import pg from 'pg'
import { BackOff } from '../back-off'
import {
  EmbeddedDatabaseError,
  initialiseCluster,
  prepareBinaries,
  startCluster,
  stopCluster,
} from './cluster-commands'
import { mayBePostgres, postmasterPath, readPostmasterFile } from './postmaster-file'

/** A real PostgreSQL that belongs to this process. */
export interface EmbeddedDatabase {
  url: string
  /** True when a PostgreSQL left behind by a killed server was taken over. */
  adopted: boolean
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** PostgreSQL settings on top of ours, such as `fsync`. */
  settings?: Record<string, string>
  /** Told when the PostgreSQL died by itself and when it was brought back. */
  onEvent?: (message: string, error?: unknown) => void
  /** How often to look whether it still lives, in milliseconds. */
  watchEvery?: number
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  logging_collector: 'on',
  log_directory: 'log',
  // One file a weekday, overwritten a week later: the log stays bounded.
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
}
/** Between two tries to start it again, after many that failed. Milliseconds. */
const LONGEST_REST = 30_000
// Held by the owning server as long as it lives; any number that is not the migrations' one.
const OWNER_LOCK = 7_202_611_231

/**
 * Brings up the PostgreSQL of a data directory: initialised on first use, taken over when a killed server left it
 * running, recovered when it was killed too. It is started again should it die while this process lives.
 * @param dataDir - the server's DATA_DIR; the cluster is its folder `postgres`
 * @throws EmbeddedDatabaseError, also when another living server owns the directory
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  await prepareBinaries()
  await mkdir(resolve(dataDir), { recursive: true })
  // One name for one place: PostgreSQL is asked which folder it serves.
  const root = await realpath(dataDir)
  const directory = join(root, 'postgres')
  const password = await clusterPassword(root)
  if (!existsSync(directory)) {
    // Initialised beside its place and then renamed: a kill in between leaves nothing that looks complete.
    const draft = `${directory}.new`
    await rm(draft, { recursive: true, force: true })
    await initialiseCluster(draft, passwordPath(root))
    await rename(draft, directory)
  }
  const running = await findRunning(directory, password)
  const settings = { ...SETTINGS, unix_socket_directories: socketFolder(directory), ...options.settings }
  const port = running ?? (await startOnFreePort(directory, settings))
  // One taken over may come from an older release, which had no socket.
  const hasSocket = existsSync(join(directory, `.s.PGSQL.${port}`))
  const url = clusterUrl(port, password) + (hasSocket ? `?host=${encodeURIComponent(directory)}` : '')
  let owner = await claim(url, root)
  const restart = async () => {
    await startCluster(directory, port, settings)
    await owner.end().catch(() => undefined)
    owner = await claim(url, root)
  }
  const watch = keepAlive(directory, restart, options)
  return {
    url,
    adopted: running !== undefined,
    stop: async () => {
      await watch.end()
      await owner.end().catch(() => undefined)
      const file = await readPostmasterFile(directory)
      if (!file || !(await mayBePostgres(file.pid))) return
      await stopCluster(directory)
      // pg_ctl is content when the lock file is gone; the process itself ends a moment later.
      for (let wait = 0; wait < 100 && (await mayBePostgres(file.pid)); wait++) await sleep(50)
    },
  }
}

const clusterUrl = (port: number, password: string) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

/**
 * The folder for the cluster's socket: its own, which only its user may enter. A query costs a seventh less through
 * it than through TCP. Empty, and so TCP, where the driver knows no sockets, where the name would not fit (103 bytes
 * on macOS, 107 on Linux), and where PostgreSQL would read it as a list.
 */
function socketFolder(directory: string): string {
  const isUsable = platform() !== 'win32' && directory.length <= 88 && /^[\w./-]+$/.test(directory)
  return isUsable ? directory : ''
}

const passwordPath = (root: string): string => join(root, 'postgres.password')

async function clusterPassword(root: string): Promise<string> {
  const path = passwordPath(root)
  if (!existsSync(path)) {
    await writeFile(path, randomBytes(24).toString('hex'), { mode: 0o600 })
    await chmod(path, 0o600)
  }
  return (await readFile(path, 'utf8')).trim()
}

/** The port of a PostgreSQL that already runs on the directory; a stale lock file is removed. */
async function findRunning(directory: string, password: string): Promise<number | undefined> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const file = await readPostmasterFile(directory)
    if (!file) return undefined
    if (!(await mayBePostgres(file.pid))) break
    const served = await servedDirectory(clusterUrl(file.port, password))
    if (served === directory) return file.port
    // Somebody else's PostgreSQL got the number of ours.
    if (served !== undefined) break
    await sleep(500) // it may be starting, recovering or stopping
  }
  await rm(postmasterPath(directory), { force: true })
  return undefined
}

async function servedDirectory(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<{ data_directory: string }>('show data_directory')).rows[0]?.data_directory
  } catch (error) {
    // 28xxx: a PostgreSQL answers, but ours would know the password.
    return String((error as { code?: string }).code ?? '').startsWith('28') ? '' : undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function startOnFreePort(directory: string, settings: Record<string, string>): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await detectPort({ port: 0, hostname: '127.0.0.1' })
    try {
      await startCluster(directory, port, settings)
      return port
    } catch (error) {
      // The port may be taken in between, and children of a killed PostgreSQL take a moment to end.
      if (attempt >= 5) throw error
      await sleep(1_000)
    }
  }
}

/** Keeps a second server off the directory, and lets go of it by itself when this process dies. */
async function claim(url: string, root: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'zhuan-owner', keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [OWNER_LOCK])
    if (rows[0]?.mine) return client
    await sleep(250)
  }
  await client.end()
  throw new EmbeddedDatabaseError(
    `another server is running on DATA_DIR ${root}: stop it, or set DATABASE_URL to share a database`,
  )
}

function keepAlive(directory: string, restart: () => Promise<void>, options: EmbeddedOptions) {
  const ended = new AbortController()
  const every = options.watchEvery ?? 1_000
  const backOff = new BackOff(every, LONGEST_REST)
  const look = async () => {
    const file = await readPostmasterFile(directory)
    if (ended.signal.aborted || (file && (await mayBePostgres(file.pid)))) return
    options.onEvent?.('the embedded database has died; starting it again')
    await restart()
    options.onEvent?.('the embedded database is back')
  }
  const watch = async () => {
    let rest = every
    while (!ended.signal.aborted) {
      await sleep(rest, undefined, { ref: false, signal: ended.signal }).catch(() => undefined)
      try {
        await look()
        backOff.succeeded()
        rest = every
      } catch (error) {
        rest = backOff.failed()
        options.onEvent?.('the embedded database does not start', error)
      }
    }
  }
  const watching = watch()
  return {
    end: async () => {
      ended.abort()
      await watching
    },
  }
}
