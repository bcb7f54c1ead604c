import type { Clock } from '../clock'
import { type HttpError, tooMany } from '../errors'

/** Callers that are remembered: who was not heard of for longest is forgotten first, so invented ones take no memory. */
const MOST_CALLERS = 10_000

interface Count {
  count: number
  until: number
}

/**
 * Counts what each caller does in a window, and shuts out who does too much of it: requests, or only what went wrong,
 * such as refused login codes and wrong operator tokens, where success costs nothing: on score night thousands log in
 * from behind one mobile network's address.
 */
export class Limiter {
  /** Whoever was heard of last stands last. */
  private readonly counts = new Map<string, Count>()
  private readonly windowMs: number

  /**
   * @param what - is counted, in the plural, for the error
   * @param maximum - so many in a window
   * @param windowSeconds - from the first; then the count starts again
   */
  constructor(
    private readonly clock: Clock,
    private readonly what: string,
    private readonly maximum: number,
    private readonly windowSeconds = 60,
  ) {
    this.windowMs = windowSeconds * 1000
  }

  /** True when this caller has done as much as is allowed. */
  isOver(caller: string): boolean {
    return this.spent(caller, this.now()) !== undefined
  }

  /** 429 for a caller that has done as much as is allowed. */
  refusal(caller: string): HttpError | undefined {
    const now = this.now()
    const entry = this.spent(caller, now)
    if (!entry) return undefined
    const message = `too many ${this.what}: expected at most ${this.maximum} in ${this.windowSeconds} s`
    return tooMany(message, Math.ceil((entry.until - now) / 1000))
  }

  /** Counts one, whatever there was before. */
  count(caller: string): void {
    this.next(caller)
  }

  /**
   * Counts one that is still allowed.
   * @returns takes it back; for what turned out not to count
   * @throws HttpError 429 when this caller has done as much as is allowed
   */
  reserve(caller: string): () => void {
    const refusal = this.refusal(caller)
    if (refusal) throw refusal
    const entry = this.next(caller)
    return () => {
      entry.count--
    }
  }

  /** The count of a caller that may do no more. Who goes on trying is not forgotten over it. */
  private spent(caller: string, now: number): Count | undefined {
    const entry = this.counts.get(caller)
    if (!entry || entry.count < this.maximum || entry.until <= now) return undefined
    this.counts.delete(caller)
    this.counts.set(caller, entry)
    return entry
  }

  private next(caller: string): Count {
    const now = this.now()
    let entry = this.counts.get(caller)
    if (entry) this.counts.delete(caller)
    else if (this.counts.size >= MOST_CALLERS) this.counts.delete(this.counts.keys().next().value!)
    if (!entry || entry.until <= now) entry = { count: 0, until: now + this.windowMs }
    this.counts.set(caller, entry)
    entry.count++
    return entry
  }

  private now(): number {
    return this.clock.now().getTime()
  }
}
