import { guard } from './state'

interface Timer {
  id: number
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
    offset += Math.max(0, next.due - now())
    fire(next)
  }
  offset += Math.max(0, target - now())
  schedule()
}

/** Timers of the app that still wait; those below `least` milliseconds are turns of the event loop rather than timers. */
export const waiting = (least: number): Pick<Timer, 'kind' | 'delay'>[] =>
  [...timers.values()]
    .filter(timer => timer.kind === 'interval' || timer.delay >= least)
    .map(({ kind, delay }) => ({ kind, delay }))

/** Is something due within so many milliseconds? */
export const busy = (within: number): boolean =>
  [...timers.values()].some(timer => timer.kind === 'timeout' && timer.due - now() < within)

const soonest = (): Timer | undefined => [...timers.values()].sort((one, other) => one.due - other.due)[0]

function fire(timer: Timer): void {
  if (timer.kind === 'timeout') timers.delete(timer.id)
  else timer.due += Math.max(timer.delay, 4)
  guard(timer.run)
}

function schedule(): void {
  clearTimeout(wake)
  const next = soonest()
  if (next === undefined) return
  const ring = () => {
    if (timers.has(next.id) && next.due <= now()) fire(next)
    schedule()
  }
  wake = setTimeout(ring, Math.max(0, next.due - now()))
}

const add =
  (kind: Timer['kind']) =>
  (callback: unknown, delay?: unknown, ...args: unknown[]) => {
    if (typeof callback !== 'function')
      throw new TypeError('setTimeout: expected a function: text is never run as code')
    const wait = Math.max(0, Number(delay) || 0)
    const id = ++lastId
    timers.set(id, { id, due: now() + wait, delay: wait, kind, run: () => callback(...args) })
    schedule()
    return id
  }
const remove = (id: number): void => void timers.delete(id)

export const appTimers = {
  setTimeout: add('timeout'),
  setInterval: add('interval'),
  clearTimeout: remove,
  clearInterval: remove,
}

class AppDate extends Date {
  constructor(...parts: unknown[]) {
    super(...((parts.length === 0 ? [now()] : parts) as []))
  }
  static override now = now
}

/** The app's `Date`, which may also be called without `new`. */
export const AppClock = new Proxy(AppDate, { apply: () => new AppDate().toString() })
