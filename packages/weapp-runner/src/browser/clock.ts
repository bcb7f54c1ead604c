import { guard } from './state'

interface Timer {
  id: number
  kind: 'timeout' | 'interval'
  delay: number
  /** In the time of `elapsed`. */
  due: number
  run: () => void
  /** The browser's timer that fires it. */
  alarm?: ReturnType<typeof setTimeout>
}

const timers = new Map<number, Timer>()
let lastId = 0
/** What `advance` has passed over, and what is added to `elapsed` to get the app's time. */
let skipped = 0
let offset = 0

/** Milliseconds since the cold start, as timers count them. */
const elapsed = (): number => Math.floor(performance.now()) + skipped

/** The app's time in milliseconds since 1970. It runs as real time does, from wherever it was set. */
const now = (): number => elapsed() + offset

/** Sets the app's time without firing anything that would have been due in between; `null` is the real time. */
export function setNow(time: number | null): void {
  offset = (time ?? Date.now()) - elapsed()
}

/** Moves the app's time on and fires what falls due, in order. */
export function advance(milliseconds: number): void {
  const target = elapsed() + milliseconds
  const next = () => [...timers.values()].sort((one, other) => one.due - other.due)[0]
  for (let timer = next(); timer && timer.due <= target; timer = next()) {
    skipped += Math.max(0, timer.due - elapsed())
    fire(timer)
  }
  skipped += Math.max(0, target - elapsed())
  for (const timer of timers.values()) arm(timer)
}

/** Timers of the app that still wait; those below `least` milliseconds are turns of the event loop rather than timers. */
export const waiting = (least: number): Pick<Timer, 'kind' | 'delay'>[] =>
  [...timers.values()].flatMap(({ kind, delay }) => (kind === 'interval' || delay >= least ? { kind, delay } : []))

/** Is something due within so many milliseconds? */
export const busy = (within: number): boolean =>
  [...timers.values()].some(({ kind, due }) => kind === 'timeout' && due - elapsed() < within)

function arm(timer: Timer): void {
  clearTimeout(timer.alarm)
  // the browser would fire at once what it cannot count
  timer.alarm = setTimeout(fire, Math.min(timer.due - elapsed(), 2 ** 31 - 1), timer)
  timers.set(timer.id, timer)
}

function fire(timer: Timer): void {
  remove(timer.id)
  if (timer.kind === 'interval') arm({ ...timer, due: timer.due + timer.delay })
  guard(timer.run)
}

const add =
  (kind: Timer['kind'], least: number) =>
  (callback: unknown, wait?: unknown, ...args: unknown[]) => {
    if (typeof callback !== 'function')
      throw new TypeError('setTimeout: expected a function: text is never run as code')
    const delay = Math.max(least, Number(wait) || 0)
    lastId += 1
    arm({ id: lastId, kind, delay, due: elapsed() + delay, run: () => callback(...args) })
    return lastId
  }

function remove(id: number): void {
  clearTimeout(timers.get(id)?.alarm)
  timers.delete(id)
}

export const appTimers = {
  setTimeout: add('timeout', 0),
  setInterval: add('interval', 4),
  clearTimeout: remove,
  clearInterval: remove,
}

/** The app's `Date`. */
export const AppClock = new Proxy(Date, {
  apply: () => new Date(now()).toString(),
  construct: (date, parts, target) => Reflect.construct(date, parts.length === 0 ? [now()] : parts, target),
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
})
