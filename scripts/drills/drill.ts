import { setTimeout as sleep } from 'node:timers/promises'
import { detectPort } from 'detect-port'
import pg from 'pg'
import { secondsToNoon } from '../../server/tests/support/clock'
import { processEnvironment, startServer } from '../../server/tests/support/server-process'
import { readBooks } from '../torture/books'
import { announce, type Operator, readAnnouncement } from '../torture/operator'
import { ask } from '../torture/requests'
import { putFaults, readEventSums, readStandIn, startStandIn } from '../torture/stand-in'
import type { Outage } from './outages'
import { type Crowd, makeCrowd, seedCrowd } from './people'

export interface DrillOptions {
  /** With one grant, and as many with two. */
  people: number
  workers: number
  concurrency: number
  /** Seconds after which it has failed. */
  patience: number
}

/** What came of one outage. */
export interface DrillResult {
  figures: {
    delivered: number
    twice: number
    /** In no terminal state, or said to be sent though nothing arrived, or refused or failed though there was a grant. */
    lost: number
    unconfirmed: number
    unconfirmedWithOneGrant: number
    /** Posts that met the broken gateway after everybody had paused. */
    probes: number
    bound: number
    alerts: number
  }
  violations: string[]
}

/** An announcement of which so many messages are out is under way. */
const UNDER_WAY = 500

/**
 * One outage: two processes send, the gateway breaks in the middle, and is mended.
 * @param databaseUrl - an empty database
 */
export async function drill(outage: Outage, options: DrillOptions, databaseUrl: string): Promise<DrillResult> {
  const ends: (() => Promise<unknown>)[] = []
  const ended = new AbortController()
  try {
    const patience = sleep(options.patience * 1000, undefined, { signal: ended.signal }).then(() => {
      throw new Error(`not at an end after ${options.patience} s`)
    })
    patience.catch(() => undefined)
    return await Promise.race([run(outage, options, databaseUrl, ends), patience])
  } finally {
    ended.abort()
    for (const end of ends.reverse()) await end()
  }
}

async function run(
  outage: Outage,
  options: DrillOptions,
  databaseUrl: string,
  ends: (() => Promise<unknown>)[],
): Promise<DrillResult> {
  const { sandbox, end } = await standIn()
  ends.push(end)
  const environment = await processEnvironment({
    DATABASE_URL: databaseUrl,
    WECHAT_API_BASE: sandbox,
    UNDO_SECONDS: '1',
    LOG_LEVEL: 'info',
    SEND_CONCURRENCY: String(options.concurrency),
    UNCONFIRMED_RETRY_SECONDS: String(outage.retrySeconds),
    // Noon in China, whenever this runs: nothing has to wait for the morning.
    CLOCK_OFFSET_SECONDS: String(secondsToNoon(new Date())),
  })
  const processes = []
  for (let index = 0; index < options.workers; index++) {
    const started = await startServer('all', environment)
    processes.push(started)
    ends.push(() => started.end('SIGKILL'))
  }
  const operator: Operator = { server: processes[0]!.url, token: environment.OPERATOR_TOKEN! }
  const crowd = makeCrowd(options.people)
  await seedCrowd(databaseUrl, sandbox, crowd)
  // WeChat tells of no message: the outage has to be got over without its events.
  const calm = { dropEvents: 1, latencyMs: 50 }
  await putFaults(sandbox, calm)
  const id = await announce(operator, null)
  while ((await readEventSums(sandbox)).deliveries < UNDER_WAY) await sleep(50)
  await putFaults(sandbox, { ...calm, gateway: { answer: outage.answer, when: outage.when } })
  await sleep(outage.seconds * 1000)
  await putFaults(sandbox, calm)
  while ((await readAnnouncement(operator, id)).state !== 'done') await sleep(500)
  return judge(crowd, options, databaseUrl, sandbox, operator)
}

/** WeChat's stand-in on a port of its own; tried again where somebody else takes the port first. */
async function standIn(attempt = 1): Promise<{ sandbox: string; end: () => Promise<unknown> }> {
  const port = String(await detectPort())
  const sandbox = `http://127.0.0.1:${port}`
  try {
    return { sandbox, end: await startStandIn(await processEnvironment({ SANDBOX_PORT: port }), sandbox) }
  } catch (error) {
    if (attempt === 5) throw error
    return standIn(attempt + 1)
  }
}

async function judge(
  crowd: Crowd,
  { people, workers, concurrency }: DrillOptions,
  databaseUrl: string,
  sandbox: string,
  operator: Operator,
): Promise<DrillResult> {
  const { rows } = await readBooks(databaseUrl)
  const { delivered } = await readStandIn(sandbox)
  const { entries } = await ask<{ entries: { action: string }[] }>(
    'GET',
    `${operator.server}/operator/v1/audit`,
    undefined,
    operator.token,
  )
  const alerts = entries.filter(({ action }) => action === 'answers-unclear').length
  const unconfirmed = rows.filter(({ state }) => state === 'unconfirmed').map(({ openid }) => openid)
  const ones = new Set(crowd.one)
  const twice = [...delivered.values()].filter(count => count > 1).length
  const lost =
    2 * people -
    rows.filter(({ state, openid }) => state === 'unconfirmed' || (state === 'sent' && delivered.has(openid))).length
  const probes = await countProbes(databaseUrl)
  const bound = workers * concurrency + probes
  const figures = {
    delivered: [...delivered.values()].reduce((sum, count) => sum + count, 0),
    twice,
    lost,
    unconfirmed: unconfirmed.length,
    unconfirmedWithOneGrant: unconfirmed.filter(openid => ones.has(openid)).length,
    probes,
    bound,
    alerts,
  }
  const violations = [
    ...(twice > 0 ? [`${twice} people got more than one message`] : []),
    ...(lost > 0 ? [`${lost} people are lost`] : []),
    ...(unconfirmed.length > bound ? [`${unconfirmed.length} are unconfirmed, the bound is ${bound}`] : []),
    ...(alerts !== 1 ? [`the operator was alerted ${alerts} times, expected once`] : []),
  ]
  return { figures, violations }
}

/** How often everybody paused: each pause is followed by one probe. The last one was answered. */
async function countProbes(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ probes: number }>(
      "select coalesce(sum((details ->> 'probes')::integer), 0)::integer as probes from audit_entries where action = 'answers-clear-again'",
    )
    return rows[0]!.probes
  } finally {
    await client.end()
  }
}
