/**
 * `npm run bench:drain`: how fast the subscribers of an announcement hear of it. Ours against a bare loop that only
 * posts (the limit), pg-boss and graphile-worker with one job a message; same concurrency, same client, the stand-in at
 * 30 ms a call in its own process. Ours makes its recipients within the time, the jobs of the queues are enqueued before
 * it; what counts is from the first message to the last. Names every promise with whether it was kept; fails when one was not.
 *
 * --subscribers 100000 --rounds 2 (in turns, the median counts) --concurrency 100 --only ours,bare
 * --flatness (ours among 10,000, 100,000 and 300,000)
 * --events (once more with the sent event of every message: to our server, and beside the bare loop to a sink)
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { detectPort } from 'detect-port'
import { startEmbedded } from '../../server/src/database/embedded'
import { migrate } from '../../server/src/database/migrate'
import { secondsToNoon } from '../../server/tests/support/clock'
import { processEnvironment } from '../../server/tests/support/server-process'
import { cost, type Flatness, judge, type Results, speed } from './report'
import { type Bench, type Round, raceOurs, raceScript } from './rounds'
import { LATENCY_MS } from './seed'
import { startSink, startStandIn } from './stand-in'

const CONTENDERS = ['bare', 'ours', 'two workers', 'graphile-worker', 'pg-boss']
const WITH_EVENTS = ['bare, events', 'ours, events']
const FLATNESS_AMONG = [10_000, 100_000, 300_000]

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      subscribers: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '2' },
      concurrency: { type: 'string', default: '100' },
      flatness: { type: 'boolean', default: false },
      events: { type: 'boolean', default: false },
      only: { type: 'string', default: CONTENDERS.join(',') },
    },
  })
  const [count, rounds, concurrency] = [values.subscribers, values.rounds, values.concurrency].map(readCount)
  const only = readNames(values.only)
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-bench-drain-'))
  await chmod(folder, 0o755) // run by root, PostgreSQL is another user and must get in
  const database = await startEmbedded(folder)
  const children: Bench['children'] = []
  try {
    await migrate(database.url)
    const bench = await prepare(database.url, concurrency!, children)
    console.log(
      `${cpus().length} cores (load ${loadavg()[0]!.toFixed(1)}), ${count} subscribers, ${concurrency} posts at a time, ${LATENCY_MS} ms a post\n`,
    )
    const contenders = {
      ...contendersOf(bench, count!),
      ...(values.events && contendersWithEvents(await withEvents(bench), count!)),
    }
    const results = await race(contenders, rounds!, values.events ? [...only, ...WITH_EVENTS] : only)
    compare(results)
    report(results, values.flatness ? await flatness(bench) : new Map())
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`"${text}" is no whole number from 1 on`)
  return count
}

function readNames(text: string): string[] {
  const names = text.split(',')
  const unknown = names.find(name => !CONTENDERS.includes(name))
  if (unknown !== undefined) throw new Error(`--only ${unknown} is unknown, expected of ${CONTENDERS.join(', ')}`)
  return names
}

async function prepare(databaseUrl: string, concurrency: number, children: Bench['children']): Promise<Bench> {
  const environment = await processEnvironment({
    DATABASE_URL: databaseUrl,
    WECHAT_PUSH_MODE: 'safe',
    UNDO_SECONDS: '2',
    LOG_LEVEL: 'info',
    SEND_CONCURRENCY: String(concurrency),
    SEND_RATE_PER_SECOND: '1000000',
    CLOCK_OFFSET_SECONDS: String(secondsToNoon(new Date())),
  })
  const bench = { databaseUrl, sandbox: '', concurrency, environment, children }
  return reachedAt(bench, await startStandIn(bench))
}

const reachedAt = (bench: Bench, sandbox: string): Bench => ({
  ...bench,
  sandbox,
  environment: { ...bench.environment, WECHAT_API_BASE: sandbox },
})

/** The same with a second stand-in, which pushes its events to the port of our server. */
async function withEvents(bench: Bench): Promise<Bench & { serverPort: number }> {
  const serverPort = await detectPort()
  const sandbox = await startStandIn(bench, `http://127.0.0.1:${serverPort}/wechat/push`)
  return { ...reachedAt(bench, sandbox), serverPort }
}

type Contenders = Record<string, () => Promise<Round>>

const contendersOf = (bench: Bench, count: number): Contenders => ({
  bare: () => raceScript(bench, 'bare.ts', count),
  ours: () => raceOurs(bench, count, 1),
  'two workers': () => raceOurs(bench, count, 2),
  'graphile-worker': () => raceScript(bench, 'graphile.ts', count),
  'pg-boss': () => raceScript(bench, 'pg-boss.ts', count),
})

const contendersWithEvents = (bench: Bench & { serverPort: number }, count: number): Contenders => ({
  'bare, events': async () => {
    const end = await startSink(bench.serverPort)
    return raceScript(bench, 'bare.ts', count).finally(end)
  },
  'ours, events': () => raceOurs(bench, count, 1),
})

/** In turns, so that a busy moment of the machine hits everybody. */
async function race(contenders: Contenders, rounds: number, only: string[]): Promise<Results> {
  const results: Results = new Map()
  for (let round = 1; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      if (!only.includes(name)) continue
      const result = await run()
      results.set(name, [...(results.get(name) ?? []), result])
      console.log(`${name.padEnd(18)}${result.messagesPerSecond.toFixed(0).padStart(7)} messages/s${moreOf(result)}`)
    }
  }
  return results
}

const moreOf = ({ firstAfter, memory, eventsBehind }: Round): string =>
  (firstAfter === undefined ? '' : `  first message after ${firstAfter} ms`) +
  (memory === undefined ? '' : `, ${Math.round(memory)} MB`) +
  (eventsBehind === undefined ? '' : `, ${eventsBehind} events not processed yet`)

function compare(results: Results): void {
  console.log('')
  for (const name of results.keys()) {
    const limit = speed(results, WITH_EVENTS.includes(name) ? 'bare, events' : 'bare')
    if (limit !== undefined)
      console.log(
        `${name.padEnd(18)}${(speed(results, name)! / limit).toFixed(2)} × the bare loop${WITH_EVENTS.includes(name) ? ' with events' : ''}`,
      )
  }
}

async function flatness(bench: Bench): Promise<Flatness> {
  console.log('')
  const found: Flatness = new Map()
  for (const count of FLATNESS_AMONG) {
    const round = await raceOurs(bench, count, 1)
    found.set(count, round)
    console.log(`${String(count).padStart(7)} subscribers: ${cost(round).toFixed(0)} µs a message${moreOf(round)}`)
  }
  return found
}

function report(results: Results, flatness: Flatness): void {
  console.log('')
  for (const { promise, kept } of judge(results, flatness)) {
    console.log(`${kept === undefined ? 'not measured' : kept ? 'kept' : 'NOT KEPT'}: ${promise}`)
    if (kept === false) process.exitCode = 1
  }
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
