import type { Clock } from '../clock'

/**
 * A mark that waits longer for its turn was made by a process that was frozen: others may have taken it for dead and sent
 * the message. Shorter than the silence after which a sender is dead, whatever UNCONFIRMED_RETRY_SECONDS is. Milliseconds.
 */
export const MARK_LASTS = 8000

/** An instant by both clocks. */
export interface Instant {
  monotonic: number
  wall: number
}

/**
 * Tells how old a mark is. By both clocks: which of them stands still while a process is frozen depends on how. A
 * stopped process sees both go on, a machine that sleeps only the wall clock, a paused virtual machine often neither
 * until its clock is set.
 */
export class MarkAge {
  /** @param clocks.monotonic - milliseconds that only grow, such as `performance.now` */
  constructor(private readonly clocks: { monotonic: () => number; clock: Clock }) {}

  now(): Instant {
    return { monotonic: this.clocks.monotonic(), wall: this.clocks.clock.now().getTime() }
  }

  /** True for a mark made at that instant whose row is not to be posted any more. */
  isStale(since: Instant): boolean {
    const { monotonic, wall } = this.now()
    return Math.max(monotonic - since.monotonic, wall - since.wall) > MARK_LASTS
  }
}
