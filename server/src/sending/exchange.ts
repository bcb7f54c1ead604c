import type pg from 'pg'
import { REOPEN_SETTLED, REOPEN_TAKEN_BACK } from '../announcements/reopen'
import type { LeasedDelivery } from '../deliveries/leases'
import { MARK_RETRIES, markDue, settleFinished, TAKE_BACK_MARKS } from '../deliveries/marks'
import { REMEMBER_REFUSED, SPEND_SENT, VOID_REFUSED } from '../grants/grants-of-posts'
import type { Decision } from './send-decision'

/** A post that has come to an end, to be written down. */
export interface FinishedSend {
  id: string
  openid: string
  attempt: number
  decision: Decision
}

/** A delivery that carries the durable mark: it may now be posted. */
export interface MarkedDelivery {
  delivery: LeasedDelivery
  attempt: number
}

const FINISHED = {
  ids: '$1',
  attempts: '$2',
  states: '$3',
  reasons: '$4',
  msgids: '$5',
  delays: '$6',
  counted: '$7',
  now: '$8',
  sender: '$11',
}

/**
 * One statement, one round trip, one flush to disk: what has ended is written down, with what it says of the grants and of
 * its announcement, and what comes next is marked. Each part belongs to the room whose table it writes.
 */
export const EXCHANGE = `
  with settled as (${settleFinished(FINISHED)}
  ), reopened as (${REOPEN_SETTLED}
  ), spent as (${SPEND_SENT}
  ), voided as (${VOID_REFUSED}
  ), remembered as (${REMEMBER_REFUSED}
  )${markDue({ ids: '$9', leases: '$10', sender: '$11' })}`

const TAKE_BACK = `
  with taken_back as (${TAKE_BACK_MARKS})${REOPEN_TAKEN_BACK}`

/**
 * Writes down finished sends and marks the next ones, together and durably.
 * @param sender - this process, as registered in `senders`
 * @param now - the server's clock, for `sentAt`
 * @returns the deliveries that carry the mark; the others were cancelled, parked, leased by somebody else, or their
 * person is being sent something else
 * @throws when a race for one person made the database refuse the whole; nothing was written then
 */
export async function exchange(
  pool: pg.Pool,
  sender: string,
  finished: FinishedSend[],
  next: LeasedDelivery[],
  now: Date,
): Promise<MarkedDelivery[]> {
  const values = [
    finished.map(({ id }) => id),
    finished.map(({ attempt }) => attempt),
    finished.map(({ decision }) => decision.state),
    finished.map(({ decision }) => printable(decision.reason)),
    finished.map(({ decision }) => printable(decision.msgid)),
    finished.map(({ decision }) => decision.delay ?? 0),
    finished.map(({ decision }) => decision.counted === true),
    now,
    next.map(({ id }) => id),
    [...new Set(next.map(({ lease }) => lease))],
    sender,
  ]
  const { rows } = await pool.query<{ id: string; attempt: number }>({ name: 'exchange', text: EXCHANGE, values })
  return marked(next, rows)
}

/** Marks unsettled deliveries for their one more try, as far as the rule still allows it. */
export async function markRetries(pool: pg.Pool, sender: string, retries: LeasedDelivery[]): Promise<MarkedDelivery[]> {
  const values = [retries.map(({ id }) => id), retries.map(({ lease }) => lease), sender]
  const { rows } = await pool.query<{ id: string; attempt: number }>({
    name: 'mark-retries',
    text: MARK_RETRIES,
    values,
  })
  return marked(retries, rows)
}

function marked(deliveries: LeasedDelivery[], rows: { id: string; attempt: number }[]): MarkedDelivery[] {
  const attempts = new Map(rows.map(row => [row.id, row.attempt]))
  return deliveries.flatMap(delivery => {
    const attempt = attempts.get(delivery.id)
    return attempt === undefined ? [] : [{ delivery, attempt }]
  })
}

/** PostgreSQL's text cannot hold NUL, and WeChat's words are not ours to trust. */
function printable(value: string | undefined): string | null {
  return value === undefined ? null : value.replaceAll('\u0000', '').slice(0, 200)
}

/** Takes back marks of which it is not known whether they were written: nothing was posted for them. */
export async function unmark(pool: pg.Pool, deliveries: LeasedDelivery[]): Promise<void> {
  await pool.query(TAKE_BACK, [
    deliveries.map(({ id }) => id),
    deliveries.map(({ lease }) => lease),
    deliveries.map(({ isRetry }) => isRetry),
  ])
}
