import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TEMPLATE } from './people'
import { ask } from './requests'

const SANDBOX = join(__dirname, '../../packages/wechat-sandbox/src/main.ts')

/** What WeChat's stand-in knows in the end. */
export interface StandInBooks {
  /** openid → messages. */
  delivered: Map<string, number>
  /** openid → grants that are left. */
  left: Map<string, number>
  eventsLost: number
}

/** Starts the stand-in as a process of its own. @returns how to end it */
export async function startStandIn(environment: Record<string, string>, url: string): Promise<() => Promise<unknown>> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', SANDBOX], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(child, 'exit')
  const end = () => {
    child.kill('SIGKILL')
    return exit
  }
  for (let attempt = 0; !(await fetch(url).catch(() => undefined)); attempt++) {
    if (attempt > 200 || child.exitCode !== null) {
      await end()
      throw new Error(`the stand-in does not answer at ${url}`)
    }
    await sleep(100)
  }
  // Somebody else may have been quicker to take the port, and answers in its place.
  await sleep(300)
  if (child.exitCode !== null) throw new Error(`the port of ${url} was taken`)
  return end
}

/** What goes wrong from now on, and nothing else. */
export async function putFaults(sandbox: string, faults: Record<string, unknown>): Promise<void> {
  const none = { errors: {}, timeout: 0, cutAfterAccept: 0, dropEvents: 0, latencyMs: 0 }
  await ask('PUT', `${sandbox}/sandbox/faults`, { ...none, ...faults })
}

export function readEventSums(
  sandbox: string,
): Promise<{ deliveries: number; eventsPending: number; eventsLost: number }> {
  return ask('GET', `${sandbox}/sandbox/summary`)
}

export async function readStandIn(sandbox: string): Promise<StandInBooks> {
  const { deliveries } = await ask<{ deliveries: { openid: string }[] }>('GET', `${sandbox}/sandbox/deliveries`)
  const { left } = await ask<{ left: Record<string, number> }>(
    'GET',
    `${sandbox}/sandbox/grants?templateId=${TEMPLATE}`,
  )
  const delivered = new Map<string, number>()
  for (const { openid } of deliveries) delivered.set(openid, (delivered.get(openid) ?? 0) + 1)
  return { delivered, left: new Map(Object.entries(left)), eventsLost: (await readEventSums(sandbox)).eventsLost }
}
