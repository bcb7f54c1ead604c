import type { Clock } from '../clock'
import { tooMany } from '../errors'

/**
 * Counts what went wrong for each caller, such as refused login codes or wrong operator tokens, and shuts out who
 * fails too often. Success costs nothing: on score night thousands log in from behind one mobile network's address.
 */
export class FailureLimiter {
  private readonly failures = new Map<string, { count: number; until: number }>()

  /**
   * @param maximum - failures allowed in a window
   * @param windowSeconds - from the first failure; then the count starts again
   */
  constructor(
    private readonly clock: Clock,
    private readonly maximum: number,
    private readonly windowSeconds = 60,
  ) {}

  /** True when this caller has failed too often. */
  isOver(caller: string): boolean {
    const entry = this.failures.get(caller)
    return entry !== undefined && entry.count >= this.maximum && entry.until > this.clock.now().getTime()
  }

  /** @throws HttpError 429 when this caller has failed too often */
  check(caller: string): void {
    if (this.isOver(caller))
      throw tooMany(`too many failures: expected at most ${this.maximum} in ${this.windowSeconds} s`)
  }

  /** Notes one failure. */
  fail(caller: string): void {
    this.count(caller)
  }

  /**
   * Takes the place of one failure before it is known whether it will be one, so that what runs at once is bounded too.
   * @returns gives the place back, for what did not fail
   * @throws HttpError 429 when no place is left
   */
  reserve(caller: string): () => void {
    this.check(caller)
    const entry = this.count(caller)
    return () => {
      entry.count--
    }
  }

  private count(caller: string): { count: number } {
    const now = this.clock.now().getTime()
    let entry = this.failures.get(caller)
    if (!entry || entry.until <= now) {
      if (this.failures.size >= 10_000) this.forgetOld(now)
      entry = { count: 0, until: now + this.windowSeconds * 1000 }
      this.failures.set(caller, entry)
    }
    entry.count++
    return entry
  }

  private forgetOld(now: number): void {
    for (const [caller, { until }] of this.failures) if (until <= now) this.failures.delete(caller)
    // All are recent: somebody invents addresses. Memory stays bounded, the oldest go.
    for (const caller of this.failures.keys()) {
      if (this.failures.size < 10_000) return
      this.failures.delete(caller)
    }
  }
}
