import type pg from 'pg'
import { BackOff } from '../back-off'
import type { Clock } from '../clock'
import { adoptLeased } from '../deliveries/changed-templates'
import {
  findLanes,
  type Lane,
  type LeasedDelivery,
  leaseDue,
  leaseRetries,
  type Position,
  release,
} from '../deliveries/leases'
import type { Wording } from '../deliveries/message'
import type { Logger } from '../log'
import { isQuiet } from '../quiet-hours'

/** A leased delivery that waits for its mark. */
export interface Queued {
  delivery: LeasedDelivery
  message: Wording | undefined
  /** The lease is no longer relied upon after this monotonic instant. */
  until: number
}

export interface LeaseQueueOptions {
  pool: pg.Pool
  /** This process, as registered in `senders`. */
  sender: string
  clock: Clock
  log: Logger
  /** Deliveries leased at once, at most. */
  batch: number
  templateIds: string[]
  /** The templates that a kind has now, the present one first. */
  templatesOf: (kind: string) => string[]
  /** Renders the messages of deliveries just leased; undefined where there is nothing to send with. */
  compose: (deliveries: LeasedDelivery[]) => Promise<(Wording | undefined)[]>
  monotonic: () => number
}

/** A lease lasts a minute in the database; this process lets go earlier. Seconds. */
const LEASE = 60
const LEASE_RELIED_ON = 45_000
/**
 * So often all lanes are looked at from their beginning, where the leases of the dead come free, urgent rows appear and
 * second tries are allowed; in between, leasing goes on behind the last row leased. Milliseconds.
 */
const LOOK = 1000
/** And so often where nothing more was due. Milliseconds. */
const LOOK_WHEN_DRY = 100

/**
 * Deliveries leased ahead in large batches: a lease is only a reservation, and a kill costs nothing but the seconds until
 * this process counts as dead.
 */
export class LeaseQueue {
  private queue: Queued[] = []
  private lanes: (Lane & { after?: Position })[] = []
  private lookedAt = Number.NEGATIVE_INFINITY
  private refilling: Promise<void> | undefined
  private isStopped = false
  private readonly backOff = new BackOff(250, 5_000)
  private restsUntil = Number.NEGATIVE_INFINITY
  private composedAt = Number.NEGATIVE_INFINITY

  /** @param onLeased - called when there may be more to take */
  constructor(
    private readonly options: LeaseQueueOptions,
    private readonly onLeased: () => void,
  ) {}

  get size(): number {
    return this.queue.length
  }

  /** Whether there may be more to lease; if not, the next look is early enough. */
  get mayGrow(): boolean {
    return this.queue.length > 0 || this.lanes.length > 0
  }

  /**
   * Leases more in the background when less than half a batch is left.
   * @param isNews - something new is due: look everywhere
   */
  refill({ isNews = false } = {}): void {
    if (isNews) this.lookedAt = Number.NEGATIVE_INFINITY
    if (this.refilling || this.isStopped || this.queue.length > this.options.batch / 2) return
    if (this.options.monotonic() < this.restsUntil) return
    this.refilling = this.lease()
      .then(
        () => this.backOff.succeeded(),
        error => {
          this.restsUntil = this.options.monotonic() + this.backOff.failed()
          this.options.log.warn({ err: error }, 'cannot lease deliveries; trying again')
        },
      )
      .finally(() => {
        this.refilling = undefined
        this.onLeased()
      })
  }

  /**
   * Fills the messages anew, in the background and once a second at most: an announcement may have been corrected while
   * its deliveries waited here, in a pause for instance.
   */
  refresh(): void {
    const { compose, monotonic, log } = this.options
    if (this.queue.length === 0 || monotonic() - this.composedAt < LOOK) return
    this.composedAt = monotonic()
    const entries = [...this.queue]
    void compose(entries.map(({ delivery }) => delivery)).then(
      messages => {
        for (const [index, entry] of entries.entries()) entry.message = messages[index]
      },
      error => log.warn({ err: error }, 'messages are not filled anew; trying again'),
    )
  }

  /**
   * Takes the next deliveries.
   * @param choose - false for one that has to wait; asked in their order
   */
  take(count: number, choose: (delivery: LeasedDelivery) => boolean): Queued[] {
    const now = this.options.monotonic()
    const isNight = isQuiet(this.options.clock.now())
    const taken: Queued[] = []
    const later: Queued[] = []
    const tooLate: LeasedDelivery[] = []
    let index = 0
    for (; index < this.queue.length && taken.length < count; index++) {
      const entry = this.queue[index]!
      if (entry.until < now) continue // its lease ends by itself
      if (isNight && !entry.delivery.urgent) tooLate.push(entry.delivery)
      else if (choose(entry.delivery)) taken.push(entry)
      else later.push(entry)
    }
    this.queue.splice(0, index, ...later)
    if (tooLate.length > 0) this.letGo(tooLate, 0)
    return taken
  }

  /** Lets those come first that are told apart so; their order stays. */
  putFirst(isFirst: (delivery: LeasedDelivery) => boolean): void {
    this.queue.sort((a, b) => Number(isFirst(b.delivery)) - Number(isFirst(a.delivery)))
  }

  /** Gives leases back in the background; should that fail, they end by themselves. */
  letGo(deliveries: LeasedDelivery[], afterSeconds: number): void {
    void release(this.options.pool, deliveries, afterSeconds).catch(error =>
      this.options.log.warn({ err: error }, 'leases not given back; they end by themselves'),
    )
  }

  /** Gives all leases back in the background: others may send them. */
  letAllGo(): void {
    this.letGo(
      this.queue.splice(0).map(({ delivery }) => delivery),
      0,
    )
  }

  /** Gives all leases back. */
  async stop(): Promise<void> {
    this.isStopped = true
    await this.refilling
    const left = this.queue.splice(0).map(({ delivery }) => delivery)
    await release(this.options.pool, left, 0).catch(error =>
      this.options.log.warn({ err: error }, 'leases not given back; they end by themselves'),
    )
  }

  private async lease(): Promise<void> {
    const { pool, sender, batch, compose, monotonic } = this.options
    const until = monotonic() + LEASE_RELIED_ON
    const found = await this.look()
    for (let lane = this.lanes[0]; lane && found.length < batch; lane = this.lanes[0]) {
      const more = await leaseDue(pool, lane, batch, { sender, seconds: LEASE }, lane.after)
      found.push(...more.deliveries)
      if (more.deliveries.length === batch) lane.after = more.last
      else this.lanes.shift()
    }
    const ours = await this.withoutStrangers(found)
    if (ours.length === 0) return
    const messages = await compose(ours)
    for (const [index, delivery] of ours.entries()) this.queue.push({ delivery, message: messages[index], until })
  }

  /** A kind may have got a template of its own since its deliveries were made: they are put under it first. */
  private async withoutStrangers(found: LeasedDelivery[]): Promise<LeasedDelivery[]> {
    const templateNow = ({ kind, templateId }: LeasedDelivery) => {
      const ids = this.options.templatesOf(kind)
      return ids.includes(templateId) ? templateId : (ids[0] ?? templateId)
    }
    const strangers = found.filter(delivery => templateNow(delivery) !== delivery.templateId)
    if (strangers.length === 0) return found
    await adoptLeased(this.options.pool, strangers, strangers.map(templateNow))
    return found.filter(delivery => templateNow(delivery) === delivery.templateId)
  }

  /** Second tries that are allowed by now, and where there is something due. */
  private async look(): Promise<LeasedDelivery[]> {
    const { pool, sender, templateIds, batch, clock, monotonic } = this.options
    if (monotonic() - this.lookedAt < (this.lanes.length > 0 ? LOOK : LOOK_WHEN_DRY)) return []
    const urgencies = isQuiet(clock.now()) ? [true] : [true, false]
    this.lookedAt = monotonic()
    const retries = await leaseRetries(pool, templateIds, urgencies, batch, { sender, seconds: LEASE })
    this.lanes = await findLanes(pool, templateIds, urgencies)
    return retries
  }
}
