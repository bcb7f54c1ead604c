import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Clock } from '../clock'
import { isDatabaseAway } from '../database/postgres'
import type { Logger } from '../log'
import {
  type FinishedSend,
  findLanes,
  type LeasedDelivery,
  leaseDue,
  leaseRetries,
  release,
  unmark,
} from './delivery-store'
import { exchange, type MarkedDelivery, markRetries } from './exchange'
import type { Wording } from './message'
import { isQuiet } from './quiet-hours'
import { type Decision, decide, type SendResult } from './send-decision'
import type { SendGate } from './send-gate'

/** What the loop needs from outside. */
export interface SendLoopOptions {
  pool: pg.Pool
  /** This process, as registered in `senders`. */
  sender: string
  clock: Clock
  log: Logger
  /** SEND_CONCURRENCY: posts of this process in flight. */
  concurrency: number
  /** Deliveries leased at once, at most. */
  batch: number
  templateIds: string[]
  gate: (onFreed: () => void) => SendGate
  /** Renders the messages of deliveries just leased; undefined where there is nothing to send with. */
  compose: (deliveries: LeasedDelivery[]) => Promise<(Wording | undefined)[]>
  post: (delivery: LeasedDelivery, message: Wording) => Promise<SendResult>
  /** Called once for every outcome that was decided. */
  onOutcome: (delivery: LeasedDelivery, decision: Decision) => Promise<void> | void
  monotonic: () => number
  random: () => number
}

interface Ready {
  delivery: LeasedDelivery
  message: Wording | undefined
  attempt: number
}

interface Queued {
  delivery: LeasedDelivery
  message: Wording | undefined
  /** The lease is no longer relied upon after this monotonic instant. */
  until: number
}

/** A lease lasts a minute in the database; this process lets go earlier. Seconds. */
const LEASE = 60
const LEASE_RELIED_ON = 45_000
/** When nothing was due, look again after this many milliseconds. */
const POLL = 200
/** Statements under way at the same time: while one flushes to disk, the next collects. */
const EXCHANGES = 2

/**
 * Sends what is due: a rolling pipeline. Rows are leased in large batches; just before a row is posted it is marked
 * durably, in the same statement that writes down what has ended. So that posts never wait for the disk, up to a
 * quarter of `concurrency` rows are marked ahead and as many answers may wait to be written down: at no time do more
 * than one and a half times `concurrency` rows carry a mark of this process, and that is what a kill leaves unknown.
 */
export class SendLoop {
  private readonly queue: Queued[] = []
  private readonly finished: FinishedSend[] = []
  /** Marked, waiting for a post to end. */
  private readonly ready: Ready[] = []
  private readonly ahead: number
  /** People of marked rows; one at a time each (43108). The size is the number of marks. */
  private readonly people = new Set<string>()
  private readonly doubtful: LeasedDelivery[] = []
  private readonly gate: SendGate
  private exchanges = 0
  private marking = 0
  private posting = 0
  private refilling: Promise<void> | undefined
  private resting = false
  private stopping = false
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly options: SendLoopOptions) {
    this.gate = options.gate(() => this.pump())
    this.ahead = Math.floor(options.concurrency / 4)
  }

  /** Posts in flight; for metrics. */
  get inFlight(): number {
    return this.posting
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), POLL)
    this.wake()
  }

  /** Looks for due rows at once instead of at the next poll. */
  wake(): void {
    this.refill()
    this.pump()
  }

  /** Begins nothing new, waits for the posts in flight, writes their outcomes down and gives leases back. */
  async stop(): Promise<void> {
    this.stopping = true
    clearInterval(this.timer)
    this.returnReady()
    await this.refilling
    while (this.people.size > 0 || this.exchanges > 0 || this.doubtful.length > 0) {
      this.wake()
      await sleep(10)
    }
    await release(
      this.options.pool,
      this.queue.splice(0).map(({ delivery }) => delivery),
      0,
    ).catch(error => this.options.log.warn({ err: error }, 'leases not given back; they end by themselves'))
  }

  private refill(): void {
    const isFull = this.queue.length > this.options.batch / 2
    if (this.refilling || (this.doubtful.length === 0 && (this.stopping || isFull))) return
    this.refilling = this.lease()
      .catch(error => this.options.log.warn({ err: error }, 'cannot lease deliveries; trying again'))
      .finally(() => {
        this.refilling = undefined
        this.pump()
      })
  }

  private async lease(): Promise<void> {
    const { pool, templateIds, batch, compose, clock, monotonic } = this.options
    await this.clearDoubts()
    if (this.stopping || this.queue.length > batch / 2) return
    const urgencies = isQuiet(clock.now()) ? [true] : [true, false]
    const until = monotonic() + LEASE_RELIED_ON
    const found = await leaseRetries(pool, templateIds, urgencies, batch, LEASE)
    for (const lane of await findLanes(pool, templateIds, urgencies)) {
      found.push(...(await leaseDue(pool, lane, batch, LEASE)))
      if (found.length + this.queue.length >= batch) break
    }
    if (found.length === 0) return
    const messages = await compose(found)
    for (const [index, delivery] of found.entries()) this.queue.push({ delivery, message: messages[index], until })
  }

  private pump(): void {
    while (this.exchanges < EXCHANGES && !this.resting) {
      const next = this.stopping ? [] : this.pick()
      const worthwhile = this.exchanges === 0 ? 1 : Math.max(1, this.options.concurrency / 10)
      if (next.length + this.finished.length < worthwhile) {
        this.putBack(next)
        break
      }
      void this.run(this.finished.splice(0), next)
    }
    if (this.queue.length <= this.options.batch / 2 && this.queue.length > 0) this.refill()
  }

  /** The next rows to mark: as many as marks and slots are free, one for each person. */
  private pick(): Queued[] {
    const { concurrency } = this.options
    const unposted = concurrency + this.ahead - this.posting - this.ready.length - this.marking
    const unresolved = concurrency + 2 * this.ahead - this.people.size + this.finished.length
    const wanted = Math.min(unposted, unresolved, this.queue.length)
    // Marks in doubt count too: first they are taken back.
    if (wanted <= 0 || this.doubtful.length > 0) return []
    const slots = this.gate.take(wanted)
    const isNight = isQuiet(this.options.clock.now())
    const now = this.options.monotonic()
    const picked: Queued[] = []
    const later: Queued[] = []
    const tooLate: LeasedDelivery[] = []
    while (picked.length < slots && this.queue.length > 0) {
      const entry = this.queue.shift()!
      if (entry.until < now) continue // its lease ends by itself
      if (isNight && !entry.delivery.urgent) tooLate.push(entry.delivery)
      else if (this.people.has(entry.delivery.openid)) later.push(entry)
      else {
        this.people.add(entry.delivery.openid)
        picked.push(entry)
      }
    }
    this.queue.unshift(...later)
    this.letGo(tooLate, 0)
    if (picked.length < slots) this.gate.giveBack(slots - picked.length)
    return picked
  }

  private putBack(entries: Queued[]): void {
    for (const { delivery } of entries) this.people.delete(delivery.openid)
    this.queue.unshift(...entries)
    this.gate.giveBack(entries.length)
  }

  private async run(finished: FinishedSend[], next: Queued[]): Promise<void> {
    this.exchanges++
    this.marking += next.length
    try {
      await this.write(finished, next)
    } catch (error) {
      this.options.log.warn({ err: error }, 'cannot write deliveries down; trying again')
      this.finished.unshift(...finished)
      this.resting = true
      setTimeout(() => {
        this.resting = false
        this.pump()
      }, 250)
    } finally {
      this.exchanges--
      this.marking -= next.length
      this.pump()
    }
  }

  private async write(finished: FinishedSend[], next: Queued[]): Promise<void> {
    const fresh = next.filter(({ delivery }) => !delivery.isRetry)
    const retries = next.filter(({ delivery }) => delivery.isRetry)
    try {
      const marked = await exchange(
        this.options.pool,
        this.options.sender,
        finished,
        deliveriesOf(fresh),
        this.options.clock.now(),
      )
      this.settle(finished)
      this.takeMarked(fresh, marked)
    } catch (error) {
      if (isDatabaseAway(error)) {
        this.doubt(next)
        throw error
      }
      // The database refused the whole, nothing was written: one by one, so that one row holds up nobody else.
      await this.writeOneByOne(finished, fresh)
    }
    if (retries.length > 0)
      await this.markAll(retries, () => markRetries(this.options.pool, this.options.sender, deliveriesOf(retries)))
  }

  private async writeOneByOne(finished: FinishedSend[], fresh: Queued[]): Promise<void> {
    const { pool, sender, clock, log } = this.options
    for (const send of finished) {
      await exchange(pool, sender, [send], [], clock.now()).catch(error => {
        if (isDatabaseAway(error)) throw error
        log.error(
          { err: error, delivery: send.id, state: send.decision.state },
          'an outcome cannot be written down; its row will count as unknown',
        )
      })
      this.settle([send])
    }
    for (const entry of fresh)
      await this.markAll([entry], () => exchange(pool, sender, [], [entry.delivery], clock.now()))
  }

  private async markAll(entries: Queued[], mark: () => Promise<MarkedDelivery[]>): Promise<void> {
    try {
      this.takeMarked(entries, await mark())
    } catch (error) {
      if (isDatabaseAway(error)) this.doubt(entries)
      else this.takeMarked(entries, []) // somebody else is sending to this person
    }
  }

  /** Frees the places of sends that are written down. */
  private settle(finished: FinishedSend[]): void {
    for (const { openid } of finished) this.people.delete(openid)
  }

  private takeMarked(entries: Queued[], marked: MarkedDelivery[]): void {
    const attempts = new Map(marked.map(({ delivery, attempt }) => [delivery.id, attempt]))
    const refused: LeasedDelivery[] = []
    for (const { delivery, message } of entries) {
      const attempt = attempts.get(delivery.id)
      if (attempt !== undefined) this.ready.push({ delivery, message, attempt })
      else {
        this.people.delete(delivery.openid)
        refused.push(delivery)
      }
    }
    this.gate.giveBack(refused.length)
    this.letGo(refused, 1)
    if (this.stopping) this.returnReady()
    else this.postReady()
  }

  /** Gives leases back in the background; should that fail, they end by themselves. */
  private letGo(deliveries: LeasedDelivery[], afterSeconds: number): void {
    void release(this.options.pool, deliveries, afterSeconds).catch(error =>
      this.options.log.warn({ err: error }, 'leases not given back'),
    )
  }

  private postReady(): void {
    while (this.posting < this.options.concurrency && this.ready.length > 0) void this.post(this.ready.shift()!)
  }

  /** Takes back marks of rows that were not posted after all: everybody pauses, or this process ends. */
  private returnReady(): void {
    for (const { delivery, attempt } of this.ready.splice(0)) {
      const decision: Decision = { state: delivery.isRetry ? 'unsettled' : 'due', delay: 0 }
      this.finished.push({ id: delivery.id, openid: delivery.openid, attempt, decision })
    }
  }

  private async post({ delivery, message, attempt }: Ready): Promise<void> {
    this.posting++
    const began = this.options.monotonic()
    const decision: Decision =
      message === undefined
        ? { state: 'failed', reason: 'no template is configured' }
        : decide(await this.attempt(delivery, message), delivery, this.options.random())
    this.posting--
    this.finished.push({ id: delivery.id, openid: delivery.openid, attempt, decision })
    if (decision.pause || decision.park) this.returnReady()
    this.postReady()
    this.pump()
    await this.tellEverybody(delivery, decision, (this.options.monotonic() - began) / 1000)
  }

  private attempt(delivery: LeasedDelivery, message: Wording): Promise<SendResult> {
    return this.options.post(delivery, message).catch(error => ({ type: 'unknown', reason: String(error) }) as const)
  }

  private async tellEverybody(delivery: LeasedDelivery, decision: Decision, secondsAgo: number): Promise<void> {
    try {
      if (decision.pause) await this.gate.pause(decision.pause, secondsAgo)
      else if (decision.state === 'sent') await this.gate.succeed(secondsAgo)
      await this.options.onOutcome(delivery, decision)
    } catch (error) {
      this.options.log.warn({ err: error }, 'a pause or a parked template could not be shared; the next answer will')
    }
  }

  /** Whether these were marked is unknown, but nothing was posted for them: their marks are taken back later. */
  private doubt(entries: Queued[]): void {
    for (const { delivery } of entries) {
      this.people.delete(delivery.openid)
      this.doubtful.push(delivery)
    }
  }

  private async clearDoubts(): Promise<void> {
    const deliveries = this.doubtful.splice(0)
    if (deliveries.length === 0) return
    await unmark(this.options.pool, deliveries).catch(error => {
      this.doubtful.push(...deliveries)
      throw error
    })
  }
}

const deliveriesOf = (entries: Queued[]): LeasedDelivery[] => entries.map(({ delivery }) => delivery)
