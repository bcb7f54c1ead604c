import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/database/embedded'
import { mayBePostgres, readPostmasterFile } from '../../src/database/postmaster-file'

jest.setTimeout(120_000)

// What a write survives is tested here by killing processes, which fsync has no part in.
const settings = { fsync: 'off' }
const owner = join(__dirname, '../support/embedded-owner.ts')
let folder: string
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhuan-embedded-'))
  await chmod(folder, 0o755)
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** A process that owns the data directory, as the server does; resolves to the database's URL. */
async function startOwner(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', owner, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [chunk] = await once(child.stdout!, 'data')
  return { child, url: String(chunk).trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const directory = () => join(folder, 'postgres')
const pidOf = async () => (await readPostmasterFile(directory()))!.pid

test('queries go through a socket that only its user may reach; where its name would not fit, through TCP', async () => {
  const long = join(folder, 'x'.repeat(80))
  for (const [dataDir, host] of [
    [folder, directory()],
    [long, '127.0.0.1'],
  ] as const) {
    const database = await startEmbedded(dataDir, { settings })
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    expect(client.host).toBe(host)
    await client.end()
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)
    await database.stop()
  }
})

test('a data directory is initialised, and holds its data over a stop', async () => {
  const first = await startEmbedded(folder, { settings })
  await query(first.url, 'create table kept (id int); insert into kept values (1)')
  await first.stop()
  expect(await readPostmasterFile(directory())).toBeUndefined()
  const second = await startEmbedded(folder, { settings })
  expect(second.adopted).toBe(false)
  expect(await query(second.url, 'select * from kept')).toEqual([{ id: 1 }])
  await second.stop()
})

test('a PostgreSQL that a killed server left behind is taken over, and stopped in the end', async () => {
  const { child, url } = await startOwner()
  const pid = await pidOf()
  await kill(child)
  const next = await startEmbedded(folder, { settings })
  expect(next).toMatchObject({ adopted: true, url })
  expect(await pidOf()).toBe(pid)
  expect(await query(next.url, 'select * from kept')).toEqual([{ id: 1 }])
  await next.stop()
  expect(await mayBePostgres(pid)).toBe(false)
})

test('when server and PostgreSQL were both killed, the stale lock is recovered', async () => {
  const { child } = await startOwner()
  const pid = await pidOf()
  await kill(child)
  process.kill(pid, 'SIGKILL')
  const next = await startEmbedded(folder, { settings })
  expect(next.adopted).toBe(false)
  expect(await query(next.url, 'select * from kept')).toEqual([{ id: 1 }])
  await next.stop()
})

test('a lock whose process number now belongs to somebody else is recovered', async () => {
  await writeFile(join(directory(), 'postmaster.pid'), `${process.pid}\n${directory()}\n0\n1\n\n127.0.0.1\n`)
  const next = await startEmbedded(folder, { settings })
  expect(next.adopted).toBe(false)
  await next.stop()
})

test('a second server on the same directory is refused', async () => {
  const first = await startEmbedded(folder, { settings })
  await expect(startEmbedded(folder, { settings })).rejects.toMatchObject({
    code: 'embedded-database-failed',
    message: expect.stringContaining('another server is running'),
  })
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()
})

test('a PostgreSQL that dies is started again on the same address', async () => {
  const events: string[] = []
  const running = await startEmbedded(folder, { settings, watchEvery: 100, onEvent: message => events.push(message) })
  process.kill(await pidOf(), 'SIGKILL')
  while (!events.some(event => event.includes('is back'))) await sleep(50)
  expect(await query(running.url, 'select * from kept')).toEqual([{ id: 1 }])
  // It is owned as before.
  await expect(startEmbedded(folder, { settings })).rejects.toThrow('another server is running')
  await running.stop()
})
