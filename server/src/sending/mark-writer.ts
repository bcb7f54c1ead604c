import type pg from 'pg'
import { BackOff } from '../back-off'
import type { Clock } from '../clock'
import { isBeaten, isRefused } from '../database/postgres'
import type { LeasedDelivery } from '../deliveries/leases'
import type { Logger } from '../log'
import { exchange, type FinishedSend, type MarkedDelivery, markRetries, unmark } from './exchange'
import type { Queued } from './lease-queue'

export interface MarkWriterOptions {
  pool: pg.Pool
  /** This process, as registered in `senders`. */
  sender: string
  clock: Clock
  log: Logger
}

/** Told as soon as it is durable. */
export interface MarkReport {
  /** These outcomes are written down: their marks are gone. */
  onSettled(finished: FinishedSend[]): void
  /** Of these, the ones in `marked` carry the mark; the others are somebody else's, cancelled or parked. */
  onMarked(entries: Queued[], marked: MarkedDelivery[]): void
  /** Whether these are marked is not known; nothing may be posted for them. */
  onDoubt(entries: Queued[]): void
}

/** Writes outcomes down and marks what is next, and keeps account of the marks that are in doubt. */
export class MarkWriter {
  private readonly doubtful: LeasedDelivery[] = []
  private clearing = false
  private readonly backOff = new BackOff(200, 5_000)
  private restsUntil = Number.NEGATIVE_INFINITY

  constructor(
    private readonly options: MarkWriterOptions,
    private readonly report: MarkReport,
  ) {}

  /** True while it is not known of every mark whether it stands. */
  get isInDoubt(): boolean {
    return this.doubtful.length > 0 || this.clearing
  }

  /**
   * @throws for every fault but a row that the database refuses: the outcomes that are not told of as settled are not
   * written down, and the marks are in doubt
   */
  async write(finished: FinishedSend[], next: Queued[]): Promise<void> {
    const { pool, sender, clock } = this.options
    const fresh = next.filter(({ delivery }) => !delivery.isRetry)
    const retries = next.filter(({ delivery }) => delivery.isRetry)
    try {
      const marked = await exchange(pool, sender, finished, deliveriesOf(fresh), clock.now())
      this.report.onSettled(finished)
      this.report.onMarked(fresh, marked)
    } catch (error) {
      if (!isRefused(error) && !isBeaten(error)) {
        this.doubt(next)
        throw error
      }
      // The database refused the whole, nothing was written: one by one, so that one row holds up nobody else.
      await this.writeOneByOne(finished, fresh, next)
    }
    if (retries.length > 0) await this.markAll(retries, () => markRetries(pool, sender, deliveriesOf(retries)))
  }

  /** Takes back, in the background, the marks that are in doubt: nothing was posted for them. */
  clearDoubts(): void {
    if (this.clearing || this.doubtful.length === 0) return
    if (performance.now() < this.restsUntil) return
    this.clearing = true
    const deliveries = this.doubtful.splice(0)
    void unmark(this.options.pool, deliveries)
      .then(() => this.backOff.succeeded())
      .catch(error => {
        this.restsUntil = performance.now() + this.backOff.failed()
        this.doubtful.push(...deliveries)
        this.options.log.warn({ err: error }, 'marks in doubt not taken back; trying again')
      })
      .finally(() => {
        this.clearing = false
      })
  }

  private async writeOneByOne(finished: FinishedSend[], fresh: Queued[], next: Queued[]): Promise<void> {
    const { pool, sender, clock, log } = this.options
    for (const send of finished) {
      await exchange(pool, sender, [send], [], clock.now()).catch(error => {
        // What is known is kept, whatever the fault, unless no later try could write it down either.
        if (!isRefused(error)) {
          this.doubt(next)
          throw error
        }
        log.error(
          { err: error, delivery: send.id, state: send.decision.state },
          'an outcome cannot be written down; its row will count as unknown',
        )
      })
      this.report.onSettled([send])
    }
    for (const entry of fresh)
      await this.markAll([entry], () => exchange(pool, sender, [], [entry.delivery], clock.now()))
  }

  private async markAll(entries: Queued[], mark: () => Promise<MarkedDelivery[]>): Promise<void> {
    try {
      this.report.onMarked(entries, await mark())
    } catch (error) {
      if (isRefused(error) || isBeaten(error))
        this.report.onMarked(entries, []) // somebody else is sending to this person
      else this.doubt(entries)
    }
  }

  private doubt(entries: Queued[]): void {
    this.doubtful.push(...deliveriesOf(entries))
    this.report.onDoubt(entries)
  }
}

const deliveriesOf = (entries: Queued[]): LeasedDelivery[] => entries.map(({ delivery }) => delivery)
