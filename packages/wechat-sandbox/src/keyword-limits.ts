import type { TemplateRules } from './templates'

/** Limits of keyword values by type, as WeChat's documentation of subscribeMessage.send lists them. */
const length = (value: string): number => [...value].length

const within = (most: number, pattern?: RegExp) => (value: string) =>
  length(value) <= most && (pattern?.test(value) ?? true)

const DAY = String.raw`(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}-\d{1,2}|\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月)`
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?`
const MOMENT = `(?:${DAY}(?: ${CLOCK})?)`
const DATE = new RegExp(`^${MOMENT}(?:~${MOMENT})?$`)
const TIME = new RegExp(`^(?:${MOMENT}|${CLOCK})(?:~(?:${MOMENT}|${CLOCK}))?$`)
const CONTROL = /\p{Cc}/u
const HAN = /^\p{Script=Han}+$/u

const CHECKS: Readonly<Record<string, (value: string) => boolean>> = {
  thing: within(20),
  number: within(32, /^-?\d+(\.\d+)?$/),
  letter: within(32, /^[A-Za-z]+$/),
  symbol: within(5),
  character_string: within(32, /^[\x20-\x7e]+$/),
  time: value => TIME.test(value),
  date: value => DATE.test(value),
  amount: within(12, /^[^\d\s]?\d{1,10}(\.\d+)?元?$/),
  phone_number: within(17),
  car_number: within(8),
  name: value => (HAN.test(value) || /\p{Script=Han}/u.test(value) ? length(value) <= 10 : length(value) <= 20),
  phrase: within(5, HAN),
  enum: within(32),
}

/**
 * The code of the first keyword whose value breaks its type's limit, or is missing or unknown; `undefined` when all
 * are fine. An empty value and control characters fail for every type.
 */
export function firstInvalidKeyword(
  { codes, enums }: TemplateRules,
  data: Record<string, { value?: unknown } | undefined>,
): string | undefined {
  if (codes) for (const code of Object.keys(data)) if (!codes.has(code)) return code
  for (const code of codes ?? Object.keys(data)) {
    const value = data[code]?.value
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string' || text.trim() === '' || CONTROL.test(text)) return code
    const allowed = enums.get(code)
    if (!(allowed ? allowed.includes(text) : CHECKS[code.replace(/\d+$/, '')]?.(text))) return code
  }
  return undefined
}
