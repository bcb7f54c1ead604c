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
