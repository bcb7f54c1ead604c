import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type ServerProcess, startServer } from '../../server/tests/support/server-process'
import { post, seedGrants, seedSubscribers } from './seed'

export interface Bench {
  databaseUrl: string
  sandbox: string
  concurrency: number
  /** Where events are pushed to, if they are: our server listens there. */
  serverPort?: number
  /** For server and workers. */
  environment: Record<string, string>
  children: ChildProcess[]
}

export interface Round {
  messagesPerSecond: number
  /** From the instant the announcement was due to the first message. Milliseconds; ours only. */
  firstAfter?: number
  /** Largest resident memory of server and workers together. MB; ours only, and where the system tells it. */
  memory?: number
  /** When the last message was written down: not pushed, or not processed yet. Only of ours with events. */
  eventsBehind?: number
}

interface Summary {
  deliveries: number
  repeated: number
  firstAt: string
  lastAt: string
  eventsPending: number
  eventsLost: number
}

/** One round of a contender that is a script of this folder. */
export async function raceScript(bench: Bench, file: string, count: number): Promise<Round> {
  await seedGrants(bench.sandbox, count)
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, file)], {
    env: {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: bench.databaseUrl,
      WECHAT_API_BASE: bench.sandbox,
      COUNT: String(count),
      CONCURRENCY: String(bench.concurrency),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  bench.children.push(child)
  const lines = createInterface({ input: child.stdout })
  const said = async (word: string) => {
    for await (const line of lines) if (line.startsWith(word)) return
    throw new Error(`${file} ended before it said ${word}`)
  }
  const ready = once(lines, 'line')
  await ready
  const done = said('done')
  child.stdin.write('go\n')
  await done
  return speedOf(await summary(bench), count)
}

/** One round of ours: a server and workers as in production, from the operator's announcement to the last message. */
export async function raceOurs(bench: Bench, count: number, workers: number): Promise<Round> {
  await seedSubscribers(bench.databaseUrl, count)
  await seedGrants(bench.sandbox, count)
  const { serverPort } = bench
  const server = await startServer('serve', { ...bench.environment, PORT: String(serverPort ?? 0) })
  const processes: ServerProcess[] = [server]
  for (let index = 0; index < workers; index++) processes.push(await startServer('work', bench.environment))
  bench.children.push(...processes.map(({ child }) => child))
  await sleep(1000)
  const token = bench.environment.OPERATOR_TOKEN!
  const announced = await post<{ id: string; sendAfter: string }>(
    `${server.url}/operator/v1/announcements`,
    { kind: 'score-release', examYear: 2026, region: null, source: 'https://example.org/notice' },
    token,
  )
  await waitUntilDone(server.url, announced.id, token)
  const peaks = processes.map(({ child }) => peakMemory(child.pid!))
  const memory = peaks.reduce((sum, peak) => (sum === undefined || peak === undefined ? undefined : sum + peak), 0)
  const result = await summary(bench)
  const eventsBehind = serverPort === undefined ? undefined : await countEventsBehind(bench, result)
  for (const process of processes) await process.end('SIGTERM')
  const due = Date.parse(announced.sendAfter) - Number(bench.environment.CLOCK_OFFSET_SECONDS) * 1000
  return { ...speedOf(result, count), firstAfter: Date.parse(result.firstAt) - due, memory, eventsBehind }
}

async function countEventsBehind(bench: Bench, { eventsPending, eventsLost }: Summary): Promise<number> {
  if (eventsLost > 0) throw new Error(`${eventsLost} events were not taken by our server`)
  const client = new pg.Client({ connectionString: bench.databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::integer as count from push_events where processed_at is null',
  )
  await client.end()
  return eventsPending + rows[0]!.count
}

async function waitUntilDone(server: string, id: string, token: string): Promise<void> {
  for (;;) {
    await sleep(2000)
    const answer = await fetch(`${server}/operator/v1/announcements/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (((await answer.json()) as { state: string }).state === 'done') return
  }
}

async function summary({ sandbox }: Bench): Promise<Summary> {
  return (await (await fetch(`${sandbox}/sandbox/summary`)).json()) as Summary
}

function speedOf({ deliveries, repeated, firstAt, lastAt }: Summary, count: number): Round {
  if (deliveries !== count || repeated > 0)
    throw new Error(`${deliveries} messages were delivered, ${repeated} of them twice; expected ${count}, each once`)
  return { messagesPerSecond: count / ((Date.parse(lastAt) - Date.parse(firstAt)) / 1000) }
}

/** The most memory a process has had, as the kernel counts it. MB; undefined where there is no `/proc` to read it from. */
export function peakMemory(pid: number): number | undefined {
  const file = `/proc/${pid}/status`
  const peak = existsSync(file) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(file, 'utf8')) : null
  return peak ? Number(peak[1]) / 1024 : undefined
}
