/** So many unclear answers in a row mean that something stands between us and WeChat. */
const IN_A_ROW = 5

/**
 * Notices when answers have become unclear: of the posts with an outcome, the few that began last have all ended without one
 * that can be relied on. By their beginnings and not by their ends, because a post that is never answered ends seconds
 * after those that began later and went well, and one that began before an outage goes well during it.
 */
export class UnclearAnswers {
  /** When the unclear posts began that nothing clear began after. */
  private began: number[] = []
  private lastClear = Number.NEGATIVE_INFINITY
  private readonly most: number

  /** @param concurrency - SEND_CONCURRENCY: fewer posts in flight are fewer that can be lost */
  constructor(concurrency: number) {
    this.most = Math.min(IN_A_ROW, concurrency)
  }

  /** Places of posts in flight that stay taken: what may be lost in an outage is never more than `concurrency`. */
  get suspected(): number {
    return this.began.length
  }

  /** WeChat has answered a post that began at this monotonic instant. */
  clear(began: number): void {
    this.lastClear = Math.max(this.lastClear, began)
    this.began = this.began.filter(instant => instant > began)
  }

  /**
   * A post that began then has ended without an answer of WeChat's.
   * @param isProbe - it was to find out whether the outage is over
   * @returns true when everybody should pause
   */
  note(began: number, isProbe: boolean): boolean {
    if (began <= this.lastClear) return false
    this.began.push(began)
    if (!isProbe && this.began.length < this.most) return false
    this.began = []
    return true
  }
}
