import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { detectPort } from 'detect-port'
import pg from 'pg'
import { refuseTransactionPooler } from '../../src/database/pooler'
import { openDatabase } from '../../src/database/postgres'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { processEnvironment, spawnServer, startServer } from '../support/server-process'

jest.setTimeout(60_000)

const PGBOUNCER = '/usr/sbin/pgbouncer'
const isInstalled = (() => {
  try {
    execFileSync(PGBOUNCER, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!isInstalled)
  process.stderr.write(`PgBouncer is not tried: there is no ${PGBOUNCER} (Debian's package pgbouncer)\n`)

let database: TestDatabase
const ends: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  await database.drop()
})

/** PgBouncer with Debian's defaults in front of the test's PostgreSQL. @returns the database's URL by way of it */
async function pool(mode: string, settings = ''): Promise<string> {
  // A port that was free a moment ago may be another test's by now: then it ends at once.
  for (let tries = 0; tries < 5; tries++) {
    const url = await startPool(mode, settings)
    if (url !== undefined) return url
  }
  throw new Error('PgBouncer does not start')
}

async function startPool(mode: string, settings: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-pgbouncer-'))
  await chmod(folder, 0o755)
  const target = new URL(database.url)
  const port = await detectPort()
  const host = target.searchParams.get('host') ?? target.hostname
  await writeFile(join(folder, 'users'), `"${target.username}" "${target.password}"\n`)
  await writeFile(
    join(folder, 'ini'),
    `[databases]
* = host=${host} port=${target.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(folder, 'users')}
pool_mode = ${mode}
default_pool_size = 40
${settings}`,
  )
  // As root it refuses to run; then it is the user who runs PostgreSQL as well.
  const user = process.getuid?.() === 0 ? ['-u', 'postgres'] : []
  const child: ChildProcess = spawn(PGBOUNCER, [...user, join(folder, 'ini')], { stdio: 'ignore' })
  const exit = new Promise(resolve => child.once('exit', resolve))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  ends.push(() => {
    child.kill('SIGKILL')
    return exit
  })
  const url = new URL(database.url)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${port}`
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) return undefined
    if (await answers(url.href)) return url.href
    await sleep(50)
  }
  return undefined
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  return client
    .connect()
    .then(() => true)
    .catch(() => false)
    .finally(() => client.end().catch(() => undefined))
}

const tables = async (): Promise<number> => {
  const handle = openDatabase(database.url, { onError: () => undefined })
  const { rows } = await handle.pool.query(
    "select count(*)::integer as count from pg_tables where schemaname = 'public'",
  )
  await handle.close()
  return rows[0].count
}

it('a database without a pooler is taken', async () => {
  await expect(refuseTransactionPooler(database.url)).resolves.toBeUndefined()
})

const withPooler = isInstalled ? describe : () => undefined

withPooler('PgBouncer', () => {
  // Red before: the migrations ran, and then everything failed.
  it.each([
    ['transaction', ''],
    ['transaction', 'server_round_robin = 1'],
    ['statement', ''],
  ])('in its mode %s %s is refused before anything is touched', async (mode, settings) => {
    const { exit, output } = spawnServer('serve', {
      ...(await processEnvironment()),
      DATABASE_URL: await pool(mode, settings),
    })
    expect(await exit).toBe(1)
    expect(output()).toContain('leads to a pooler')
    expect(output()).toContain('nothing was changed')
    expect(await tables()).toBe(0)
  })

  it('in its mode session works, with the settings that this server asks for', async () => {
    const url = await pool('session')
    const server = await startServer('all', { ...(await processEnvironment()), DATABASE_URL: url })
    ends.push(() => server.end('SIGTERM'))
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${server.url}/v1/calendar?examYear=2026`)).status).toBe(200)
    const handle = openDatabase(url, { onError: () => undefined })
    const { rows } = await handle.pool.query(
      "select current_setting('statement_timeout') as timeout, current_setting('enable_seqscan') as scan",
    )
    await handle.close()
    expect(rows).toEqual([{ timeout: '1min', scan: 'off' }])
  })
})
