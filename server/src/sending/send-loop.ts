import { setTimeout as sleep } from 'node:timers/promises'
import { BackOff } from '../back-off'
import type { LeasedDelivery } from '../deliveries/leases'
import type { Wording } from '../deliveries/message'
import { NOT_CONFIGURED } from '../deliveries/reasons'
import type { FinishedSend, MarkedDelivery } from './exchange'
import { LeaseQueue, type LeaseQueueOptions, type Queued } from './lease-queue'
import { type Instant, MarkAge } from './mark-age'
import { MarkWriter, type MarkWriterOptions } from './mark-writer'
import { OwnMarks } from './own-marks'
import { RefusalsWithGrants } from './refusals-with-grants'
import { type Decision, decide, type SendResult } from './send-decision'
import type { EndedPause, SendGate } from './send-gate'
import { UnclearAnswers } from './unclear-answers'

/** What the loop needs from outside. */
export interface SendLoopOptions extends LeaseQueueOptions, MarkWriterOptions {
  /** SEND_CONCURRENCY: posts in flight, and marks of this process that a second try could not settle, at most. */
  concurrency: number
  gate: (onFreed: () => void) => SendGate
  post: (delivery: LeasedDelivery, message: Wording) => Promise<SendResult>
  /**
   * Called once for every outcome that was decided.
   * @param isPaused - everybody pauses for it, or pauses longer
   */
  onOutcome: (delivery: LeasedDelivery, decision: Decision, isPaused: boolean) => Promise<void> | void
  /** Called by the process whose post has ended a pause of everybody. */
  onResumed: (ended: EndedPause) => Promise<void> | void
  random: () => number
}

/** Marked, and to be posted. */
interface Marked {
  delivery: LeasedDelivery
  message: Wording | undefined
  attempt: number
  since: Instant
  /** Of the pauses for unclear answers: chosen before the last one, it is not posted after it. */
  pauses: number
}

/** When nothing was due, look again after this many milliseconds. */
const POLL = 200
/** After a statement that failed, and after many. Milliseconds. */
const REST = 250
const LONGEST_REST = 5_000

/**
 * Sends what is due: a rolling pipeline. A delivery goes through this process from top to bottom, and so does this file.
 *
 * 1. **leased** in large batches ahead of need: a reservation, others leave it alone ({@link LeaseQueue})
 * 2. **marked** durably just before its post, in the one statement that also writes down what has ended ({@link MarkWriter})
 * 3. **ready**, until one of `concurrency` posts ends
 * 4. **posted** to WeChat, unless its mark has become too old or everybody pauses: because WeChat has asked for it, or
 *    because several answers in a row were none of WeChat's ({@link UnclearAnswers})
 * 5. **ended**: what becomes of it is known, and written down by the next statement
 *
 * The statement is `idle`, `writing`, or `resting` because the database was away. It is one at a time: what comes meanwhile
 * is one larger batch, and the database has one process less to run. The loop is `running` until it is `stopping`, when
 * nothing new is leased, marked or posted, and what has a mark comes to its end.
 */
export class SendLoop {
  private state: 'running' | 'stopping' = 'running'
  private statement: 'idle' | 'writing' | 'resting' = 'idle'
  private readonly backOff = new BackOff(REST, LONGEST_REST)
  private readonly queue: LeaseQueue
  private readonly writer: MarkWriter
  private readonly gate: SendGate
  private readonly age: MarkAge
  /** Of all that is being marked, ready, posted or ended. */
  private readonly marks: OwnMarks
  private readonly ready: Marked[] = []
  private posting = 0
  private readonly ended: FinishedSend[] = []
  /** When the statement under way began: its marks are not older. */
  private markingSince: Instant
  private markingPauses = 0
  private readonly unclear: UnclearAnswers
  private readonly refusals = new RefusalsWithGrants()
  /** For unclear answers; and when the last one was noticed here, on the monotonic clock. */
  private pauses = 0
  private pausedAt = Number.NEGATIVE_INFINITY
  private timer: NodeJS.Timeout | undefined
  private stepIsQueued = false

  constructor(private readonly options: SendLoopOptions) {
    this.gate = options.gate(() => this.step())
    this.age = new MarkAge(options)
    this.markingSince = this.age.now()
    this.marks = new OwnMarks(options.concurrency)
    this.unclear = new UnclearAnswers(options.concurrency)
    this.queue = new LeaseQueue(options, () => {
      // Leased while the post failed that this process now pauses for: others may well reach WeChat.
      if (this.gate.isPausing) this.queue.letAllGo()
      this.step()
    })
    this.writer = new MarkWriter(options, {
      onSettled: finished => {
        for (const send of finished) this.marks.remove(send)
      },
      onMarked: (entries, marked) => this.makeReady(entries, marked),
      onDoubt: entries => {
        for (const { delivery } of entries) this.marks.remove(delivery)
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
    this.state = 'stopping'
    clearInterval(this.timer)
    this.returnReady()
    while (this.marks.size > 0 || this.statement === 'writing' || this.writer.isInDoubt) {
      this.poll()
      await sleep(10)
    }
    await this.queue.stop()
  }

  private poll(): void {
    this.writer.clearDoubts()
    if (this.mayLease) this.queue.refill()
    this.queue.refresh()
    this.step(true)
  }

  /** Goes on wherever it is possible: leases more, and writes and marks if that is worth a statement now. */
  private step(isPoll = false): void {
    if (this.mayLease && this.queue.mayGrow) this.queue.refill()
    if (this.statement !== 'idle') return
    const places = this.places()
    if (!this.isWorthwhile(places + this.ended.length, isPoll)) return
    const next = this.choose(places)
    if (next.length + this.ended.length > 0) void this.write(this.ended.splice(0), next)
  }

  /** Answers come in bursts: all of one turn of the event loop are written down together. */
  private stepSoon(): void {
    if (this.stepIsQueued) return
    this.stepIsQueued = true
    setImmediate(() => {
      this.stepIsQueued = false
      this.step()
    })
  }

  // 1. Leased

  private get mayLease(): boolean {
    return this.state === 'running' && !this.gate.isPausing
  }

  // 2. Marked

  /** How many may be marked in the commit that writes down what has ended. */
  private places(): number {
    // Marks in doubt count too: first they are taken back.
    if (this.state === 'stopping' || this.writer.isInDoubt) return 0
    return Math.min(this.marks.places(this.ended.length), this.queue.size)
  }

  /** Every statement has its price: as long as nobody waits for a mark, it is spent on a fifth of the places at once. */
  private isWorthwhile(pending: number, isPoll: boolean): boolean {
    if (pending >= this.options.concurrency / 5) return true
    const somebodyWaits = this.ready.length === 0 && this.posting < this.options.concurrency
    return somebodyWaits || isPoll
  }

  private choose(places: number): Queued[] {
    if (places <= 0) return []
    const slots = this.gate.take(places)
    // A probe may get no answer either: better one that a second try can settle.
    if (slots > 0 && this.gate.isStruck) this.queue.putFirst(({ canSettle }) => canSettle)
    const next = this.queue.take(slots, this.marks.adder(this.ended))
    this.gate.giveBack(slots - next.length)
    return next
  }

  private async write(ended: FinishedSend[], next: Queued[]): Promise<void> {
    this.statement = 'writing'
    this.markingSince = this.age.now()
    this.markingPauses = this.pauses
    try {
      await this.writer.write(ended, next)
      this.statement = 'idle'
      this.backOff.succeeded()
    } catch (error) {
      this.options.log.warn({ err: error }, 'cannot write deliveries down; trying again')
      this.ended.unshift(...ended.filter(send => this.marks.has(send)))
      this.statement = 'resting'
      setTimeout(() => {
        this.statement = 'idle'
        this.step()
      }, this.backOff.failed())
    }
    this.step()
  }

  // 3. Ready

  private makeReady(entries: Queued[], marked: MarkedDelivery[]): void {
    const attempts = new Map(marked.map(({ delivery, attempt }) => [delivery.id, attempt]))
    const refused: LeasedDelivery[] = []
    const { markingSince: since, markingPauses: pauses } = this
    for (const { delivery, message } of entries) {
      const attempt = attempts.get(delivery.id)
      if (attempt !== undefined) this.ready.push({ delivery, message, attempt, since, pauses })
      else {
        this.marks.remove(delivery)
        refused.push(delivery)
      }
    }
    this.gate.giveBack(refused.length)
    if (refused.length > 0) this.queue.letGo(refused, 1)
    if (this.state === 'stopping') this.returnReady()
    else this.postReady()
  }

  private postReady(): void {
    while (this.posting + this.unclear.suspected < this.options.concurrency && this.ready.length > 0) {
      const next = this.ready.shift()!
      if (this.age.isStale(next.since) || next.pauses < this.pauses) this.giveBack(next)
      else void this.post(next)
    }
  }

  /** Takes back marks of rows that are not posted after all: everybody pauses, or this process ends. */
  private returnReady(): void {
    for (const marked of this.ready.splice(0)) this.giveBack(marked)
  }

  /** Takes back the mark of a row that is not posted. Somebody else may have it by now: its attempt then differs. */
  private giveBack({ delivery, attempt }: Marked): void {
    this.end(delivery, attempt, { state: delivery.isRetry ? 'unsettled' : 'due', delay: 0 })
  }

  // 4. Posted

  private async post({ delivery, message, attempt }: Marked): Promise<void> {
    this.posting++
    const began = this.options.monotonic()
    const decision: Decision =
      message === undefined
        ? { state: 'failed', reason: NOT_CONFIGURED }
        : this.weigh(decide(await this.attempt(delivery, message), delivery, this.options.random()), delivery, began)
    this.posting--
    this.end(delivery, attempt, decision)
    if (decision.pause || decision.park) this.returnReady()
    // Others may well reach WeChat.
    if (decision.pause === 'unreachable') this.queue.letAllGo()
    this.postReady()
    await this.tellEverybody(delivery, decision, (this.options.monotonic() - began) / 1000)
  }

  private attempt(delivery: LeasedDelivery, message: Wording): Promise<SendResult> {
    return this.options
      .post(delivery, message)
      .catch(error => ({ type: 'unknown', reason: String(error), from: 'break' }) as const)
  }

  /**
   * Adds what follows from this answer together with others: many people with grants who are refused park the template;
   * several unclear answers in a row pause everybody, and those to posts from before a pause are part of it.
   */
  private weigh(decision: Decision, delivery: LeasedDelivery, began: number): Decision {
    if (decision.unclear === undefined) {
      if (decision.pause !== 'unreachable') this.unclear.clear(began)
      const park = this.refusals.note(delivery, decision)
      return park ? { ...decision, park } : decision
    }
    if (began < this.pausedAt || !this.unclear.note(began, this.gate.isStruck)) return decision
    this.pausedAt = this.options.monotonic()
    this.pauses++
    return { ...decision, pause: 'unclear' }
  }

  // 5. Ended

  private end(delivery: LeasedDelivery, attempt: number, decision: Decision): void {
    this.ended.push({ id: delivery.id, openid: delivery.openid, attempt, decision })
    this.stepSoon()
  }

  private async tellEverybody(delivery: LeasedDelivery, decision: Decision, secondsAgo: number): Promise<void> {
    if (decision.pause === 'unreachable' && !this.gate.isPausing)
      this.options.log.warn({ reason: decision.reason }, 'WeChat cannot be reached from here: this process pauses')
    try {
      const isPaused = decision.pause !== undefined && (await this.gate.pause(decision.pause, secondsAgo))
      const ended = decision.allIsWell ? await this.gate.succeed(secondsAgo) : undefined
      if (ended) await this.options.onResumed(ended)
      await this.options.onOutcome(delivery, decision, isPaused)
    } catch (error) {
      // Nobody else knows of the pause: what is unclear from now on counts again.
      this.pausedAt = Number.NEGATIVE_INFINITY
      this.options.log.warn({ err: error }, 'a pause or a parked template could not be shared; the next answer will')
    }
  }
}
