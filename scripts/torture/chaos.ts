import { setTimeout as sleep } from 'node:timers/promises'
import { type ServerProcess, startServer } from '../../server/tests/support/server-process'
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
  databaseRestarts: number
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

/**
 * Kills processes at random, one at a time, and restarts the database in between, until all blows are dealt.
 * @param random - 0 up to 1
 */
export async function rage(
  victims: Victim[],
  database: TortureDatabase,
  environmentOf: (victim: Victim) => Record<string, string>,
  options: TortureOptions,
  random: () => number,
  say: (text: string) => void,
): Promise<Damage> {
  const damage: Damage = { workerKills: 0, serverKills: 0, databaseRestarts: 0 }
  const restarts = Array.from({ length: options.databaseRestarts }, (_, index) =>
    Math.floor(((index + 1) * options.kills) / (options.databaseRestarts + 1)),
  )
  for (let blow = 0; blow < options.kills; blow++) {
    await sleep(options.killEvery * 1000 * (0.3 + 1.4 * random()))
    if (restarts.includes(blow)) {
      say(`blow ${blow + 1}: the database`)
      await database.restart(damage.databaseRestarts++)
      await sleep(options.killEvery * 300)
    }
    const victim = victims[Math.floor(random() * victims.length)]!
    say(`blow ${blow + 1}: kill -9 a ${victim.role}`)
    await victim.process.end('SIGKILL')
    if (victim.role === 'work') damage.workerKills++
    else damage.serverKills++
    victim.process = await revive(victim, environmentOf(victim))
  }
  return damage
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
