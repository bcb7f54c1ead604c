import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { ROOT } from '../../support/processes'

/** What the terminal sends when somebody presses Ctrl-C: it signals everybody in front, npm and what npm runs. */
const CTRL_C = '\x03'

/** A command that runs in a terminal of its own, as when somebody types it. */
export interface InTerminal {
  /** Waits until the command has printed this. */
  says(text: string | RegExp): Promise<void>
  pressCtrlC(): void
  /** Signals everybody in the terminal, npm and what npm runs. */
  signalAll(signal: NodeJS.Signals): void
  /** The command itself, and all processes that it has started and still knows of. */
  processes(): number[]
  /** Resolves to the exit code when the command has ended. */
  ended: Promise<number>
  output(): string
}

const started: IPty[] = []

/** Types a script of package.json into a terminal. Everything of the outside environment but PATH and HOME stays outside. */
export function npmInTerminal(args: string[], environment: Record<string, string>): InTerminal {
  const { PATH = '', HOME = '' } = process.env
  const terminal = spawn('npm', args, {
    cwd: ROOT,
    cols: 200,
    env: { PATH, HOME, npm_config_update_notifier: 'false', ...environment },
  })
  started.push(terminal)
  let output = ''
  terminal.onData(text => {
    output += stripVTControlCharacters(text)
  })
  const ended = new Promise<number>(resolve => terminal.onExit(({ exitCode }) => resolve(exitCode)))
  let hasEnded = false
  void ended.then(() => {
    hasEnded = true
  })
  return {
    ended,
    output: () => output,
    processes: () => [terminal.pid, ...descendants(terminal.pid)],
    pressCtrlC: () => terminal.write(CTRL_C),
    signalAll: signal => {
      if (isAlive(-terminal.pid)) process.kill(-terminal.pid, signal)
    },
    says: async text => {
      while (!(typeof text === 'string' ? output.includes(text) : text.test(output))) {
        if (hasEnded) throw new Error(`"npm ${args.join(' ')}" ended before it said ${text}:\n${output}`)
        await sleep(50)
      }
    },
  }
}

/** Ends what a failed test has left in its terminals. */
export function closeTerminals(): void {
  for (const { pid } of started.splice(0)) for (const each of [...descendants(pid), pid]) kill(each)
}

/** Whether a process, or with its negative number anybody of a group, is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export function kill(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

function descendants(ancestor: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    rows.flatMap(([pid, ppid]) => (ppid === parent ? [pid!, ...below(pid!)] : []))
  return below(ancestor)
}
