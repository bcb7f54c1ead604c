/**
 * `npm run bench:api`: the opening of the app at saturation against a Fastify route that does nothing, in turns and in
 * the same run, asked by the same client. Real server process, real PostgreSQL, the stand-in in its own process. Fails
 * below 0.4 ×. Before it, what one opening costs a phone, counted with 200 of them; `-- --phones` counts only that.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'undici'
import { startEmbedded } from '../../server/src/database/embedded'
import { processEnvironment, startServer } from '../../server/tests/support/server-process'
import { askBare, openApp, type Round } from './opening'
import { openPhones } from './phones'

/** Short turns, many of them, the next side first each time: other tenants of a machine make it slower for minutes. */
const SECONDS = 2
const ROUNDS = 31
/** So often the bare route is also asked by a client that only counts: it is told beside, and judges nothing. */
const PLAIN_EVERY = 5
/** Before each measurement, of either side: after the others' turns it is slower at first, and score night is no first second. */
const WARM_UP_SECONDS = 1
const PEOPLE = 5_000
const EXPECTED_RATIO = 0.4

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-bench-api-'))
  await chmod(folder, 0o755)
  const children: ChildProcess[] = []
  const database = await startEmbedded(folder)
  const clean = async () => {
    for (const child of children) child.kill('SIGKILL')
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clean().finally(() => process.exit(130)))
  try {
    const [bare, sandbox] = await Promise.all([startScript('bare.ts', children), startScript('sandbox.ts', children)])
    const environment = await processEnvironment({
      DATABASE_URL: database.url,
      WECHAT_API_BASE: sandbox,
      WECHAT_PUSH_MODE: 'plain',
      LOG_LEVEL: 'info',
    })
    const server = await startServer('serve', environment)
    children.push(server.child)
    // Everybody has been here before and has a record that the server knows.
    await seedRecords(server.url, await makeCodes(sandbox, PEOPLE))
    const isKept = await openPhones(server.url, await makeCodes(sandbox, PEOPLE))
    if (!isKept) process.exitCode = 1
    if (!process.argv.includes('--phones')) await measure(bare, server.url, sandbox)
    await server.end('SIGTERM')
  } finally {
    await clean()
  }
}

async function measure(bare: string, server: string, sandbox: string): Promise<void> {
  const rounds: { plain?: Round; bare: Round; app: Round }[] = []
  const codes: string[] = []
  let fastest = 0
  console.log(
    `${cpus().length} cores, 100 connections, ${ROUNDS} rounds of ${SECONDS} s each after ${WARM_UP_SECONDS} s to warm up; session + calendar (304) + record, one each\n`,
  )
  const warmed = async (ask: (seconds: number) => Promise<Round>): Promise<Round> => {
    await ask(WARM_UP_SECONDS)
    return ask(SECONDS)
  }
  console.log('                             requests/s    p50 ms    p99 ms')
  for (let round = 1; round <= ROUNDS; round++) {
    const plain = round % PLAIN_EVERY === 1 ? await warmed(seconds => askBare(bare, seconds, true)) : undefined
    fastest = Math.max(fastest, plain?.requestsPerSecond ?? 0)
    codes.push(...(await makeCodes(sandbox, Math.max(0, atMost(fastest, WARM_UP_SECONDS + SECONDS) - codes.length))))
    const openings = () => warmed(seconds => openApp(server, codes, seconds))
    const first = round % 2 === 0 ? await openings() : undefined
    const same = await warmed(seconds => askBare(bare, seconds, false))
    const measured = { plain, bare: same, app: first ?? (await openings()) }
    rounds.push(measured)
    if (plain) print(`bare Fastify, plain client, ${round}`, plain)
    print(`bare Fastify, ${round}`, measured.bare)
    print(`opening the app, ${round}`, measured.app)
  }
  // Within a round: between rounds the machine may become faster or slower.
  const against = (name: 'plain' | 'bare') =>
    median(rounds.flatMap(({ app, [name]: other }) => (other ? [app.requestsPerSecond / other.requestsPerSecond] : [])))
  const ratio = against('bare')
  const wrong = rounds.reduce((sum, { plain, bare, app }) => sum + (plain?.wrong ?? 0) + bare.wrong + app.wrong, 0)
  console.log(
    `\nmedians: ${ratio.toFixed(2)} × the bare route (expected at least ${EXPECTED_RATIO}), ${against('plain').toFixed(2)} × with a client that only counts; wrong answers: ${wrong}`,
  )
  if (ratio < EXPECTED_RATIO || wrong > 0) process.exitCode = 1
}

/** Login codes for a round: enough even if opening the app cost no more than the route that does nothing. */
const atMost = (requestsPerSecond: number, seconds: number): number => Math.ceil((requestsPerSecond * seconds) / 3)

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const print = (name: string, { requestsPerSecond, p50, p99 }: Round): void =>
  console.log(
    `${name.padEnd(29)}${String(Math.round(requestsPerSecond)).padStart(10)}${String(p50).padStart(10)}${String(p99).padStart(10)}`,
  )

/** Runs a file of this folder; resolves to the address that it prints first. */
async function startScript(file: string, children: ChildProcess[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = await once(child.stdout!, 'data')
  return String(line).trim()
}

/** Login codes of {@link PEOPLE} people in turn. */
async function makeCodes(sandbox: string, count: number): Promise<string[]> {
  const codes: string[] = []
  let next = 0
  const work = async () => {
    while (next < count) {
      const openid = `bench-person-${next++ % PEOPLE}`
      codes.push((await postJson<{ code: string }>(`${sandbox}/sandbox/codes`, { openid })).code)
    }
  }
  await Promise.all(Array.from({ length: 50 }, work))
  return codes
}

async function seedRecords(server: string, codes: string[]): Promise<void> {
  const updatedAt = '2026-11-01T00:00:00Z'
  const entries = [
    { key: 'profile', value: { level: 'full', specialty: 'chemical', region: '西藏' }, updatedAt },
    {
      key: 'sitting:2025',
      value: { examYear: 2025, marks: { law: 71, management: 66, technology: 60, practice: 55 } },
      updatedAt,
    },
    { key: 'sitting:2026', value: { examYear: 2026, marks: { practice: 'pending' } }, updatedAt },
  ]
  const work = async () => {
    for (let code = codes.pop(); code !== undefined; code = codes.pop()) {
      const { token } = await postJson<{ token: string }>(`${server}/v1/session`, { code })
      await postJson(`${server}/v1/record`, { since: 0, entries }, token)
    }
  }
  await Promise.all(Array.from({ length: 50 }, work))
}

async function postJson<T>(url: string, body: unknown, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await request(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.statusCode !== 200) throw new Error(`POST ${url}: ${answer.statusCode} ${await answer.body.text()}`)
  return (await answer.body.json()) as T
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
