import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { stopOnSignal } from '@zhuan/stop-signals'

export const ROOT = path.resolve(__dirname, '../..')

interface RunOptions {
  env?: Record<string, string>
  /** Milliseconds after which the command is killed; none by default. */
  timeout?: number
  /** Called with every piece of output as it comes. */
  onOutput?: (text: string) => void
}

export interface Finished {
  /** The exit code; 1 for a command that was killed. */
  code: number
  /** Standard output and standard error as they came, without colours. */
  output: string
  timedOut: boolean
  /** Whether something that the command started was still running after it, and had to be killed. */
  leftovers: boolean
}

export interface Running {
  child: ChildProcess
  finished: Promise<Finished>
}

/** Commands lead process groups of their own, so that everything they start can be stopped with them. */
const groups = new Set<number>()

const signalGroup = (group: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-group, signal)
    return true
  } catch {
    return false
  }
}

/** Waits until the whole group has ended; `false` when part of it is still running after `milliseconds`. */
async function groupEnds(group: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; signalGroup(group, 0); waited += 50) {
    if (waited >= milliseconds) return false
    await pause(50)
  }
  return true
}

/** Starts a command without a terminal and without input. */
export function start(command: string, args: string[], options: RunOptions = {}): Running {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const group = child.pid
  if (group) groups.add(group)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      output += text
      options.onOutput?.(text)
    })
  }
  let timedOut = false
  const timer = options.timeout
    ? setTimeout(() => {
        timedOut = true
        if (group) signalGroup(group, 'SIGKILL')
      }, options.timeout)
    : undefined
  const finished = new Promise<Finished>(resolve => {
    const finish = async (code: number) => {
      clearTimeout(timer)
      const leftovers = group !== undefined && !timedOut && !(await groupEnds(group, 3000))
      if (group) {
        signalGroup(group, 'SIGKILL')
        groups.delete(group)
      }
      resolve({ code, output: stripVTControlCharacters(output), timedOut, leftovers })
    }
    child.once('error', error => {
      output += `cannot start ${command}: ${error.message}\n`
      void finish(1)
    })
    // Not `close`: a process left behind would keep the streams open.
    child.once('exit', code => setTimeout(() => void finish(code ?? 1), 100))
  })
  return { child, finished }
}

/** Runs a command to its end. */
export const run = (command: string, args: string[], options?: RunOptions): Promise<Finished> =>
  start(command, args, options).finished

/** Asks a running command to stop, and kills its group when it takes longer than `milliseconds`. */
export async function stop(running: Running, milliseconds = 10_000): Promise<void> {
  const group = running.child.pid
  if (!group) return
  running.child.kill('SIGTERM')
  if (!(await groupEnds(group, milliseconds))) signalGroup(group, 'SIGKILL')
  groups.delete(group)
}

/**
 * Lets no command outlive this process: on Ctrl-C, SIGTERM or SIGHUP `onStop` runs first, then what is left is killed.
 * A second Ctrl-C does not wait.
 */
export function endTogether(onStop: () => Promise<void> = async () => {}): void {
  stopOnSignal((_signal, exitCode) => void onStop().finally(() => process.exit(exitCode)))
  process.on('exit', () => {
    for (const group of groups) signalGroup(group, 'SIGKILL')
  })
}

/** The JavaScript file behind a command of a dependency: started with this Node, there is no shell and no npx between. */
export const bin = (file: string): string => path.join(ROOT, 'node_modules', file)
