import { guard } from './state'

interface Timer {
  due: number
  delay: number
  kind: 'timeout' | 'interval'
  run: () => void
  /** The browser's timer that fires it. */
  alarm?: ReturnType<typeof setTimeout>
}

const LONGEST = 2 ** 31 - 1
const timers = new Map<number, Timer>()
let lastId = 0
/** What is added to `performance.now()` to get the app's time. */
let offset = 0

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
  for (;;) {
    const [next] = [...timers].sort(([, one], [, other]) => one.due - other.due)
    if (next === undefined || next[1].due > target) break
    offset += Math.max(0, next[1].due - now())
    fire(...next)
  }
  offset += Math.max(0, target - now())
  for (const [id, timer] of timers) arm(id, timer)
}

/** Timers of the app that still wait; those below `least` milliseconds are turns of the event loop rather than timers. */
export const waiting = (least: number): Pick<Timer, 'kind' | 'delay'>[] =>
  [...timers.values()].flatMap(({ kind, delay }) => (kind === 'interval' || delay >= least ? { kind, delay } : []))

/** Is something due within so many milliseconds? */
export const busy = (within: number): boolean =>
  [...timers.values()].some(timer => timer.kind === 'timeout' && timer.due - now() < within)

function arm(id: number, timer: Timer): void {
  clearTimeout(timer.alarm)
  timer.alarm = setTimeout(fire, Math.min(timer.due - now(), LONGEST), id, timer)
}

function fire(id: number, timer: Timer): void {
  if (timer.kind === 'timeout') remove(id)
  else {
    timer.due += timer.delay
    arm(id, timer)
  }
  guard(timer.run)
}

const add =
  (kind: Timer['kind']) =>
  (callback: unknown, wait?: unknown, ...args: unknown[]) => {
    if (typeof callback !== 'function')
      throw new TypeError('setTimeout: expected a function: text is never run as code')
    const delay = Math.max(kind === 'interval' ? 4 : 0, Number(wait) || 0)
    const timer: Timer = { due: now() + delay, delay, kind, run: () => callback(...args) }
    lastId += 1
    timers.set(lastId, timer)
    arm(lastId, timer)
    return lastId
  }

function remove(id: number): void {
  clearTimeout(timers.get(id)?.alarm)
  timers.delete(id)
}

export const appTimers = {
  setTimeout: add('timeout'),
  setInterval: add('interval'),
  clearTimeout: remove,
  clearInterval: remove,
}

/** The app's `Date`. */
export const AppClock = new Proxy(Date, {
  apply: () => new Date(now()).toString(),
  construct: (date, parts, target) => Reflect.construct(date, parts.length === 0 ? [now()] : parts, target),
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
})
