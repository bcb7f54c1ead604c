import { setTimeout as sleep } from 'node:timers/promises'
import type { LeasedDelivery } from '../deliveries/leases'
import type { Wording } from '../deliveries/message'
import { NOT_CONFIGURED } from '../deliveries/reasons'
import type { FinishedSend, MarkedDelivery } from './exchange'
import { LeaseQueue, type LeaseQueueOptions, type Queued } from './lease-queue'
import { type Instant, MarkAge } from './mark-age'
import { MarkWriter, type MarkWriterOptions } from './mark-writer'
import { type Decision, decide, type SendResult } from './send-decision'
import type { SendGate } from './send-gate'

/** What the loop needs from outside. */
export interface SendLoopOptions extends LeaseQueueOptions, MarkWriterOptions {
  /** SEND_CONCURRENCY: posts in flight, and marks of this process that a second try could not settle, at most. */
  concurrency: number
  gate: (onFreed: () => void) => SendGate
  post: (delivery: LeasedDelivery, message: Wording) => Promise<SendResult>
  /** Called once for every outcome that was decided. */
  onOutcome: (delivery: LeasedDelivery, decision: Decision) => Promise<void> | void
  random: () => number
}

/** Marked, and to be posted. */
interface Marked {
  delivery: LeasedDelivery
  message: Wording | undefined
  attempt: number
  since: Instant
}

/** When nothing was due, look again after this many milliseconds. */
const POLL = 200
/** After the database was away. Milliseconds. */
const REST = 250
/**
 * Sends what is due: a rolling pipeline. Rows are leased in large batches; just before a row is posted it is marked
 * durably, in the same statement that writes down what has ended. What a kill leaves unknown are the rows that carry a
 * mark then, whether their post is to begin, in flight, or answered and not yet written down. Those that a second try
 * could not settle (their person has not exactly one grant) are never more than `concurrency`. Of the others, half of
 * `concurrency` may be marked beyond it, so that posts need not wait for the disk.
 */
export class SendLoop {
  private readonly queue: LeaseQueue
  private readonly writer: MarkWriter
  private readonly gate: SendGate
  private readonly age: MarkAge
  private readonly finished: FinishedSend[] = []
  /** Marked, waiting for a post to end. */
  private readonly ready: Marked[] = []
  /** The marks of this process by person; one at a time for each (43108). */
  private readonly marks = new Map<string, LeasedDelivery>()
  /** Of them, those that a second try could not settle. */
  private lasting = 0
  private readonly mostMarks: number
  /** One statement at a time: what comes meanwhile is one larger batch, and the database has one process less to run. */
  private exchanging = false
  /** When the statement under way began: its marks are not older. */
  private markingSince: Instant
  private posting = 0
  private resting = false
  private stopping = false
  private pumpIsQueued = false
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly options: SendLoopOptions) {
    this.gate = options.gate(() => this.pump())
    this.age = new MarkAge(options)
    this.markingSince = this.age.now()
    this.mostMarks = options.concurrency + Math.floor(options.concurrency / 2)
    this.queue = new LeaseQueue(options, () => this.pump())
    this.writer = new MarkWriter(options, {
      onSettled: finished => {
        for (const send of finished) this.unmark(send)
      },
      onMarked: (entries, marked) => this.begin(entries, marked),
      onDoubt: entries => {
        for (const { delivery } of entries) this.unmark(delivery)
      },
    })
  }

  /** Posts in flight; for metrics. */
  get inFlight(): number {
    return this.posting
  }

  start(): void {
    this.timer = setInterval(() => this.poll(), POLL)
    this.poll()
  }

  /** Looks for due rows at once instead of at the next poll. */
  wake(): void {
    if (this.mayLease) this.queue.refill({ isNews: true })
  }

  /** Begins nothing new, waits for the posts in flight, writes their outcomes down and gives leases back. */
  async stop(): Promise<void> {
    this.stopping = true
    clearInterval(this.timer)
    this.returnReady()
    while (this.marks.size > 0 || this.exchanging || this.writer.isInDoubt) {
      this.poll()
      await sleep(10)
    }
    await this.queue.stop()
  }

  private poll(): void {
    this.writer.clearDoubts()
    if (this.mayLease) this.queue.refill()
    this.queue.refresh()
    this.pump(true)
  }

  private get mayLease(): boolean {
    return !this.stopping && !this.gate.isPausing
  }

  /** Answers come in bursts: all of one turn of the event loop are written down together. */
  private pumpSoon(): void {
    if (this.pumpIsQueued) return
    this.pumpIsQueued = true
    setImmediate(() => {
      this.pumpIsQueued = false
      this.pump()
    })
  }

  private pump(isPoll = false): void {
    if (this.mayLease && this.queue.mayGrow) this.queue.refill()
    if (this.exchanging || this.resting) return
    const places = this.places()
    if (!this.isWorthwhile(places + this.finished.length, isPoll)) return
    const next = this.reserve(places)
    if (next.length + this.finished.length > 0) void this.exchange(this.finished.splice(0), next)
  }

  /** Every statement has its price: as long as nobody waits for a mark, it is spent on a fifth of the places at once. */
  private isWorthwhile(pending: number, isPoll: boolean): boolean {
    if (pending >= this.options.concurrency / 5) return true
    const somebodyWaits = this.ready.length === 0 && this.posting < this.options.concurrency
    return somebodyWaits || isPoll
  }

  /** How many may be marked in the commit that writes down what has ended. */
  private places(): number {
    // Marks in doubt count too: first they are taken back.
    if (this.stopping || this.writer.isInDoubt) return 0
    return Math.min(this.mostMarks - this.marks.size + this.finished.length, this.queue.size)
  }

  private reserve(places: number): Queued[] {
    if (places <= 0) return []
    const slots = this.gate.take(places)
    const ending = this.finished.filter(({ openid }) => this.marks.get(openid)?.canSettle === false).length
    let lastingPlaces = this.options.concurrency - this.lasting + ending
    const next = this.queue.take(slots, delivery => {
      if (this.marks.has(delivery.openid) || (!delivery.canSettle && lastingPlaces <= 0)) return false
      if (!delivery.canSettle) lastingPlaces--
      this.mark(delivery)
      return true
    })
    this.gate.giveBack(slots - next.length)
    return next
  }

  private mark(delivery: LeasedDelivery): void {
    this.marks.set(delivery.openid, delivery)
    if (!delivery.canSettle) this.lasting++
  }

  private unmark({ openid }: { openid: string }): void {
    const delivery = this.marks.get(openid)
    this.marks.delete(openid)
    if (delivery && !delivery.canSettle) this.lasting--
  }

  private async exchange(finished: FinishedSend[], next: Queued[]): Promise<void> {
    this.exchanging = true
    this.markingSince = this.age.now()
    try {
      await this.writer.write(finished, next)
    } catch (error) {
      this.options.log.warn({ err: error }, 'cannot write deliveries down; trying again')
      this.finished.unshift(...finished.filter(({ openid, id }) => this.marks.get(openid)?.id === id))
      this.resting = true
      setTimeout(() => {
        this.resting = false
        this.pump()
      }, REST)
    } finally {
      this.exchanging = false
      this.pump()
    }
  }

  private begin(entries: Queued[], marked: MarkedDelivery[]): void {
    const attempts = new Map(marked.map(({ delivery, attempt }) => [delivery.id, attempt]))
    const refused: LeasedDelivery[] = []
    for (const { delivery, message } of entries) {
      const attempt = attempts.get(delivery.id)
      if (attempt !== undefined) this.ready.push({ delivery, message, attempt, since: this.markingSince })
      else {
        this.unmark(delivery)
        refused.push(delivery)
      }
    }
    this.gate.giveBack(refused.length)
    if (refused.length > 0) this.queue.letGo(refused, 1)
    if (this.stopping) this.returnReady()
    else this.postReady()
  }

  private postReady(): void {
    while (this.posting < this.options.concurrency && this.ready.length > 0) {
      const next = this.ready.shift()!
      if (this.age.isStale(next.since)) this.giveBack(next)
      else void this.post(next)
    }
  }

  /** Takes back marks of rows that are not posted after all: everybody pauses, or this process ends. */
  private returnReady(): void {
    for (const marked of this.ready.splice(0)) this.giveBack(marked)
  }

  /** Takes back the mark of a row that is not posted. Somebody else may have it by now: its attempt then differs. */
  private giveBack({ delivery, attempt }: Marked): void {
    this.finish(delivery, attempt, { state: delivery.isRetry ? 'unsettled' : 'due', delay: 0 })
  }

  private finish(delivery: LeasedDelivery, attempt: number, decision: Decision): void {
    this.finished.push({ id: delivery.id, openid: delivery.openid, attempt, decision })
    this.pumpSoon()
  }

  private async post({ delivery, message, attempt }: Marked): Promise<void> {
    this.posting++
    const began = this.options.monotonic()
    const decision: Decision =
      message === undefined
        ? { state: 'failed', reason: NOT_CONFIGURED }
        : decide(await this.attempt(delivery, message), delivery, this.options.random())
    this.posting--
    this.finish(delivery, attempt, decision)
    if (decision.pause || decision.park) this.returnReady()
    // Others may well reach WeChat.
    if (decision.pause === 'unreachable') this.queue.letAllGo()
    this.postReady()
    await this.tellEverybody(delivery, decision, (this.options.monotonic() - began) / 1000)
  }

  private attempt(delivery: LeasedDelivery, message: Wording): Promise<SendResult> {
    return this.options.post(delivery, message).catch(error => ({ type: 'unknown', reason: String(error) }) as const)
  }

  private async tellEverybody(delivery: LeasedDelivery, decision: Decision, secondsAgo: number): Promise<void> {
    if (decision.pause === 'unreachable' && !this.gate.isPausing)
      this.options.log.warn({ reason: decision.reason }, 'WeChat cannot be reached from here: this process pauses')
    try {
      if (decision.pause) await this.gate.pause(decision.pause, secondsAgo)
      else if (decision.allIsWell) await this.gate.succeed(secondsAgo)
      await this.options.onOutcome(delivery, decision)
    } catch (error) {
      this.options.log.warn({ err: error }, 'a pause or a parked template could not be shared; the next answer will')
    }
  }
}
