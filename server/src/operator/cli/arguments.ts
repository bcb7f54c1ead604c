import { parseArgs } from 'node:util'
import { REGIONS } from '@zhuan/exam'
import { OperatorError } from './client'

const OPTIONS = {
  year: { type: 'string' },
  region: { type: 'string' },
  start: { type: 'string' },
  end: { type: 'string' },
  time: { type: 'string' },
  'no-end': { type: 'boolean' },
  'no-time': { type: 'boolean' },
  source: { type: 'string' },
  urgent: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  wait: { type: 'boolean' },
  scene: { type: 'string' },
  page: { type: 'string' },
  width: { type: 'string' },
  out: { type: 'string' },
  server: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

export const USAGE = `npm run operator -- <command>

  announce <kind> --year 2026 --source URL [--region 西藏] [--start 2026-12-25] [--end …] [--time 10:00]
           [--urgent] [--dry-run] [--yes] [--wait]   without --region: the whole country;
           without --start: today, but registration, payment, admission-ticket and exam need one
  list                                               all announcements
  show <id>                                          one, with its counts
  correct <id> [--start …] [--end …] [--time …] [--source …]    moves the calendar, sends nothing
          [--no-end] [--no-time]                     takes a wrong end or time away
  cancel <id>                                        stops it; what is in flight finishes
  unconfirmed                                        messages of which nobody knows whether they arrived
  resend <delivery id>                               sends one of them again: the person may get it twice
  resume <template id>                               lets a parked template send again
  audit                                              what was done, by the operator and by the server
  code --scene S --page P [--width 430] --out FILE   a mini-program code

OPERATOR_TOKEN is the server's; --server (or OPERATOR_SERVER) says where it is, http://127.0.0.1:3000 otherwise.`

/** The one operand that a command takes; null for those that take none. */
const OPERANDS: Record<string, string | null> = {
  announce: 'the kind',
  list: null,
  show: 'the id',
  correct: 'the id',
  cancel: 'the id',
  unconfirmed: null,
  resend: 'the id',
  resume: 'the id',
  audit: null,
  code: null,
}

/**
 * The command line, taken apart.
 * @throws OperatorError for what is not understood: nothing of it may be passed over, it may be what mattered
 */
export function readArguments(argv: string[]) {
  const { values, positionals } = parse(argv)
  const [named = 'help', ...operands] = positionals
  const command = values.help ? 'help' : named
  refuseSurplus(command, operands)
  return { command, operands, options: values }
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new OperatorError('usage', `${(error as Error).message}\n\n${USAGE}`)
  }
}

/** `announce score-release 西藏` would tell the whole country, and a second id of `cancel` would go on sending. */
function refuseSurplus(command: string, operands: string[]): void {
  const expected = OPERANDS[command]
  if (expected === undefined) return
  const surplus = operands.slice(expected === null ? 0 : 1)
  if (surplus.length === 0) return
  const region = surplus.find(operand => REGIONS.includes(operand))
  throw new OperatorError(
    'usage',
    `${command} does not understand ${surplus.map(operand => JSON.stringify(operand)).join(' ')}, ` +
      `expected ${expected === null ? 'options only' : `only ${expected} before the options`}` +
      `${region === undefined ? '' : `: did you mean --region ${region}?`}\n\n${USAGE}`,
  )
}

export type Arguments = ReturnType<typeof readArguments>

/** @throws OperatorError naming what is missing */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new OperatorError('usage', `${name} is missing\n\n${USAGE}`)
  return value
}

/**
 * An option that can also be taken away: null then, undefined when nothing is said of it.
 * @throws OperatorError when both are said
 */
export function changed(options: Arguments['options'], name: 'end' | 'time'): string | null | undefined {
  if (!options[`no-${name}`]) return options[name]
  if (options[name] === undefined) return null
  throw new OperatorError('usage', `--${name} and --no-${name} contradict each other\n\n${USAGE}`)
}

/** @throws OperatorError when it is no whole number */
export function wholeNumber(value: string | undefined, name: string): number {
  const text = required(value, name)
  if (!/^\d{1,6}$/.test(text)) throw new OperatorError('usage', `${name} is ${text}, expected a whole number`)
  return Number(text)
}
