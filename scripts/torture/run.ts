import { setTimeout as sleep } from 'node:timers/promises'
import { detectPort } from 'detect-port'
import { secondsToNoon } from '../../server/tests/support/clock'
import { processEnvironment } from '../../server/tests/support/server-process'
import { readBooks, waitForEvents } from './books'
import { type Damage, rage, startVictims, type Victim } from './chaos'
import { openTortureDatabase, type TortureDatabase } from './database'
import { type Deed, meddle, planDeeds } from './meddling'
import { type Observer, startObserver } from './observer'
import { announce, announceAgain, correct, type Operator, readAnnouncement, waitUntilDone } from './operator'
import type { TortureOptions } from './options'
import { makePeople, type Person, REGIONS, subscribeAll } from './people'
import { mulberry32 } from './random'
import { ask, RefusedError } from './requests'
import { putFaults, readStandIn, startStandIn } from './stand-in'
import { judge, type Verdict } from './verdict'

/** Ends something that was started; the last first. */
type Ends = (() => Promise<unknown> | unknown)[]

/** A day that is not the one of the announcement. */
const CORRECTED_START = '2026-12-31'
/** For events to come in when everything else is over. Seconds. */
const EVENT_PATIENCE = 120

/** One run from the first login to the verdict; whatever happens, nothing is left running. */
export async function torture(options: TortureOptions, say: (text: string) => void): Promise<Verdict> {
  const ends: Ends = []
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

interface Stage {
  database: TortureDatabase
  sandbox: string
  server: string
  observer: Observer
  operator: Operator
  victims: Victim[]
  environmentOf: (victim: Victim) => Record<string, string>
  /** Milliseconds. */
  clockOffset: number
}

async function run(options: TortureOptions, say: (text: string) => void, ends: Ends): Promise<Verdict> {
  const random = mulberry32(options.seed)
  const stage = await setTheStage(options, ends)
  const { database, sandbox, server, operator, observer, clockOffset } = stage
  const people = makePeople(options.candidates)
  say(`${people.length} people subscribe`)
  await subscribeAll(people, sandbox, server)
  // What WeChat says of a tap must not look like something that has happened since a message was posted.
  await waitForEvents(database.url, sandbox, EVENT_PATIENCE)
  await putFaults(sandbox, { ...options.faults, dropEvents: options.dropEvents ? 1 : 0 })

  say('the scores are out: first in one region, then everywhere')
  const deeds = planDeeds(people, options.meddlers, random)
  const { damage, ids } = await ordeal(stage, people, deeds, options, random, say, ends)
  say('no more blows; waiting until everything has come to its end')
  await waitUntilDone(operator, ids, say)
  await putFaults(sandbox, {})
  say('waiting until all events are in')
  await waitForEvents(database.url, sandbox, EVENT_PATIENCE)
  return judge({
    options,
    people,
    deeds,
    damage,
    posts: observer.posts,
    books: await readBooks(database.url),
    standIn: await readStandIn(sandbox),
    announcements: [await readAnnouncement(operator, ids[0]!), await readAnnouncement(operator, ids[1]!)],
    correctedStart: CORRECTED_START,
    stillLoggedIn: await whoIsStillLoggedIn(deeds, server),
    clockOffset,
  })
}

async function setTheStage(options: TortureOptions, ends: Ends): Promise<Stage> {
  const database = await openTortureDatabase(options)
  ends.push(() => database.stop())
  const [sandboxPort, serverPort] = [await detectPort(), await detectPort()]
  const server = `http://127.0.0.1:${serverPort}`
  const sandbox = `http://127.0.0.1:${sandboxPort}`
  // Noon in China, whenever this runs: nothing has to wait for the morning.
  const offset = secondsToNoon(new Date())
  const basic = await processEnvironment({
    DATABASE_URL: database.url,
    WECHAT_PUSH_MODE: 'safe',
    UNDO_SECONDS: '2',
    LOG_LEVEL: 'warn',
    SEND_CONCURRENCY: String(options.concurrency),
    UNCONFIRMED_RETRY_SECONDS: String(options.retrySeconds),
    CLOCK_OFFSET_SECONDS: String(offset),
  })
  const address = { SANDBOX_PORT: String(sandboxPort), PUSH_URL: `${server}/wechat/push` }
  ends.push(await startStandIn({ ...basic, ...address }, sandbox))
  const observer = await startObserver(sandbox)
  ends.push(() => observer.stop())
  const environment = { ...basic, LOG_LEVEL: 'info', WECHAT_API_BASE: observer.url }
  const victims = await startVictims(environment, serverPort)
  ends.push(() => Promise.all(victims.map(victim => victim.process.end('SIGKILL'))))
  const environmentOf = ({ role }: Victim) =>
    role === 'serve' ? { ...environment, PORT: String(serverPort) } : environment
  const operator = { server, token: basic.OPERATOR_TOKEN! }
  return { database, sandbox, server, observer, operator, victims, environmentOf, clockOffset: offset * 1000 }
}

/** Everything at once: announcements, kills, and candidates who tap, cancel, move and are forgotten. */
async function ordeal(
  stage: Stage,
  people: Person[],
  deeds: Deed[],
  options: TortureOptions,
  random: () => number,
  say: (text: string) => void,
  ends: Ends,
): Promise<{ damage: Damage; ids: string[] }> {
  const { database, operator } = stage
  const stop = new AbortController()
  const { signal } = stop
  const ids = [await announce(operator, REGIONS[0])]
  const raging = rage({ ...stage, options, random, say, signal })
  const meddling = meddle(deeds, people.length, { ...stage, databaseUrl: database.url }, signal)
  // Should one of them fail, no process may be born while the others are being ended.
  const settled = Promise.allSettled([raging, meddling])
  ends.push(() => {
    stop.abort()
    return settled
  })
  const operating = async () => {
    ids.push(await announce(operator, null))
    await announceAgain(operator)
    await correct(operator, ids[1]!, CORRECTED_START)
  }
  const [damage] = await Promise.all([raging, meddling, operating()])
  return { damage, ids }
}

async function whoIsStillLoggedIn(deeds: Deed[], server: string): Promise<string[]> {
  const found: string[] = []
  for (const { kind, person } of deeds) {
    if (kind !== 'is forgotten') continue
    const answer = await ask('GET', `${server}/v1/reminders`, undefined, person.token).catch(error => error)
    if (!(answer instanceof RefusedError && answer.status === 401)) found.push(person.openid)
  }
  return found
}
