import { sql } from 'kysely'
import { Counter, Gauge } from 'prom-client'
import type { Context } from '../context'

/** Counts what this process sent; queue figures come from the database when they are asked for. */
export interface ReminderMetrics {
  outcome(state: string): void
  /** A post that nobody can tell the outcome of, by what came instead of WeChat's answer. */
  unclear(from: string): void
}

export function reminderMetrics({ metrics, database, log }: Context, inFlight: () => number): ReminderMetrics {
  const outcomes = new Counter({
    name: 'reminder_sends_total',
    help: 'Posts to WeChat by what came of them',
    labelNames: ['outcome'],
    registers: [metrics],
  })
  const unclear = new Counter({
    name: 'reminder_unclear_answers_total',
    help: 'Posts without an answer of WeChat, by what came instead: a gateway, silence, a broken connection',
    labelNames: ['from'],
    registers: [metrics],
  })
  const depth = new Gauge({
    name: 'reminder_queue_depth',
    help: 'Deliveries by open state',
    labelNames: ['state'],
    registers: [metrics],
  })
  const parked = new Gauge({
    name: 'reminder_parked_templates',
    help: 'Templates that wait for the operator',
    registers: [metrics],
  })
  const paused = new Gauge({
    name: 'reminder_paused_seconds',
    help: 'How much longer everybody waits for WeChat',
    registers: [metrics],
  })
  const events = new Gauge({
    name: 'wechat_push_events_waiting',
    help: 'Pushed events that are kept and not yet processed',
    registers: [metrics],
  })
  new Gauge({
    name: 'reminder_in_flight',
    help: 'Posts of this process that wait for an answer',
    registers: [metrics],
    collect() {
      this.set(inFlight())
    },
  })
  new Gauge({
    name: 'reminder_oldest_due_seconds',
    help: 'For how long the oldest due delivery has been due',
    registers: [metrics],
    async collect() {
      try {
        const figures = await readFigures()
        this.set(figures.oldest)
        depth.set({ state: 'due' }, figures.due)
        depth.set({ state: 'sending' }, figures.sending)
        depth.set({ state: 'unsettled' }, figures.unsettled)
        parked.set(figures.parked)
        paused.set(figures.paused)
        events.set(figures.events)
      } catch (error) {
        log.warn({ err: error }, 'no queue figures: the database cannot be reached')
      }
    },
  })

  async function readFigures() {
    const { rows } = await sql<
      Record<'due' | 'sending' | 'unsettled' | 'oldest' | 'parked' | 'paused' | 'events', number>
    >`
      select (select count(*) from deliveries where state = 'due')::float8 as due,
             (select count(*) from deliveries where state = 'sending')::float8 as sending,
             (select count(*) from deliveries where state = 'unsettled')::float8 as unsettled,
             (select greatest(0, coalesce(extract(epoch from clock_timestamp() - min(run_at)), 0)) from deliveries where state = 'due')::float8 as oldest,
             (select count(*) from push_events where processed_at is null)::float8 as events,
             (select count(*) from parked_templates)::float8 as parked,
             (select greatest(0, coalesce(extract(epoch from nullif(paused_until, '-infinity') - clock_timestamp()), 0)) from send_gate)::float8 as paused`.execute(
      database,
    )
    return rows[0]!
  }
  return {
    outcome: state => outcomes.inc({ outcome: state }),
    unclear: from => unclear.inc({ from }),
  }
}
