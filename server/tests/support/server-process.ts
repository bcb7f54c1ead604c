import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OPERATOR_TOKEN, testEnvironment, testTemplates } from './environment'

const MAIN = join(__dirname, '../../src/main.ts')
const ROOT = join(__dirname, '../../..')

/** The real server as a process of its own. */
export interface ServerProcess {
  child: ChildProcess
  /** `http://127.0.0.1:<port>`, once it is ready. */
  url: string
  /** All it has written so far. */
  output(): string
  /** Sends a signal and waits for the end; resolves to the exit code, null when killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** A complete environment for `main.ts`, as variables. */
export async function processEnvironment(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { wechat, sessionSecret } = testEnvironment()
  // Always the same file, put in place whole: processes that start meanwhile read it too.
  const templates = join(tmpdir(), 'zhuan-test-templates.json')
  const draft = `${templates}.${randomUUID()}`
  await writeFile(draft, JSON.stringify(testTemplates()))
  await rename(draft, templates)
  return {
    PORT: '0',
    WECHAT_APPID: wechat.appId,
    WECHAT_SECRET: wechat.secret,
    WECHAT_PUSH_TOKEN: wechat.pushToken,
    WECHAT_PUSH_AES_KEY: wechat.pushAesKey,
    WECHAT_API_BASE: wechat.apiBase,
    SESSION_SECRET: sessionSecret,
    OPERATOR_TOKEN,
    REMINDER_TEMPLATES: templates,
    ...changes,
  }
}

/** Runs `main.ts` without waiting for it; everything of the outside environment but PATH stays outside. */
export function spawnServer(role: string | undefined, environment: Record<string, string>) {
  // As in package.json.
  const args = [
    '--max-semi-space-size=32',
    '--heap-growing-percent=30',
    '--require',
    'tsx/cjs',
    MAIN,
    ...(role === undefined ? [] : [role]),
  ]
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return { child, exit, output: () => output }
}

/** Runs a script of package.json by npm, in a process group of its own whose number is npm's. */
export function spawnScript(args: string[], environment: Record<string, string>) {
  const child = spawn('npm', ['run', ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? tmpdir(),
      npm_config_update_notifier: 'false',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  return { child, exit: once(child, 'exit'), output: () => output }
}

/** Runs `main.ts` and waits until it says that it is ready. */
export async function startServer(
  role: string | undefined,
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const { child, exit, output } = spawnServer(role, environment)
  let ended = false
  void exit.then(() => {
    ended = true
  })
  let port: string | undefined
  while (port === undefined) {
    if (ended) throw new Error(`the server ended before it was ready:\n${output()}`)
    await new Promise(resolve => setTimeout(resolve, 20))
    const ready = output()
      .split('\n')
      .find(line => line.includes('"msg":"ready"'))
    port = ready && /"port":(\d+)/.exec(ready)?.[1]
  }
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    output,
    end: signal => {
      child.kill(signal)
      return exit
    },
  }
}
