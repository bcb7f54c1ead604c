import { parseArgs } from 'node:util'

/** How large, how long and how cruel a run is. */
export interface TortureOptions {
  candidates: number
  /** SIGKILLs of a worker or the server, one at a time, at random. */
  kills: number
  databaseRestarts: number
  /** WeChat never tells what became of a message. */
  dropEvents: boolean
  /** So many people each tap once more, cancel, change their region or are forgotten meanwhile. */
  meddlers: number
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
  /** Checks that are left out: `cancelled`, `moved`. */
  without: string[]
}

/** One in a hundred for each kind of deed. */
export const meddlersAmong = (candidates: number): number => Math.ceil(candidates / 100)

export const FULL: TortureOptions = {
  candidates: 20_000,
  kills: 20,
  databaseRestarts: 2,
  dropEvents: false,
  meddlers: meddlersAmong(20_000),
  concurrency: 100,
  retrySeconds: 20,
  killEvery: 4,
  faults: { errors: { '-1': 0.05, '45011': 0.05, '40001': 0.01 }, timeout: 0.05, cutAfterAccept: 0.05, latencyMs: 50 },
  databaseUrl: undefined,
  restartCommand: undefined,
  patience: 1800,
  seed: 1,
  without: [],
}

const SWITCHABLE = ['cancelled', 'moved']

/** What may be said on the command line. */
export const USAGE = `npm run torture -- [options], each with its value for a full run
  --candidates ${FULL.candidates}   --kills ${FULL.kills}   --kill-every ${FULL.killEvery} (seconds, on average)   --database-restarts ${FULL.databaseRestarts}
  --concurrency ${FULL.concurrency}   --retry-seconds ${FULL.retrySeconds}   --patience ${FULL.patience} (seconds)   --seed ${FULL.seed}
  --meddlers N          so many each tap, cancel, move and are forgotten meanwhile; one in a hundred
  --drop-events         WeChat never tells what became of a message
  --database-url URL    an external PostgreSQL, whose connections are cut
  --restart-command C   restarts it instead, such as "systemctl restart postgresql"
  --without CHECK       leaves out a check and says so: ${SWITCHABLE.join(' or ')}`

/**
 * Reads the command line on top of a full run.
 * @throws Error what is wrong with it
 */
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
      meddlers: { type: 'string' },
      without: { type: 'string', multiple: true },
      'drop-events': { type: 'boolean' },
    },
  })
  const number = (text: string | undefined, fallback: number) => {
    const value = text === undefined ? fallback : Number(text)
    if (!(value >= 0)) throw new Error(`"${text}" is no number from 0 on`)
    return value
  }
  const candidates = number(values.candidates, FULL.candidates)
  const { without = [] } = values
  const unknown = without.find(name => !SWITCHABLE.includes(name))
  if (unknown !== undefined) throw new Error(`--without ${unknown} is unknown, expected ${SWITCHABLE.join(' or ')}`)
  return {
    ...FULL,
    candidates,
    meddlers: number(values.meddlers, meddlersAmong(candidates)),
    without,
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
