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

  /** @throws HttpError 429 when this caller has failed too often */
  check(caller: string): void {
    const entry = this.failures.get(caller)
    if (entry && entry.count >= this.maximum && entry.until > this.clock.now().getTime()) {
      throw tooMany(`too many failures: expected at most ${this.maximum} in ${this.windowSeconds} s`)
    }
  }

  /** Notes one failure. */
  fail(caller: string): void {
    const now = this.clock.now().getTime()
    const entry = this.failures.get(caller)
    if (entry && entry.until > now) entry.count++
    else {
      if (this.failures.size >= 10_000) this.forgetOld(now)
      this.failures.set(caller, { count: 1, until: now + this.windowSeconds * 1000 })
    }
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
