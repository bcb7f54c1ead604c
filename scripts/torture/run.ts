import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { secondsToNoon } from '../../server/tests/support/clock'
import { processEnvironment } from '../../server/tests/support/server-process'
import { anyFreePort } from '../support/free-port'
import { rage, startVictims, type Victim } from './chaos'
import { openTortureDatabase } from './database'
import { startObserver } from './observer'
import type { TortureOptions } from './options'
import { makePeople, post, REGIONS, RefusedError, subscribeAll } from './people'
import { judge, type Verdict } from './verdict'

const SANDBOX = join(__dirname, '../../packages/wechat-sandbox/src/main.ts')

interface Announcement {
  id: string
  state: string
  recipients: number
  counts: Record<string, number>
}

/** One run from the first login to the verdict; whatever happens, nothing is left running. */
export async function torture(options: TortureOptions, say: (text: string) => void): Promise<Verdict> {
  const ends: (() => Promise<unknown> | unknown)[] = []
  let ended = false
  const patience = sleep(options.patience * 1000, undefined, { ref: false }).then(() => {
    if (!ended) throw new Error(`not at an end after ${options.patience} s`)
  })
  try {
    return (await Promise.race([run(options, say, ends), patience])) as Verdict
  } finally {
    ended = true
    for (const end of ends.reverse()) await end()
  }
}

async function run(options: TortureOptions, say: (text: string) => void, ends: (() => unknown)[]): Promise<Verdict> {
  const random = mulberry32(options.seed)
  const database = await openTortureDatabase(options)
  ends.push(() => database.stop())
  const [sandboxPort, serverPort] = [await anyFreePort(), await anyFreePort()]
  const server = `http://127.0.0.1:${serverPort}`
  const basic = await processEnvironment({
    DATABASE_URL: database.url,
    WECHAT_PUSH_MODE: 'safe',
    UNDO_SECONDS: '2',
    LOG_LEVEL: 'warn',
    SEND_CONCURRENCY: String(options.concurrency),
    UNCONFIRMED_RETRY_SECONDS: String(options.retrySeconds),
    // Noon in China, whenever this runs: nothing has to wait for the morning.
    CLOCK_OFFSET_SECONDS: String(secondsToNoon(new Date())),
  })
  const sandbox = `http://127.0.0.1:${sandboxPort}`
  await startSandbox({ ...basic, SANDBOX_PORT: String(sandboxPort), PUSH_URL: `${server}/wechat/push` }, sandbox, ends)
  const observer = await startObserver(sandbox)
  ends.push(() => observer.stop())
  const environment = { ...basic, LOG_LEVEL: 'info', WECHAT_API_BASE: observer.url }
  const environmentOf = ({ role }: Victim) =>
    role === 'serve' ? { ...environment, PORT: String(serverPort) } : environment
  const victims = await startVictims(environment, serverPort)
  ends.push(() => Promise.all(victims.map(victim => victim.process.end('SIGKILL'))))

  const people = makePeople(options.candidates)
  say(`${people.length} people subscribe`)
  await subscribeAll(people, sandbox, server)
  await putFaults(sandbox, { ...options.faults, dropEvents: options.dropEvents ? 1 : 0 })

  say('the scores are out: first in one region, then everywhere')
  const operator = { server, token: basic.OPERATOR_TOKEN! }
  const announced = [await announce(operator, REGIONS[0])]
  const raging = rage(victims, database, environmentOf, options, random, say)
  announced.push(await announce(operator, null))
  await announceAgain(operator)
  const damage = await raging
  say('no more blows; waiting until everything has come to its end')
  const ids = announced.map(({ id }) => id)
  const results = await waitForEnd(operator, ids, say)
  await putFaults(sandbox, {})
  await sleep(3000) // the last events
  const { deliveries } = (await (await fetch(`${sandbox}/sandbox/deliveries`)).json()) as {
    deliveries: { openid: string }[]
  }
  return judge(options, people, damage, observer, database.url, deliveries, results)
}

interface Operator {
  server: string
  token: string
}

function announce({ server, token }: Operator, region: string | null): Promise<Announcement> {
  const body = { kind: 'score-release', examYear: 2026, region, source: 'https://example.org/notice' }
  return post(`${server}/operator/v1/announcements`, body, token)
}

/** Repeating it must not do anything. */
async function announceAgain(operator: Operator): Promise<void> {
  try {
    await announce(operator, null)
  } catch (error) {
    if (error instanceof RefusedError && error.message.includes('already-announced')) return
    throw error
  }
  throw new Error('the same announcement was taken twice')
}

async function waitForEnd(
  { server, token }: Operator,
  ids: string[],
  say: (text: string) => void,
): Promise<Announcement[]> {
  for (let look = 0; ; look++) {
    const seen = await Promise.all(ids.map(id => read(`${server}/operator/v1/announcements/${id}`, token)))
    if (look % 10 === 0) say(seen.map(one => `${one?.state} ${JSON.stringify(one?.counts)}`).join(' | '))
    if (seen.every(one => one?.state === 'done')) return seen as Announcement[]
    await sleep(1000)
  }
}

async function read(url: string, token: string): Promise<Announcement | undefined> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined)
  return answer?.ok ? ((await answer.json()) as Announcement) : undefined
}

async function putFaults(sandbox: string, faults: Record<string, unknown>): Promise<void> {
  const none = { errors: {}, timeout: 0, cutAfterAccept: 0, dropEvents: 0, latencyMs: 0 }
  const answer = await fetch(`${sandbox}/sandbox/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...none, ...faults }),
  })
  if (!answer.ok) throw new Error(`the stand-in refuses the faults: ${await answer.text()}`)
}

async function startSandbox(environment: Record<string, string>, url: string, ends: (() => unknown)[]): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', SANDBOX], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(child, 'exit')
  ends.push(() => {
    child.kill('SIGKILL')
    return exit
  })
  for (let attempt = 0; !(await fetch(url).catch(() => undefined)); attempt++) {
    if (attempt > 200 || child.exitCode !== null) throw new Error(`the stand-in does not answer at ${url}`)
    await sleep(100)
  }
}

/** A small seeded generator, so that a run's blows can be dealt again. Source: Tommy Ettinger, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
