import { type CommanderError, type CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import { REGIONS } from '@zhuan/exam'
import { UsageError } from './errors'

/**
 * Operands beyond those that a command takes: `announce score-release 西藏` would tell the whole country, and a second id of
 * `cancel` would go on sending.
 * @throws UsageError
 */
export function refuseSurplus(command: CommandUnknownOpts): void {
  const expected = command.registeredArguments.map(argument => argument.name())
  const surplus = command.args.slice(expected.length)
  if (surplus.length === 0) return
  const region = surplus.find(operand => REGIONS.includes(operand))
  throw new UsageError(
    `${command.name()} does not understand ${surplus.map(operand => JSON.stringify(operand)).join(' ')}, ` +
      `expected ${expected.length === 0 ? 'options only' : `only the ${expected[0]} before the options`}` +
      `${region === undefined ? '' : `: did you mean --region ${region}?`}`,
  )
}

/** What the library says is wrong, in the words of this command line. */
export const sentenceOf = ({ message }: CommanderError, command: string): string =>
  message
    .replace(/^error: /, '')
    .replace(/^missing required argument '(.+)'/, 'the $1 is missing')
    .replace(/^unknown command '(.+)'/, 'there is no command $1')
    .replace(/^unknown option '(.+)'/, `${command} does not understand $1`)
    .replace(/^option '(--[\w-]+).*' argument missing/, '$1 is missing its value')

/**
 * Reads the value of an option: said once, and not the next option taken for it.
 * @throws UsageError
 */
export const singleValue =
  (option: string) =>
  (text: string, previous: string | false | undefined): string => {
    if (previous === false) throw contradiction(option)
    if (previous !== undefined) throw new UsageError(`${option} is said twice: ${previous} and ${text}`)
    if (text.startsWith('-')) throw new UsageError(`${option} is missing its value: ${text} looks like the next option`)
    return text
  }

/** `--no-end` takes away what was announced: its value is false. Beside `--end` it is a contradiction. */
export const takeAway = <const Name extends 'end' | 'time'>(name: Name, description: string) =>
  new Option(`--no-${name}`, description).preset('').argParser((_: string, previous: unknown): false => {
    if (typeof previous === 'string') throw contradiction(`--${name}`)
    return false
  })

const contradiction = (option: string): UsageError =>
  new UsageError(`${option} and ${option.replace('--', '--no-')} contradict each other`)

/** @throws UsageError naming what is missing */
export function required(text: string | undefined, name: string): string {
  if (text === undefined || text === '') throw new UsageError(`${name} is missing`)
  return text
}

/** @throws UsageError when it is missing or no whole number */
export function wholeNumber(text: string | undefined, name: string): number {
  const digits = required(text, name)
  if (!/^\d{1,6}$/.test(digits)) throw new UsageError(`${name} is ${digits}, expected a whole number`)
  return Number(digits)
}
