/** For so long repetitions of a line are counted before the count is written. Milliseconds. */
const WINDOW = 10_000
/** Different lines that are remembered; beyond them lines are written as they come. */
const MOST_LINES = 500

type Write = (repeated: number) => void

/**
 * Counts lines that say the same again, instead of repeating them: while a disk is full, every loop fails for the same
 * reason. The first one is written, afterwards one for each window with the number of those in between.
 */
export class RepeatedLines {
  private readonly windows = new Map<string, { count: number; timer: NodeJS.Timeout; write: Write }>()

  /**
   * @param key - what makes two lines the same
   * @param write - writes the line once more, with the number of repetitions
   * @returns true for a line that is to be written now
   */
  isNew(key: string, write: Write): boolean {
    const window = this.windows.get(key)
    if (window) {
      window.count++
      window.write = write
      return false
    }
    if (this.windows.size < MOST_LINES) this.open(key, write)
    return true
  }

  /** Writes what has been counted so far. */
  flush(): void {
    for (const [key, { count, timer, write }] of this.windows) {
      clearTimeout(timer)
      this.windows.delete(key)
      if (count > 0) write(count)
    }
  }

  private open(key: string, write: Write): void {
    const timer = setTimeout(() => {
      const { count, write: again } = this.windows.get(key)!
      this.windows.delete(key)
      if (count === 0) return
      again(count)
      this.open(key, again)
    }, WINDOW)
    timer.unref()
    this.windows.set(key, { count: 0, timer, write })
  }
}
