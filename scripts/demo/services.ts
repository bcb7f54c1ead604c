import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Running, start } from '../support/processes'
import { demoEnvironment } from './demo-environment'

const LONGEST_START_MS = 120_000
const TEMPLATE = 'tpl-score'

interface Service extends Running {
  name: string
  url: string
}

/** Starts the process of a service; `ready` resolves when `probe` answers with success. */
function startService(name: string, file: string, env: Record<string, string>, probe: string) {
  let log = ''
  const running = start(process.execPath, ['--require', 'tsx/cjs', file], {
    env,
    onOutput: text => {
      log = (log + text).slice(-4000)
    },
  })
  let ended = false
  void running.finished.then(() => {
    ended = true
  })
  const untilReady = async (): Promise<void> => {
    for (const began = performance.now(); ; await pause(200)) {
      const answer = await fetch(probe).catch(() => undefined)
      if (answer?.ok) return
      if (ended) throw new Error(`the ${name} stopped at once:\n\n${log}`)
      if (performance.now() - began > LONGEST_START_MS)
        throw new Error(`the ${name} is not ready after ${LONGEST_START_MS / 1000} s:\n\n${log}`)
    }
  }
  return { service: { ...running, name, url: new URL(probe).origin }, untilReady }
}

interface Watcher {
  /** The process runs, and must be stopped at the end, though it may not be ready yet. */
  onStarted(service: Service): void
  onReady(service: Service): void
}

/** Starts WeChat's stand-in, then database, server and worker in one process; stop them in the other order. */
export async function startServices(
  ports: { server: number; sandbox: number },
  { onStarted, onReady }: Watcher,
): Promise<{ sandbox: Service; server: Service }> {
  const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`
  const env = demoEnvironment({ port: ports.server, sandboxUrl })
  const bringUp = async (...args: Parameters<typeof startService>): Promise<Service> => {
    const { service, untilReady } = startService(...args)
    onStarted(service)
    await untilReady()
    onReady(service)
    return service
  }
  const sandbox = await bringUp('stand-in', 'packages/wechat-sandbox/src/main.ts', env, `${sandboxUrl}/`)
  const probe = `http://127.0.0.1:${ports.server}/readyz`
  const server = await bringUp('server', 'server/src/main.ts', { ...env, LOG_LEVEL: 'warn' }, probe)
  return { sandbox, server }
}

async function post(url: string, body: object, token?: string): Promise<{ code?: string; token?: string }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`POST ${url}: expected success, found ${answer.status} ${text}`)
  return text ? JSON.parse(text) : {}
}

/** Somebody in 西藏 who waits for the scores of 2026: an announcement then has one recipient. */
export async function subscribeSomebody(sandbox: string, server: string, now: Date): Promise<void> {
  const openid = `demonstration-${now.getTime()}`
  const outcome = { [TEMPLATE]: 'accept' }
  const { code } = await post(`${sandbox}/sandbox/codes`, { openid })
  const { token } = await post(`${server}/v1/session`, { code })
  await post(`${sandbox}/sandbox/answers`, { openid, outcome })
  const reminders = [{ kind: 'score-release', examYear: 2026, region: '西藏' }]
  const acceptance = { acceptanceId: randomUUID(), acceptedAt: now.toISOString(), outcome, reminders }
  await post(`${server}/v1/reminders`, acceptance, token)
}
