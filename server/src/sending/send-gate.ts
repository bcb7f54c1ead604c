import type pg from 'pg'
import { BackOff } from '../back-off'
import { OwnPause } from './own-pause'
import type { PauseReason } from './send-decision'

/** How long everybody waits after WeChat asked for it: doubled as long as probes meet the same answer. Seconds. */
export const PAUSES: Record<PauseReason, { first: number; longest: number }> = {
  rate: { first: 1, longest: 60 },
  quota: { first: 5, longest: 3600 },
  unreachable: { first: 1, longest: 30 },
  token: { first: 1, longest: 60 },
  unclear: { first: 1, longest: 30 },
}

/** A pause of everybody that is over; each of its probes but the last met what had caused it. */
export interface EndedPause {
  reason: PauseReason
  probes: number
}

/** Reserved slots not used within this time are lost: so every process soon notices a pause. Milliseconds. */
const SLOTS_LAST = 200
/** Slots are reserved for this part of a second at once. */
const RESERVE_FOR = 1 / 20

const RESERVE = `
  update send_gate set next_slot_at = greatest(next_slot_at, clock_timestamp()) + $1 * interval '1 second'
   where strikes = 0 and paused_until <= clock_timestamp() and next_slot_at <= clock_timestamp() + interval '500 ms'
  returning extract(epoch from next_slot_at - clock_timestamp())::float8 - $1 as wait`

/** A probe of unclear answers may get none: for so long no other one is sent. Seconds. */
const UNCLEAR_PROBE_LASTS = 12

const PROBE = `
  with probe as (
    update send_gate set next_probe_at = clock_timestamp() + case reason when 'unclear' then $1 else 1 end * interval '1 second'
     where strikes > 0 and paused_until <= clock_timestamp() and next_probe_at <= clock_timestamp()
    returning 1)
  select exists(select from probe) as "mayProbe",
         extract(epoch from greatest(paused_until, next_slot_at - interval '500 ms', next_probe_at) - clock_timestamp())::float8 as wait
    from send_gate`

/**
 * The rate limit and the pause that all sending processes share: one row of the database hands out slots. After a
 * pause a single probe goes first, by one process; only when WeChat has answered it does the gate open again.
 * A process that cannot reach WeChat closes only its own.
 */
export class SendGate {
  private slots = 0
  private usableFrom = 0
  private usableUntil = 0
  private closedUntil = 0
  private reserving: Promise<void> | undefined
  private struck = false
  /** Pauses that are being shared: what is reserved meanwhile was perhaps given out before. */
  private sharing = 0
  private pauses = 0
  private readonly backOff = new BackOff(500, 5_000)
  private readonly own: OwnPause

  /**
   * @param ratePerSecond - SEND_RATE_PER_SECOND, for all processes together
   * @param monotonic - milliseconds that only grow, such as `performance.now`
   * @param onFreed - called when slots may have become free
   * @param onFault - told when the database does not answer; the gate then stays closed for a moment
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly ratePerSecond: number,
    private readonly monotonic: () => number,
    private readonly onFreed: () => void,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.own = new OwnPause(PAUSES.unreachable, monotonic)
  }

  /** True while this process pauses for itself: whatever it leased would wait in vain, and others could send it. */
  get isPausing(): boolean {
    return !this.own.isOver
  }

  /** Slots that may be used right now, at most `wanted`; asks for more in the background when they run out. */
  take(wanted: number): number {
    if (this.sharing > 0) return 0
    const now = this.monotonic()
    if (now > this.usableUntil) this.slots = 0
    const most = this.own.most(wanted)
    const taken = now >= this.usableFrom ? Math.min(most, this.slots) : 0
    this.slots -= taken
    this.own.used(taken)
    if (this.slots < most && now >= this.closedUntil) this.reserve()
    return taken
  }

  /** Gives back slots of deliveries that were not sent after all. */
  giveBack(count: number): void {
    this.slots += count
  }

  /** True from a pause of this process, or its probe of another's, until WeChat answers it again. */
  get isStruck(): boolean {
    return this.struck
  }

  /**
   * Closes the gate for everybody (for this process alone, should it not reach WeChat), unless this is an answer to a post from before the pause in force.
   * @param attemptedSecondsAgo - how long ago the post began
   * @returns whether everybody pauses for this, or pauses longer
   */
  async pause(reason: PauseReason, attemptedSecondsAgo: number): Promise<boolean> {
    this.slots = 0
    if (reason === 'unreachable') {
      this.own.strike(attemptedSecondsAgo)
      return false
    }
    this.struck = true
    this.pauses++
    this.sharing++
    return this.share(reason, attemptedSecondsAgo).finally(() => {
      this.sharing--
      this.slots = 0
    })
  }

  private async share(reason: Exclude<PauseReason, 'unreachable'>, attemptedSecondsAgo: number): Promise<boolean> {
    const { first, longest } = PAUSES[reason]
    const { rowCount } = await this.pool.query(
      `update send_gate set strikes = least(strikes + 1, 1000), reason = $1,
              paused_until = clock_timestamp() + least($2 * 2 ^ strikes, $3) * interval '1 second',
              next_probe_at = clock_timestamp() + least($2 * 2 ^ strikes, $3) * interval '1 second'
        where paused_until <= clock_timestamp() - $4 * interval '1 second'`,
      [reason, first, longest, attemptedSecondsAgo],
    )
    return rowCount === 1
  }

  /**
   * WeChat answers again, whatever it says of the one message: opens the gate if a pause was being probed.
   * @returns the pause that has ended by it
   */
  async succeed(attemptedSecondsAgo: number): Promise<EndedPause | undefined> {
    this.own.clear(attemptedSecondsAgo)
    if (!this.struck) return undefined
    this.struck = false
    const { rows } = await this.pool.query<EndedPause>(
      `with before as (select * from send_gate for update)
       update send_gate g set strikes = 0, reason = null, next_slot_at = clock_timestamp() from before b
        where b.strikes > 0 and b.paused_until <= clock_timestamp() - $1 * interval '1 second'
       returning b.reason, b.strikes as probes`,
      [attemptedSecondsAgo],
    )
    return rows[0]
  }

  /** For tests and a graceful stop: the reservation under way, if any. */
  settled(): Promise<void> {
    return this.reserving ?? Promise.resolve()
  }

  private reserve(): void {
    this.reserving ??= this.ask()
      .then(() => this.backOff.succeeded())
      .catch(error => {
        this.closedUntil = this.monotonic() + this.backOff.failed()
        this.onFault(error)
      })
      .finally(() => {
        this.reserving = undefined
        setTimeout(this.onFreed, Math.max(0, Math.max(this.usableFrom, this.closedUntil) - this.monotonic()))
      })
  }

  private async ask(): Promise<void> {
    const { pauses } = this
    const count = Math.max(1, Math.ceil(this.ratePerSecond * RESERVE_FOR))
    const reserved = await this.pool.query<{ wait: number }>({
      name: 'reserve-slots',
      text: RESERVE,
      values: [count / this.ratePerSecond],
    })
    const now = this.monotonic()
    const row = reserved.rows[0]
    // Given out before a pause of ours.
    if (pauses < this.pauses) return
    if (row) {
      // What is left of the slots in hand is older: it may be used with the new ones.
      this.usableFrom = this.slots > 0 ? this.usableFrom : now + Math.max(0, row.wait * 1000)
      this.usableUntil = now + Math.max(0, row.wait * 1000) + SLOTS_LAST
      this.slots = Math.min(this.slots, count) + count
      return
    }
    const { rows } = await this.pool.query<{ mayProbe: boolean; wait: number }>({
      name: 'probe-gate',
      text: PROBE,
      values: [UNCLEAR_PROBE_LASTS],
    })
    if (pauses < this.pauses) return
    if (rows[0]?.mayProbe) {
      this.struck = true
      this.slots = 1
      this.usableFrom = now
      this.usableUntil = now + SLOTS_LAST
      return
    }
    // Looked at again at least twice a second: another process's probe may open the gate.
    this.closedUntil = this.monotonic() + Math.min(500, Math.max(5, (rows[0]?.wait ?? 0) * 1000))
  }
}
