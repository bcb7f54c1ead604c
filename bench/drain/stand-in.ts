import { spawn } from 'node:child_process'
import http from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { detectPort } from 'detect-port'
import type { Bench } from './rounds'

const SANDBOX = join(__dirname, '../../packages/wechat-sandbox/src/main.ts')

/**
 * Starts the stand-in as a process of its own.
 * @param pushUrl - where it pushes its events; absent: it has none, which costs it nothing
 * @returns its address
 */
export async function startStandIn(bench: Pick<Bench, 'environment' | 'children'>, pushUrl?: string): Promise<string> {
  const port = await detectPort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['--import', 'tsx', SANDBOX], {
    env: {
      PATH: process.env.PATH ?? '',
      ...bench.environment,
      SANDBOX_PORT: String(port),
      ...(pushUrl !== undefined && { PUSH_URL: pushUrl }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  bench.children.push(child)
  for (let attempt = 0; !(await fetch(url).catch(() => undefined)); attempt++) {
    if (attempt > 300) throw new Error('the stand-in does not start')
    await sleep(100)
  }
  return url
}

/**
 * Takes every push and does nothing with it: what pushing costs the stand-in, it costs it beside the bare loop too.
 * @returns how to end it
 */
export async function startSink(port: number): Promise<() => Promise<void>> {
  const sink = http.createServer((request, response) => {
    request.resume().on('end', () => response.end('success'))
  })
  await new Promise<void>((resolve, reject) => sink.once('error', reject).listen(port, '127.0.0.1', resolve))
  return async () => {
    sink.closeAllConnections()
    await new Promise(resolve => sink.close(resolve))
  }
}
