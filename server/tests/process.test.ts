import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { detectPort } from 'detect-port'
import pg from 'pg'
import { mayBePostgres, readPostmasterFile } from '../src/database/postmaster-file'
import { createTestDatabase, type TestDatabase } from './support/database'
import { processEnvironment, type ServerProcess, spawnScript, spawnServer, startServer } from './support/server-process'

jest.setTimeout(180_000)

let sandbox: RunningSandbox
let environment: Record<string, string>
const running: ServerProcess[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  environment = await processEnvironment({ WECHAT_API_BASE: sandbox.url, WECHAT_PUSH_MODE: 'plain' })
})
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await sandbox.stop()
})

async function start(role: string | undefined, more: Record<string, string>): Promise<ServerProcess> {
  const server = await startServer(role, { ...environment, ...more })
  running.push(server)
  return server
}

async function login(server: ServerProcess, openid: string): Promise<string> {
  const codes = await fetch(`${sandbox.url}/sandbox/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid }),
  })
  const { code } = (await codes.json()) as { code: string }
  const answer = await fetch(`${server.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { token: string }).token
}
const status = async (server: ServerProcess, path: string, token?: string) =>
  (await fetch(`${server.url}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }))
    .status
/** A process, or with its negative number a group. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const until = async (reached: () => Promise<boolean>) => {
  while (!(await reached().catch(() => false))) await sleep(50)
}

/** What `promtool check metrics` says of names: only counters end with _total, everything has a help. */
function faultsOfNames(metrics: string): string[] {
  const types = Array.from(metrics.matchAll(/^# TYPE (\S+) (\w+)$/gm), ([, name, type]) => [name!, type!] as const)
  const faults = types.filter(([name, type]) => (type === 'counter') !== name.endsWith('_total'))
  const unexplained = types.filter(([name]) => !new RegExp(`^# HELP ${name} \\S`, 'm').test(metrics))
  return [...faults, ...unexplained].map(([name, type]) => `${type} ${name}`)
}

test('a bad environment is told whole, and the process exits with 1', async () => {
  const { exit, output } = spawnServer('serve', { ...environment, PORT: 'x', SESSION_SECRET: 'hush', WECHAT_APPID: '' })
  expect(await exit).toBe(1)
  for (const fault of [
    'PORT is "x"',
    'SESSION_SECRET has 4 bytes',
    'WECHAT_APPID is missing',
    'DATABASE_URL is missing',
  ])
    expect(output()).toContain(fault)
  expect(output()).not.toContain('hush')
})

test('an unknown role is refused, and told with all that is missing', async () => {
  const { exit, output } = spawnServer('everything', {})
  expect(await exit).toBe(1)
  expect(output()).toContain('the role is "everything", expected one of all, serve, work')
  for (const name of ['WECHAT_APPID', 'SESSION_SECRET', 'OPERATOR_TOKEN', 'REMINDER_TEMPLATES'])
    expect(output()).toContain(`${name} is missing`)
})

test('with nothing but itself: starts, survives kill -9, heals its database, stops gracefully', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-all-'))
  await chmod(folder, 0o755)
  const own = { DATA_DIR: join(folder, 'data') }
  const cluster = join(folder, 'data/postgres')

  const first = await start(undefined, own)
  expect(await status(first, '/readyz')).toBe(200)
  const token = await login(first, 'survivor')
  expect(await first.end('SIGKILL')).toBeNull()

  const second = await start('all', own)
  expect(second.output()).toContain('"adopted":true')
  expect(await status(second, '/v1/record', token)).toBe(200)

  const { pid } = (await readPostmasterFile(cluster))!
  process.kill(pid, 'SIGKILL')
  await until(async () => (await status(second, '/readyz')) === 503 || second.output().includes('has died'))
  await until(async () => (await status(second, '/readyz')) === 200)
  expect(await status(second, '/v1/record', token)).toBe(200)
  expect((await readPostmasterFile(cluster))!.pid).not.toBe(pid)

  const last = (await readPostmasterFile(cluster))!.pid
  expect(await second.end('SIGTERM')).toBe(0)
  expect(second.output()).toContain('"msg":"stopped"')
  expect(second.output().split('"msg":"stopping"')[1]).not.toContain('broke')
  expect(await mayBePostgres(last)).toBe(false)
  for (const secret of [
    'survivor',
    token,
    environment.WECHAT_SECRET!,
    environment.SESSION_SECRET!,
    environment.OPERATOR_TOKEN!,
  ]) {
    expect(first.output() + second.output()).not.toContain(secret)
  }
  await rm(folder, { recursive: true, force: true })
})

test('a database that is not there yet is waited for, and a signal ends the waiting', async () => {
  const { child, exit, output } = spawnServer('serve', {
    ...environment,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  })
  await until(async () => output().includes('cannot be reached yet'))
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(output()).not.toContain('cannot start')
})

test.each([
  ['server', ['server', '--', 'serve'], 'cannot be reached yet'],
  ['stand-in', ['sandbox'], 'WeChat stand-in on'],
])('SIGTERM to npm reaches the %s that it runs: nothing is left behind', async (_what, script, isUp) => {
  const { child, exit, output } = spawnScript(script, {
    ...environment,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    SANDBOX_PORT: '0',
  })
  try {
    await until(async () => output().includes(isUp))
    child.kill('SIGTERM')
    await exit
    let isLeft = true
    for (let look = 0; isLeft && look < 100; look++) {
      await sleep(100)
      isLeft = isAlive(-child.pid!)
    }
    expect(isLeft).toBe(false)
  } finally {
    if (isAlive(-child.pid!)) process.kill(-child.pid!, 'SIGKILL')
  }
})

describe('on a shared database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase({ empty: true })
  })
  afterAll(() => database.drop())

  test('processes of both roles start together, each with its probes, and only serve answers requests', async () => {
    const shared = { DATABASE_URL: database.url }
    const [one, two, worker] = await Promise.all([
      start('serve', shared),
      start('serve', shared),
      start('work', shared),
    ])
    for (const server of [one, two, worker]) {
      await until(async () => (await status(server, '/readyz')) === 200)
      expect(await status(server, '/healthz')).toBe(200)
      const metrics = await (await fetch(`${server.url}/metrics`)).text()
      expect(metrics).toContain('process_cpu_user_seconds_total')
      expect(metrics).toMatch(/^zhuan_build_info\{version="[\d.]+",node="v[\d.]+"\} 1$/m)
      expect(metrics).toMatch(/^database_connections\{pool="requests",state="idle"\} \d+$/m)
      expect(faultsOfNames(metrics)).toEqual([])
    }
    const token = await login(one, 'wanderer')
    expect(await status(two, '/v1/record', token)).toBe(200)
    expect(await status(worker, '/v1/record', token)).toBe(404)
    expect(await Promise.all([one, two, worker].map(server => server.end('SIGINT')))).toEqual([0, 0, 0])
  })

  // Red before: mute, deaf to SIGTERM, and nothing listened.
  test('whoever waits for the lock of the migrations says so, is alive, and leaves when asked to', async () => {
    const holder = new pg.Client({ connectionString: database.url, application_name: 'zhuan-holder' })
    await holder.connect()
    await holder.query('select pg_advisory_lock(7202611230)')
    const port = await detectPort()
    const { child, exit, output } = spawnServer('serve', {
      ...environment,
      DATABASE_URL: database.url,
      PORT: String(port),
    })
    await until(async () => output().includes('another process holds the lock'))
    expect(output()).toContain('zhuan-holder')
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
    expect((await ask('/healthz')).status).toBe(200)
    const ready = await ask('/readyz')
    expect([ready.status, (await ready.json()).error]).toEqual([
      503,
      { code: 'not-ready', message: expect.stringContaining('zhuan-holder') },
    ])
    expect((await ask('/v1/calendar?examYear=2026')).status).toBe(503)
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(output()).not.toContain('cannot start')
    await holder.end()
  })

  test('a refused AppSecret is an alert of the operator', async () => {
    const strict = await startSandbox({ port: 0, appId: environment.WECHAT_APPID!, secret: 'another' })
    const worker = await start('work', { DATABASE_URL: database.url, WECHAT_API_BASE: strict.url })
    await until(async () => worker.output().includes('"alert":"account-refused"'))
    expect(await worker.end('SIGTERM')).toBe(0)
    await strict.stop()
  })

  test('ends when asked to, though whoever read its log is gone', async () => {
    const server = await startServer('serve', { ...environment, DATABASE_URL: database.url, LOG_LEVEL: 'info' })
    running.push(server)
    server.child.stdout?.destroy()
    server.child.stderr?.destroy()
    const exit = once(server.child, 'exit')
    server.child.kill('SIGTERM')
    expect((await exit)[0]).toBe(0)
  })
})
