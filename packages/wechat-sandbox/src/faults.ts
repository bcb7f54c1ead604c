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
}

export const noFaults = (): Faults => ({ errors: {}, timeout: 0, cutAfterAccept: 0, dropEvents: 0, latencyMs: 0 })

export type Fault = { kind: 'none' | 'timeout' | 'cut' } | { kind: 'error'; errcode: number }

const NONE: Fault = { kind: 'none' }

/** Draws what happens to one send. */
export function drawFault({ errors, timeout, cutAfterAccept }: Faults, random: () => number): Fault {
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
  const { errors = {}, timeout, cutAfterAccept, dropEvents, latencyMs = 0, revokeToken: _done, ...unknown } = input
  const extra = Object.keys(unknown)[0]
  if (extra)
    return `${extra} is unknown, expected errors, timeout, cutAfterAccept, dropEvents, latencyMs or revokeToken`
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
  return {
    errors: errors as Record<string, number>,
    timeout: Number(timeout ?? 0),
    cutAfterAccept: Number(cutAfterAccept ?? 0),
    dropEvents: Number(dropEvents ?? 0),
    latencyMs,
  }
}
