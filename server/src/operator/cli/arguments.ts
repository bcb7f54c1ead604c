import { parseArgs } from 'node:util'
import { OperatorError } from './client'

const OPTIONS = {
  year: { type: 'string' },
  region: { type: 'string' },
  start: { type: 'string' },
  end: { type: 'string' },
  time: { type: 'string' },
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
           [--urgent] [--dry-run] [--yes] [--wait]   without --region: the whole country
  list                                               all announcements
  show <id>                                          one, with its counts
  correct <id> [--start …] [--end …] [--time …] [--source …]    moves the calendar, sends nothing
  cancel <id>                                        stops it; what is in flight finishes
  unconfirmed                                        messages of which nobody knows whether they arrived
  resend <delivery id>                               sends one of them again: the person may get it twice
  resume <template id>                               lets a parked template send again
  audit                                              what was done, by the operator and by the server
  code --scene S --page P [--width 430] --out FILE   a mini-program code

OPERATOR_TOKEN is the server's; --server (or OPERATOR_SERVER) says where it is, http://127.0.0.1:3000 otherwise.`

/** The command line, taken apart. */
export function readArguments(argv: string[]) {
  try {
    const { values, positionals } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
    const [command = 'help', ...operands] = positionals
    return { command: values.help ? 'help' : command, operands, options: values }
  } catch (error) {
    throw new OperatorError('usage', `${(error as Error).message}\n\n${USAGE}`)
  }
}

export type Arguments = ReturnType<typeof readArguments>

/** @throws OperatorError naming what is missing */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new OperatorError('usage', `${name} is missing\n\n${USAGE}`)
  return value
}

/** @throws OperatorError when it is no whole number */
export function wholeNumber(value: string | undefined, name: string): number {
  const text = required(value, name)
  if (!/^\d{1,6}$/.test(text)) throw new OperatorError('usage', `${name} is ${text}, expected a whole number`)
  return Number(text)
}
