/**
 * `npm run bench:drain`: how fast the subscribers of an announcement hear of it. Ours against a bare loop that only
 * posts (the limit), pg-boss and graphile-worker with one job a message; same concurrency, same client, the stand-in at
 * 30 ms a call in its own process. Fails when a promise of the README is not kept.
 *
 * --subscribers 100000 --rounds 2 --concurrency 100 --flatness (10,000 to 300,000) --only ours,bare
 */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { anyFreePort } from '../../scripts/support/free-port'
import { startEmbedded } from '../../server/src/database/embedded'
import { migrate } from '../../server/src/database/migrate'
import { secondsToNoon } from '../../server/tests/support/clock'
import { processEnvironment } from '../../server/tests/support/server-process'
import { type Bench, type Round, raceOurs, raceScript } from './rounds'
import { LATENCY_MS } from './seed'

const EXPECTED_RATIO = 0.9
const FIRST_MESSAGE_MS = 2000
const MEMORY_MB = 300
/** How much a message may cost more among 300,000 than among 10,000. */
const FLATNESS = 1.25

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      subscribers: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '2' },
      concurrency: { type: 'string', default: '100' },
      flatness: { type: 'boolean', default: false },
      only: { type: 'string', default: 'bare,ours,two workers,graphile-worker,pg-boss' },
    },
  })
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-bench-drain-'))
  await chmod(folder, 0o755) // run by root, PostgreSQL is another user and must get in
  const database = await startEmbedded(folder)
  const bench: Bench = {
    databaseUrl: database.url,
    sandbox: '',
    concurrency: Number(values.concurrency),
    environment: {},
    children: [],
  }
  try {
    await migrate(database.url)
    await prepare(bench)
    const count = Number(values.subscribers)
    console.log(
      `${cpus().length} cores (load ${loadavg()[0]!.toFixed(1)}), ${count} subscribers, ${bench.concurrency} posts at a time, ${LATENCY_MS} ms a post\n`,
    )
    const results = await race(bench, count, Number(values.rounds), values.only.split(','))
    report(results)
    if (values.flatness) await flatness(bench)
  } finally {
    for (const child of bench.children) child.kill('SIGKILL')
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function prepare(bench: Bench): Promise<void> {
  const port = await anyFreePort()
  bench.sandbox = `http://127.0.0.1:${port}`
  const basic = await processEnvironment({
    DATABASE_URL: bench.databaseUrl,
    WECHAT_API_BASE: bench.sandbox,
    WECHAT_PUSH_MODE: 'plain',
    UNDO_SECONDS: '2',
    LOG_LEVEL: 'info',
    SEND_CONCURRENCY: String(bench.concurrency),
    SEND_RATE_PER_SECOND: '1000000',
    CLOCK_OFFSET_SECONDS: String(secondsToNoon(new Date())),
  })
  bench.environment = basic
  const sandbox = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, '../../packages/wechat-sandbox/src/main.ts')],
    {
      env: { PATH: process.env.PATH ?? '', ...basic, SANDBOX_PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  bench.children.push(sandbox)
  for (let attempt = 0; !(await fetch(bench.sandbox).catch(() => undefined)); attempt++) {
    if (attempt > 300) throw new Error('the stand-in does not start')
    await sleep(100)
  }
}

type Results = Map<string, Round[]>

/** In turns, so that a busy moment of the machine hits everybody. */
async function race(bench: Bench, count: number, rounds: number, only: string[]): Promise<Results> {
  const contenders: Record<string, () => Promise<Round>> = {
    bare: () => raceScript(bench, 'bare.ts', count),
    ours: () => raceOurs(bench, count, 1),
    'two workers': () => raceOurs(bench, count, 2),
    'graphile-worker': () => raceScript(bench, 'graphile.ts', count),
    'pg-boss': () => raceScript(bench, 'pg-boss.ts', count),
  }
  const results: Results = new Map()
  for (let round = 1; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      if (!only.includes(name)) continue
      const result = await run()
      results.set(name, [...(results.get(name) ?? []), result])
      const more =
        result.memory === undefined
          ? ''
          : `  first message after ${result.firstAfter} ms, ${Math.round(result.memory)} MB`
      console.log(`${name.padEnd(18)}${result.messagesPerSecond.toFixed(0).padStart(7)} messages/s${more}`)
    }
  }
  return results
}

function report(results: Results): void {
  const limit = speed(results, 'bare')
  console.log('')
  for (const name of results.keys())
    console.log(`${name.padEnd(18)}${(speed(results, name)! / (limit ?? Number.NaN)).toFixed(2)} × the bare loop`)
  const ours = results.get('ours')
  if (!ours) return
  expect(
    limit === undefined || speed(results, 'ours')! >= EXPECTED_RATIO * limit,
    `ours is below ${EXPECTED_RATIO} × the bare loop`,
  )
  for (const name of ['graphile-worker', 'pg-boss']) {
    const other = speed(results, name)
    expect(other === undefined || speed(results, 'ours')! > other, `${name} is faster than ours`)
  }
  expect(
    ours.every(({ firstAfter }) => firstAfter! <= FIRST_MESSAGE_MS),
    `the first message came later than ${FIRST_MESSAGE_MS} ms`,
  )
  expect(
    ours.every(({ memory }) => memory! <= MEMORY_MB),
    `server and worker took more than ${MEMORY_MB} MB`,
  )
}

async function flatness(bench: Bench): Promise<void> {
  console.log('')
  const cost = new Map<number, number>()
  for (const count of [10_000, 100_000, 300_000]) {
    const { messagesPerSecond, memory } = await raceOurs(bench, count, 1)
    cost.set(count, 1e6 / messagesPerSecond)
    console.log(
      `${String(count).padStart(7)} subscribers: ${(1e6 / messagesPerSecond).toFixed(0)} µs a message, ${Math.round(memory!)} MB`,
    )
  }
  expect(
    cost.get(300_000)! <= FLATNESS * cost.get(10_000)!,
    `a message costs more than ${FLATNESS} × as much among 300,000`,
  )
}

/** The median of a contender's rounds. */
function speed(results: Results, name: string): number | undefined {
  const speeds = results
    .get(name)
    ?.map(({ messagesPerSecond }) => messagesPerSecond)
    .sort((a, b) => a - b)
  return speeds?.[Math.floor(speeds.length / 2)]
}

function expect(holds: boolean, otherwise: string): void {
  if (holds) return
  console.log(`NOT KEPT: ${otherwise}`)
  process.exitCode = 1
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
