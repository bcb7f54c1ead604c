import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export const MIGRATIONS = join(__dirname, '../../migrations')

// Any number; it only has to be the same in every process of this product.
const LOCK = 7_202_611_230

/** A database whose history this build does not know, or a migration that was changed after it ran. */
class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly code = 'migration-refused'
}

/** While another process holds the lock, it is asked for this often. Milliseconds. */
const ASK_AGAIN = 500

export interface MigrateOptions {
  /** Holds files named `NNN_title.sql`. */
  folder?: string
  /** Ends the waiting for the lock. */
  signal?: AbortSignal
  /** Told, each time it is asked for in vain, who holds the lock. */
  onWait?: (holder: string) => void
}

/** The numbered files of a folder, in their order. */
export const migrationFiles = async (folder = MIGRATIONS): Promise<string[]> =>
  (await readdir(folder)).filter(name => /^\d{3}_[\w-]+\.sql$/.test(name)).sort()

/**
 * Brings the database to this build's schema: every numbered file of the folder once, in order, each in its own
 * transaction, under an advisory lock so that processes starting together do not race.
 * @param url - a `postgres://` connection string
 * @returns the names of the files that were run now
 * @throws MigrationError when the database is ahead of this build, or a file fails (with the file's name); AbortError
 */
export async function migrate(
  url: string,
  { folder = MIGRATIONS, signal, onWait = () => undefined }: MigrateOptions = {},
): Promise<string[]> {
  const files = await migrationFiles(folder)
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'zhuan-migrate',
  })
  // A connection that breaks tells the query that is running; without a listener it would end the process as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    while (!(await tryLock(client))) {
      onWait(await readHolder(client))
      await sleep(ASK_AGAIN, undefined, { signal })
    }
    await client.query(
      'create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migrations order by name')
    const done = new Set(rows.map(row => row.name))
    const unknown = [...done].filter(name => !files.includes(name))
    if (unknown.length > 0) {
      throw new MigrationError(
        `the database has ${unknown.join(', ')}, which this build does not know: start a newer build`,
      )
    }
    const pending = files.filter(name => !done.has(name))
    for (const name of pending) await runFile(client, folder, name)
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    return pending
  } finally {
    // Closing the connection gives the advisory lock back, too.
    await client.end()
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
  return rows[0]?.mine === true
}

/** Who holds the lock, in words; other users' processes are not told to everybody. */
async function readHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `select format('process %s of PostgreSQL (%s%s), since %s', a.pid, coalesce(nullif(a.application_name, ''), 'unnamed'),
                   coalesce(' at ' || host(a.client_addr), ''), to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as holder
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid::bigint = $1::bigint >> 32 and l.objid::bigint = $1::bigint & 4294967295`,
    [LOCK],
  )
  return rows[0]?.holder ?? 'somebody'
}

async function runFile(client: pg.Client, folder: string, name: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(await readFile(join(folder, name), 'utf8'))
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationError(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
