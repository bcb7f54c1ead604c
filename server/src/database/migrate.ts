import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export const MIGRATIONS = join(__dirname, '../../migrations')

// Any number; it only has to be the same in every process of this product.
const LOCK = 7_202_611_230

/** A database whose history this build does not know, or a migration that was changed after it ran. */
class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly code = 'migration-refused'
}

/**
 * Brings the database to this build's schema: every numbered file of the folder once, in order, each in its own
 * transaction, under an advisory lock so that processes starting together do not race.
 * @param url - a `postgres://` connection string
 * @param folder - holds files named `NNN_title.sql`
 * @returns the names of the files that were run now
 * @throws MigrationError when the database is ahead of this build, or a file fails (with the file's name)
 */
export async function migrate(url: string, folder = MIGRATIONS): Promise<string[]> {
  const files = (await readdir(folder)).filter(name => /^\d{3}_[\w-]+\.sql$/.test(name)).sort()
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'zhuan-migrate',
  })
  // A connection that breaks tells the query that is running; without a listener it would end the process as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
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
    return pending
  } finally {
    // Closing the connection gives the advisory lock back.
    await client.end()
  }
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
