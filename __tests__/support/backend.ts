import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { detectPort } from 'detect-port'
import { DEMO_OPERATOR_TOKEN, demoEnvironment } from '../../scripts/demo/demo-environment'
import { start, stop } from '../../scripts/support/processes'

const LONGEST_START_MS = 60_000

export interface Backend {
  server: string
  sandbox: RunningSandbox
  /** Calls the server as its operator. */
  operate(method: string, where: string, body?: object): Promise<unknown>
  /** Messages that have arrived at a person, oldest first. */
  deliveries(openid: string): Promise<{ page: string; templateId: string; data: Record<string, { value: string }> }[]>
  stop(): Promise<void>
}

/** The real thing on this machine: stand-in, server, worker, embedded database, on a day of the test's choice. */
export async function startBackend(now: string): Promise<Backend> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'zhuan-loop-'))
  const port = await detectPort(3600)
  const pushUrl = `http://127.0.0.1:${port}/wechat/push`
  const env = demoEnvironment({ port, sandboxUrl: 'http://127.0.0.1:1', dataDir })
  const sandbox = await startSandbox({
    port: 0,
    pushUrl,
    pushMode: 'safe',
    pushToken: env.WECHAT_PUSH_TOKEN,
    pushAesKey: env.WECHAT_PUSH_AES_KEY,
    appId: env.WECHAT_APPID,
    secret: env.WECHAT_SECRET,
  })
  const offset = Math.round((Date.parse(now) - Date.now()) / 1000)
  const running = start(process.execPath, ['--require', 'tsx/cjs', 'server/src/main.ts'], {
    env: {
      ...env,
      WECHAT_API_BASE: sandbox.url,
      CLOCK_OFFSET_SECONDS: String(offset),
      UNDO_SECONDS: '0',
      LOG_LEVEL: 'warn',
    },
  })
  let output = ''
  void running.finished.then(finished => {
    output = finished.output || `ended with ${finished.code}`
  })
  const server = `http://127.0.0.1:${port}`
  for (const began = performance.now(); ; await pause(100)) {
    const answer = await fetch(`${server}/readyz`).catch(() => undefined)
    if (answer?.ok) break
    if (output !== '' || performance.now() - began > LONGEST_START_MS)
      throw new Error(`the server is not ready:\n${output}`)
  }
  const json = async (answer: Response): Promise<unknown> => {
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${text}`)
    return text.startsWith('{') ? JSON.parse(text) : text
  }
  return {
    server,
    sandbox,
    operate: async (method, where, body) =>
      json(
        await fetch(`${server}/operator/v1${where}`, {
          method,
          headers: { authorization: `Bearer ${DEMO_OPERATOR_TOKEN}`, 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        }),
      ),
    deliveries: async openid => {
      const answer = await json(await fetch(`${sandbox.url}/sandbox/deliveries?openid=${openid}`))
      return (answer as { deliveries: never[] }).deliveries
    },
    stop: async () => {
      await stop(running)
      await sandbox.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Waits until something holds, and says what did not. */
export async function until<T>(what: string, read: () => Promise<T | undefined | false>): Promise<T> {
  for (const began = performance.now(); ; await pause(100)) {
    const found = await read()
    if (found) return found
    if (performance.now() - began > 30_000) throw new Error(`waited 30 s in vain: ${what}`)
  }
}
