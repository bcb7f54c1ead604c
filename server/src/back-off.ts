/** How long to rest after a failure: twice as long after each one in a row. */
export class BackOff {
  private failures = 0

  /**
   * @param first - the rest after the first failure, milliseconds
   * @param longest - and after many
   */
  constructor(
    private readonly first: number,
    private readonly longest: number,
  ) {}

  /** It has failed (once more). @returns milliseconds to rest */
  failed(): number {
    return Math.min(this.first * 2 ** Math.min(this.failures++, 30), this.longest)
  }

  succeeded(): void {
    this.failures = 0
  }
}
