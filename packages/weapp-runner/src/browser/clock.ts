import { guard } from './state'

interface Timer {
  due: number
  delay: number
  kind: 'timeout' | 'interval'
  run: () => void
}

const timers = new Map<number, Timer>()
let lastId = 0
/** What is added to `performance.now()` to get the app's time. */
let offset = 0
let wake: ReturnType<typeof setTimeout> | undefined

/** The app's time in milliseconds since 1970. It runs as real time does, from wherever it was set. */
const now = (): number => Math.floor(performance.now() + offset)

/** Sets the app's time without firing anything that would have been due in between; `null` is the real time. */
export function setNow(time: number | null): void {
  const shift = (time ?? Date.now()) - performance.now() - offset
  offset += shift
  for (const timer of timers.values()) timer.due += shift
}

/** Moves the app's time on and fires what falls due, in order. */
export function advance(milliseconds: number): void {
  const target = now() + milliseconds
  for (let next = soonest(); next !== undefined && next.due <= target; next = soonest()) {
    if (next.due > now()) offset += next.due - now()
    fire(next)
  }
  if (target > now()) offset += target - now()
  schedule()
}

/** Timers of the app that still wait; those below `least` milliseconds are turns of the event loop rather than timers. */
export const waiting = (least: number): { kind: Timer['kind']; delay: number }[] =>
  [...timers.values()]
    .filter(timer => timer.kind === 'interval' || timer.delay >= least)
    .map(({ kind, delay }) => ({ kind, delay }))

/** Is something due within so many milliseconds? */
export const busy = (within: number): boolean =>
  [...timers.values()].some(timer => timer.kind === 'timeout' && timer.due - now() < within)

const soonest = (): (Timer & { id: number }) | undefined => {
  let best: (Timer & { id: number }) | undefined
  for (const [id, timer] of timers) if (best === undefined || timer.due < best.due) best = { ...timer, id }
  return best
}

function fire(timer: Timer & { id: number }): void {
  if (timer.kind === 'timeout') timers.delete(timer.id)
  else timers.get(timer.id)!.due = timer.due + Math.max(timer.delay, 4)
  guard(timer.run)
}

function schedule(): void {
  clearTimeout(wake)
  const next = soonest()
  if (next === undefined) return
  wake = setTimeout(
    () => {
      const due = soonest()
      if (due !== undefined && due.due <= now()) fire(due)
      schedule()
    },
    Math.max(0, next.due - now()),
  )
}

function add(kind: Timer['kind'], callback: unknown, delay: unknown, args: unknown[]): number {
  if (typeof callback !== 'function') throw new TypeError('setTimeout: expected a function: text is never run as code')
  const wait = Math.max(0, Number(delay) || 0)
  lastId += 1
  timers.set(lastId, { due: now() + wait, delay: wait, kind, run: () => callback(...args) })
  schedule()
  return lastId
}

const remove = (id: number): void => void timers.delete(id)

/** The app's clock: `Date` and timers that follow it. */
class AppDate extends Date {
  constructor(...parts: unknown[]) {
    super(...((parts.length === 0 ? [now()] : parts) as []))
  }

  static override now(): number {
    return now()
  }
}

/** `Date` may also be called without `new`. */
export const AppClock = new Proxy(AppDate, { apply: () => new AppDate().toString() })

export const appTimers = {
  setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) => add('timeout', callback, delay, args),
  setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) => add('interval', callback, delay, args),
  clearTimeout: remove,
  clearInterval: remove,
}
