import { setTimeout as sleep } from 'node:timers/promises'
import { type ServerProcess, startServer } from '../../server/tests/support/server-process'
import { readProgress } from './books'
import type { TortureDatabase } from './database'
import type { TortureOptions } from './options'

/** A server or worker that is started again whenever it was killed. */
export interface Victim {
  role: 'serve' | 'work'
  process: ServerProcess
}

/** What was done to them. */
export interface Damage {
  workerKills: number
  serverKills: number
  databaseBlows: number
}

/** Starts the processes of a run; the server keeps its port over all its lives. */
export async function startVictims(environment: Record<string, string>, port: number): Promise<Victim[]> {
  return Promise.all([
    start('serve', { ...environment, PORT: String(port) }),
    start('work', environment),
    start('work', environment),
  ])
}

async function start(role: Victim['role'], environment: Record<string, string>): Promise<Victim> {
  return { role, process: await startServer(role, environment) }
}

export interface Rage {
  victims: Victim[]
  database: TortureDatabase
  environmentOf: (victim: Victim) => Record<string, string>
  options: TortureOptions
  /** 0 up to 1 */
  random: () => number
  say: (text: string) => void
  signal: AbortSignal
}

/**
 * Kills processes at random, one at a time, and takes the database away in between, until all blows are dealt. Every
 * blow falls while messages are being sent: one that falls later can do no harm, and would only raise the bound.
 * @throws when the sending ends before all blows are dealt
 */
export async function rage({ victims, database, environmentOf, options, random, say, signal }: Rage): Promise<Damage> {
  const damage: Damage = { workerKills: 0, serverKills: 0, databaseBlows: 0 }
  const { kills, databaseRestarts, killEvery } = options
  const databaseBlowsAt = Array.from({ length: databaseRestarts }, (_, index) =>
    Math.floor(((index + 1) * kills) / (databaseRestarts + 1)),
  )
  for (let blow = 0; blow < kills; blow++) {
    await sleep(killEvery * 1000 * (0.3 + 1.4 * random()), undefined, { signal })
    const confirmations: (() => Promise<void>)[] = []
    for (const _ of databaseBlowsAt.filter(at => at === blow)) {
      await waitUntilUnderWay(database.url, blow, options, signal)
      say(`blow ${blow + 1}: the database, ${database.blow}`)
      confirmations.push(await database.strike(damage.databaseBlows++))
      await sleep(killEvery * 300, undefined, { signal })
    }
    const victim = victims[Math.floor(random() * victims.length)]!
    await waitUntilUnderWay(database.url, blow, options, signal)
    say(`blow ${blow + 1}: kill -9 a ${victim.role}`)
    await victim.process.end('SIGKILL')
    if (victim.role === 'work') damage.workerKills++
    else damage.serverKills++
    victim.process = await revive(victim, environmentOf(victim))
    for (const confirm of confirmations) await confirm()
  }
  return damage
}

/** The fan-out may not have begun, and the database may be away by the blow before. */
async function waitUntilUnderWay(
  url: string,
  dealt: number,
  { kills }: TortureOptions,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const progress = await readProgress(url)
    if (progress?.isUnderWay) return
    if (progress?.isOver)
      throw new Error(
        `the sending ended after ${dealt} of ${kills} kills: take more --candidates, fewer --kills or a smaller --kill-every`,
      )
    await sleep(50, undefined, { signal })
  }
}

/** The database may be away at this moment: then it is tried again, as a supervisor would. */
async function revive(victim: Victim, environment: Record<string, string>): Promise<ServerProcess> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await startServer(victim.role, environment)
    } catch (error) {
      if (attempt >= 20) throw error
      await sleep(500)
    }
  }
}
