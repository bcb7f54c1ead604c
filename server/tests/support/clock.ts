import type { Clock } from '../../src/clock'

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  set(instant: string): void
  advance(seconds: number): void
}

export function manualClock(start = '2026-11-23T10:00:00+08:00'): ManualClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    set: instant => {
      now = new Date(instant)
    },
    advance: seconds => {
      now = new Date(now.getTime() + seconds * 1000)
    },
  }
}

/** CLOCK_OFFSET_SECONDS from `now` to the nearest noon in China, when nothing has to wait for the morning. */
export function secondsToNoon(now: Date): number {
  const secondOfDay = (Math.floor(now.getTime() / 1000) + 8 * 3600) % 86_400
  return 12 * 3600 - secondOfDay
}
