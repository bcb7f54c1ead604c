import { parseArgs } from 'node:util'

/** How large, how long and how cruel a run is. */
export interface TortureOptions {
  candidates: number
  /** SIGKILLs of a worker or the server, one at a time, at random. */
  kills: number
  databaseRestarts: number
  /** WeChat never tells what became of a message. */
  dropEvents: boolean
  /** SEND_CONCURRENCY of each worker. */
  concurrency: number
  /** UNCONFIRMED_RETRY_SECONDS */
  retrySeconds: number
  /** Seconds between two kills, on average. */
  killEvery: number
  /** Shares of WeChat's misbehaviour. */
  faults: { errors: Record<string, number>; timeout: number; cutAfterAccept: number; latencyMs: number }
  /** An external PostgreSQL; absent: one of our own, as a process of its own. */
  databaseUrl: string | undefined
  /** Restarts the external one; absent: every connection is cut instead. */
  restartCommand: string | undefined
  /** Seconds after which the run has failed, whatever it was doing. */
  patience: number
  seed: number
  quiet: boolean
}

export const FULL: TortureOptions = {
  candidates: 20_000,
  kills: 20,
  databaseRestarts: 2,
  dropEvents: false,
  concurrency: 100,
  retrySeconds: 20,
  killEvery: 4,
  faults: { errors: { '-1': 0.05, '45011': 0.05, '40001': 0.01 }, timeout: 0.05, cutAfterAccept: 0.05, latencyMs: 50 },
  databaseUrl: undefined,
  restartCommand: undefined,
  patience: 1800,
  seed: 1,
  quiet: false,
}

/** Reads the command line on top of a full run. */
export function readOptions(argv: string[]): TortureOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      candidates: { type: 'string' },
      kills: { type: 'string' },
      'database-restarts': { type: 'string' },
      concurrency: { type: 'string' },
      'retry-seconds': { type: 'string' },
      'kill-every': { type: 'string' },
      'database-url': { type: 'string' },
      'restart-command': { type: 'string' },
      patience: { type: 'string' },
      seed: { type: 'string' },
      'drop-events': { type: 'boolean' },
    },
  })
  const number = (text: string | undefined, fallback: number) => {
    const value = text === undefined ? fallback : Number(text)
    if (!(value >= 0)) throw new Error(`"${text}" is no number from 0 on`)
    return value
  }
  return {
    ...FULL,
    candidates: number(values.candidates, FULL.candidates),
    kills: number(values.kills, FULL.kills),
    databaseRestarts: number(values['database-restarts'], FULL.databaseRestarts),
    concurrency: number(values.concurrency, FULL.concurrency),
    retrySeconds: number(values['retry-seconds'], FULL.retrySeconds),
    killEvery: number(values['kill-every'], FULL.killEvery),
    databaseUrl: values['database-url'],
    restartCommand: values['restart-command'],
    patience: number(values.patience, FULL.patience),
    seed: number(values.seed, FULL.seed),
    dropEvents: values['drop-events'] ?? false,
  }
}
