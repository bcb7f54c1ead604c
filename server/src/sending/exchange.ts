import type pg from 'pg'
import { IS_CALLED_OFF, IS_CANCELLED, type LeasedDelivery } from '../deliveries/delivery-store'
import { BY_CANDIDATE } from '../deliveries/open-reminders'
import { MAY_RETRY } from '../deliveries/retry-rule'
import { type Decision, INFERRED } from './send-decision'

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

/** What a finished send brings for the row at hand: the element of a parameter's array that belongs to it. */
const own = (parameter: number, type: string) =>
  `($${parameter}::${type}[])[array_position($1::bigint[], d.reminder_id)]`

// One statement, one round trip, one flush to disk: what has ended is written down and what comes next is marked.
// Whatever another process, the operator or an event did to a row meanwhile wins: every change compares first.
// The plan must not depend on how full the tables were when it was made, minutes before an announcement fills them: so
// there are no joins, rows are named by `= any(array)`, and what looks like an expression without need hides a partial
// index that would be read as a whole.
// A row is known by its attempt and by who marked it: a delivery that was dropped and made anew counts from 1 again. A
// sender that was taken for dead may find its row unconfirmed, and the announcement done: what it knows still counts.
export const EXCHANGE = `
  with settled as (
    update deliveries d set
      state = case when ${own(3, 'text')} = 'due' and ${IS_CALLED_OFF} then 'cancelled' else ${own(3, 'text')} end,
      reason = case when ${own(3, 'text')} = 'due' and d.withdrawn then '${BY_CANDIDATE}' else ${own(4, 'text')} end,
      msgid = coalesce(${own(5, 'text')}, d.msgid),
      sent_at = case when ${own(3, 'text')} = 'sent' then $8::timestamptz end,
      run_at = case when ${own(3, 'text')} = 'due' then clock_timestamp() + ${own(6, 'float8')} * interval '1 second' else d.run_at end,
      retry_at = case when ${own(3, 'text')} = 'unsettled' and d.retried then clock_timestamp() + ${own(6, 'float8')} * interval '1 second' else d.retry_at end,
      retried = d.retried and ${own(3, 'text')} <> 'unsettled',
      tries = d.tries + ${own(7, 'boolean')}::integer,
      lease = null, lease_until = null
    where d.reminder_id = any($1::bigint[]) and d.attempt = ${own(2, 'smallint')} and d.sender = $11
      and (coalesce(d.state, '') in ('sending', 'unsettled') or coalesce(d.state, '') = 'unconfirmed' and ${own(3, 'text')} <> 'unsettled')
    returning d.openid, d.template_id, d.announcement_id, d.state, d.reason, coalesce(d.retry_at, d.attempted_at) as began_at
  ), reopened as (
    update announcements a set state = case a.state when 'done' then 'sending' else a.state end, finished_at = null
    where a.finished_at is not null
      and (a.state = 'done' and a.id = any(array(select announcement_id from settled s where s.state = 'due'))
           or a.state = 'cancelled' and a.id = any(array(select announcement_id from settled s where s.state = 'cancelled')))
  ), spent as (
    update grants g set spent_at = clock_timestamp()
    where g.spent_at is null and g.voided_at is null and g.id = any(array(
      select (select id from grants where openid = s.openid and template_id = s.template_id and spent_at is null and voided_at is null
               order by accepted_at, id limit 1)
        from settled s where s.state = 'sent' and s.reason is distinct from '${INFERRED}'))
  ), voided as (
    update grants g set voided_at = clock_timestamp()
    where g.spent_at is null and g.voided_at is null and g.id = any(array(
      select v.id from settled s cross join lateral (
          select id from grants where openid = s.openid and template_id = s.template_id and accepted_at < s.began_at offset 0) v
       where s.state = 'refused' or s.reason = '${INFERRED}'))
  ), remembered as (
    insert into grant_voids (openid, template_id, before)
    select openid, template_id, began_at from settled s where s.state = 'refused' or s.reason = '${INFERRED}'
    on conflict (openid, template_id) do update set before = greatest(grant_voids.before, excluded.before)
  )
  update deliveries d set state = 'sending', attempt = d.attempt + 1, attempted_at = clock_timestamp(), disturbed = false, retry_at = null, lease_until = null, sender = $11
   where d.reminder_id = any($9::bigint[]) and d.lease = any($10::uuid[]) and coalesce(d.state, '') = 'due'
     and not ${IS_CANCELLED}
     and d.template_id <> all(array(select template_id from parked_templates))
     and (select true from deliveries s where s.openid = d.openid and s.state = 'sending' limit 1) is null
     and (select true from deliveries s where s.openid = d.openid and s.template_id = d.template_id and s.state in ('sending', 'unsettled') limit 1) is null
  returning d.reminder_id as id, d.attempt`

// What WeChat has said of the person must have been taken in: it may tell, or forbid, the second try.
// That one keeps attempted_at, so that a late event of the first one is still recognised; retry_at becomes its own start.
const MARK_RETRIES = `
  update deliveries d set state = 'sending', attempt = d.attempt + 1, retried = true, retry_at = clock_timestamp(), lease_until = null, sender = $3
    from unnest($1::bigint[], $2::uuid[]) as l(id, lease)
   where d.reminder_id = l.id and d.lease = l.lease and d.state = 'unsettled' and ${MAY_RETRY}
     and not exists (select from parked_templates p where p.template_id = d.template_id)
     and not exists (select from deliveries s where s.openid = d.openid and s.state = 'sending')
     and not exists (select from push_events e where e.event->>'openid' = d.openid and e.processed_at is null)
  returning d.reminder_id as id, d.attempt`

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
