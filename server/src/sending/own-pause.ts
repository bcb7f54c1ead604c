/** Between two probes of which nothing was heard. Milliseconds. */
const PROBE_EVERY = 1000

/**
 * The pause of one process that cannot reach WeChat: what is wrong with its machine is nobody else's affair. Doubled as
 * long as probes fail; afterwards a single message goes first.
 */
export class OwnPause {
  private strikes = 0
  private until = Number.NEGATIVE_INFINITY
  private nextProbeAt = Number.NEGATIVE_INFINITY

  /**
   * @param lengths - of the first and the longest pause, seconds
   * @param monotonic - milliseconds that only grow
   */
  constructor(
    private readonly lengths: { first: number; longest: number },
    private readonly monotonic: () => number,
  ) {}

  /** False while nothing may be sent. */
  get isOver(): boolean {
    return this.monotonic() >= this.until
  }

  /** How many of `wanted` messages may be sent now: one when it is to be found out whether the pause is really over. */
  most(wanted: number): number {
    if (this.strikes === 0) return wanted
    return this.monotonic() >= this.nextProbeAt ? Math.min(1, wanted) : 0
  }

  /** Told how many slots were taken: of a pause that is being probed it was the probe. */
  used(count: number): void {
    if (count > 0 && this.strikes > 0) this.nextProbeAt = this.monotonic() + PROBE_EVERY
  }

  /** A post that began so many seconds ago has failed: pauses, or lengthens the pause if that post was its probe. */
  strike(secondsAgo: number): void {
    if (this.isBefore(secondsAgo)) return
    const { first, longest } = this.lengths
    this.until = this.monotonic() + Math.min(first * 2 ** this.strikes, longest) * 1000
    this.nextProbeAt = this.until
    this.strikes = Math.min(this.strikes + 1, 20)
  }

  /** A post that began so many seconds ago was answered: ends the pause if it began after it. */
  clear(secondsAgo: number): void {
    if (!this.isBefore(secondsAgo)) this.strikes = 0
  }

  private isBefore(secondsAgo: number): boolean {
    return this.monotonic() - secondsAgo * 1000 < this.until
  }
}
