import { IS_CALLED_OFF, IS_CANCELLED } from './called-off'
import { BY_CANDIDATE } from './reasons'
import { MAY_RETRY } from './retry-rule'

// The transitions of a post, as SQL: sending/exchange.ts joins them to one statement, one round trip, one flush to disk.
// Whatever another process, the operator or an event did to a row meanwhile wins: every change compares first.
// The plan must not depend on how full the tables were when it was made, minutes before an announcement fills them: so
// there are no joins, rows are named by `= any(array)`, and what looks like an expression without need hides a partial
// index that would be read as a whole.

/** Parameters of the statement, such as `$1`: lists of equal length, one element for each post that has ended. */
export interface FinishedParameters {
  ids: string
  attempts: string
  states: string
  reasons: string
  msgids: string
  delays: string
  counted: string
  /** Not lists: the server's clock, and the process that has marked the rows. */
  now: string
  sender: string
}

/**
 * SQL that writes down posts that have ended.
 * A row is known by its attempt and by who marked it: a delivery that was dropped and made anew counts from 1 again. A
 * sender that was taken for dead may find its row unconfirmed, and the announcement done: what it knows still counts.
 */
export function settleFinished(at: FinishedParameters): string {
  /** What a finished post brings for the row at hand: the element of a list that belongs to it. */
  const own = (list: string, type: string) => `(${list}::${type}[])[array_position(${at.ids}::bigint[], d.reminder_id)]`
  const state = own(at.states, 'text')
  const delay = own(at.delays, 'float8')
  return `
    update deliveries d set
      state = case when ${state} = 'due' and ${IS_CALLED_OFF} then 'cancelled' else ${state} end,
      reason = case when ${state} = 'due' and d.withdrawn then '${BY_CANDIDATE}' else ${own(at.reasons, 'text')} end,
      msgid = coalesce(${own(at.msgids, 'text')}, d.msgid),
      sent_at = case when ${state} = 'sent' then ${at.now}::timestamptz end,
      run_at = case when ${state} = 'due' then clock_timestamp() + ${delay} * interval '1 second' else d.run_at end,
      retry_at = case when ${state} = 'unsettled' and d.retried then clock_timestamp() + ${delay} * interval '1 second' else d.retry_at end,
      retried = d.retried and ${state} <> 'unsettled',
      tries = d.tries + ${own(at.counted, 'boolean')}::integer,
      lease = null, lease_until = null
    where d.reminder_id = any(${at.ids}::bigint[]) and d.attempt = ${own(at.attempts, 'smallint')} and d.sender = ${at.sender}
      and (coalesce(d.state, '') in ('sending', 'unsettled') or coalesce(d.state, '') = 'unconfirmed' and ${state} <> 'unsettled')
    returning d.openid, d.template_id, d.announcement_id, d.state, d.reason, coalesce(d.retry_at, d.attempted_at) as began_at`
}

/**
 * SQL that marks due deliveries durably, just before they are posted; not those that were cancelled, whose template is
 * parked, or whose person is being sent something else. Returns `id` and `attempt` of those that carry the mark.
 * @param at - parameters: the rows, their leases, and the process that marks them
 */
export const markDue = (at: { ids: string; leases: string; sender: string }): string => `
  update deliveries d set state = 'sending', attempt = d.attempt + 1, attempted_at = clock_timestamp(), disturbed = false, retry_at = null, lease_until = null, sender = ${at.sender}
   where d.reminder_id = any(${at.ids}::bigint[]) and d.lease = any(${at.leases}::uuid[]) and coalesce(d.state, '') = 'due'
     and not ${IS_CANCELLED}
     and d.template_id <> all(array(select template_id from parked_templates))
     and (select true from deliveries s where s.openid = d.openid and s.state = 'sending' limit 1) is null
     and (select true from deliveries s where s.openid = d.openid and s.template_id = d.template_id and s.state in ('sending', 'unsettled') limit 1) is null
  returning d.reminder_id as id, d.attempt`

/**
 * SQL that marks unsettled deliveries for their one more try: `$1` their ids, `$2` their leases, `$3` the process.
 * What WeChat has said of the person must have been taken in: it may tell, or forbid, the second try.
 * That one keeps attempted_at, so that a late event of the first one is still recognised; retry_at becomes its own start.
 */
export const MARK_RETRIES = `
  update deliveries d set state = 'sending', attempt = d.attempt + 1, retried = true, retry_at = clock_timestamp(), lease_until = null, sender = $3
    from unnest($1::bigint[], $2::uuid[]) as l(id, lease)
   where d.reminder_id = l.id and d.lease = l.lease and d.state = 'unsettled' and ${MAY_RETRY}
     and not exists (select from parked_templates p where p.template_id = d.template_id)
     and not exists (select from deliveries s where s.openid = d.openid and s.state = 'sending')
     and not exists (select from push_events e where e.event->>'openid' = d.openid and e.processed_at is null)
  returning d.reminder_id as id, d.attempt`

/**
 * SQL that takes marks back for which nothing was posted: `$1` their ids, `$2` their leases, `$3` whether each is a second
 * try. They are due (or unsettled, as they were before their second try), even if this process was taken for dead
 * meanwhile. A second try that is unconfirmed stays so: the first attempt is as unknown as before. What was cancelled
 * meanwhile is cancelled. Returns `announcement_id`.
 */
export const TAKE_BACK_MARKS = `
  update deliveries d set
         state = case when l.is_retry then 'unsettled' when ${IS_CALLED_OFF} then 'cancelled' else 'due' end,
         reason = case when d.withdrawn and not l.is_retry then '${BY_CANDIDATE}' else d.reason end,
         retried = false, lease = null, lease_until = null
    from unnest($1::bigint[], $2::uuid[], $3::boolean[]) as l(id, lease, is_retry)
   where d.reminder_id = l.id and d.lease = l.lease
     and (d.state in ('sending', 'due', 'unsettled') or d.state = 'unconfirmed' and not l.is_retry)
  returning d.announcement_id`
