/** What goes wrong on purpose; shares are between 0 and 1. */
export interface Faults {
  /** errcode → share of sends that are answered with it. */
  errors: Record<string, number>
  /** Share of sends that are never answered and not delivered. */
  timeout: number
  /** Share of sends that are delivered, but whose connection is cut before the answer. */
  cutAfterAccept: number
  /** Share of events that are not pushed. */
  dropEvents: number
  /** How long WeChat takes for a send; other calls are answered at once. */
  latencyMs: number
  /** Something in front of WeChat that answers sends itself. */
  gateway?: GatewayFault
}

/**
 * What a gateway does instead of passing WeChat's answer on: a page with status 502 · an answer that breaks off · a page
 * with status 200 · nothing, the connection stands.
 */
export const GATEWAY_ANSWERS = ['html', 'half', 'wrong-type', 'hang'] as const
export type GatewayAnswer = (typeof GATEWAY_ANSWERS)[number]

export interface GatewayFault {
  answer: GatewayAnswer
  /** Before: WeChat never hears of the send. After: it has accepted, or refused, it. */
  when: 'before' | 'after'
  /** Of the sends that meet it. */
  share: number
}

export const noFaults = (): Faults => ({ errors: {}, timeout: 0, cutAfterAccept: 0, dropEvents: 0, latencyMs: 0 })

export type Fault =
  | { kind: 'none' | 'timeout' | 'cut' }
  | { kind: 'error'; errcode: number }
  | ({ kind: 'gateway' } & GatewayFault)

const NONE: Fault = { kind: 'none' }

/** Draws what happens to one send. */
export function drawFault({ errors, timeout, cutAfterAccept, gateway }: Faults, random: () => number): Fault {
  if (gateway && random() < gateway.share) return { kind: 'gateway', ...gateway }
  let left = random()
  for (const errcode in errors) {
    left -= errors[errcode]!
    if (left < 0) return { kind: 'error', errcode: Number(errcode) }
  }
  left -= timeout
  if (left < 0) return { kind: 'timeout' }
  left -= cutAfterAccept
  return left < 0 ? { kind: 'cut' } : NONE
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/** The faults that a request asks for, and no others: what it does not name is off. A text says what is wrong with it. */
export function readFaults(input: Record<string, unknown>): Faults | string {
  const { errors = {}, timeout, cutAfterAccept, dropEvents, latencyMs = 0, gateway, ...others } = input
  const { revokeToken: _done, ...unknown } = others
  const extra = Object.keys(unknown)[0]
  if (extra)
    return `${extra} is unknown, expected errors, timeout, cutAfterAccept, dropEvents, latencyMs, gateway or revokeToken`
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors))
    return 'errors is no object of errcode and share'
  for (const [errcode, share] of Object.entries(errors)) {
    if (!/^-?\d+$/.test(errcode) || !isShare(share))
      return `errors.${errcode} is ${String(share)}, expected a share from 0 to 1`
  }
  for (const [name, value] of Object.entries({ timeout, cutAfterAccept, dropEvents })) {
    if (value !== undefined && typeof value !== 'boolean' && !isShare(value))
      return `${name} is ${String(value)}, expected a share from 0 to 1`
  }
  if (!(typeof latencyMs === 'number' && latencyMs >= 0)) return 'latencyMs is no number of milliseconds'
  const between = readGateway(gateway)
  if (typeof between === 'string') return between
  return {
    errors: errors as Record<string, number>,
    timeout: Number(timeout ?? 0),
    cutAfterAccept: Number(cutAfterAccept ?? 0),
    dropEvents: Number(dropEvents ?? 0),
    latencyMs,
    gateway: between,
  }
}

function readGateway(input: unknown): GatewayFault | undefined | string {
  if (input === undefined || input === null) return undefined
  const { answer, when = 'before', share = 1, ...unknown } = Object(input)
  if (Object.keys(unknown).length > 0)
    return `gateway.${Object.keys(unknown)[0]} is unknown, expected answer, when or share`
  if (!GATEWAY_ANSWERS.includes(answer))
    return `gateway.answer is ${String(answer)}, expected one of ${GATEWAY_ANSWERS.join(', ')}`
  if (when !== 'before' && when !== 'after') return `gateway.when is ${String(when)}, expected before or after`
  return isShare(share) ? { answer, when, share } : `gateway.share is ${String(share)}, expected a share from 0 to 1`
}
