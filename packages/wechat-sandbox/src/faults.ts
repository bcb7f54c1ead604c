/** What goes wrong on purpose; shares are between 0 and 1. */
export interface Faults {
  /** errcode → share of sends that are answered with it. */
  errors: Record<string, number>
  /** Share of sends that are never answered and not delivered. */
  timeout: number
  /** Share of sends that are delivered, but whose connection is cut before the answer. */
  cutAfterAccept: number
  /** Share of events that are not pushed; `true` = all. */
  dropEvents: number | boolean
  /** How long WeChat takes for every call. */
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

/** Takes the fields of `input` over into `faults`; returns what is wrong with it, in which case nothing was taken. */
export function changeFaults(faults: Faults, input: Record<string, unknown>): string | undefined {
  const { errors, timeout, cutAfterAccept, dropEvents, latencyMs, revokeToken: _done, ...unknown } = input
  const extra = Object.keys(unknown)[0]
  if (extra)
    return `${extra} is unknown, expected errors, timeout, cutAfterAccept, dropEvents, latencyMs or revokeToken`
  if (errors !== undefined) {
    if (typeof errors !== 'object' || errors === null) return 'errors is no object of errcode and share'
    for (const [errcode, share] of Object.entries(errors)) {
      if (!/^-?\d+$/.test(errcode) || !isShare(share))
        return `errors.${errcode} is ${String(share)}, expected a share from 0 to 1`
    }
  }
  for (const [name, value] of Object.entries({ timeout, cutAfterAccept })) {
    if (value !== undefined && typeof value !== 'boolean' && !isShare(value))
      return `${name} is ${String(value)}, expected a share from 0 to 1`
  }
  if (dropEvents !== undefined && typeof dropEvents !== 'boolean' && !isShare(dropEvents))
    return 'dropEvents is neither a share nor true or false'
  if (latencyMs !== undefined && !(typeof latencyMs === 'number' && latencyMs >= 0))
    return 'latencyMs is no number of milliseconds'
  if (errors !== undefined) faults.errors = { ...(errors as Record<string, number>) }
  if (timeout !== undefined) faults.timeout = Number(timeout)
  if (cutAfterAccept !== undefined) faults.cutAfterAccept = Number(cutAfterAccept)
  if (dropEvents !== undefined) faults.dropEvents = dropEvents as number | boolean
  if (latencyMs !== undefined) faults.latencyMs = latencyMs as number
  return undefined
}
