import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { isAlive } from './senders'

/** A delivery that this process has leased: nobody else takes it until the lease ends. */
export interface LeasedDelivery {
  id: string
  lease: string
  openid: string
  templateId: string
  announcementId: string | null
  kind: string
  examYear: number
  region: string | null
  facts: Record<string, string>
  urgent: boolean
  tries: number
  /** The second try of an attempt whose outcome is unknown. */
  isRetry: boolean
  /** Unspent grants of the pair on our books when it was leased; of a second try none are read. */
  grants: number
  /** Should the outcome stay unknown, a second try may tell: exactly one grant is on record, and this is the first try. */
  canSettle: boolean
}

/** Deliveries of one template, urgent or not: they are leased together. */
export interface Lane {
  templateId: string
  urgent: boolean
}

/** An instant of the database, in its own words: the driver's dates know no microseconds. */
export type Position = string

/** What is read of each row; what is the same for all rows of a lease is not. */
interface LeasedRow {
  id: string
  openid: string
  announcementId: string | null
  facts: Record<string, string> | null
  tries: number
  /** `kind|examYear` or `kind|examYear|region`; null should the reminder be gone. */
  reminder: string | null
}

// No joins, for the sake of the plan: see marks.ts.
const RETURNED = `d.reminder_id as id, d.openid, d.announcement_id as "announcementId", nullif(d.facts, '{}') as facts, d.tries,
  (select concat_ws('|', r.kind, r.exam_year, r.region) from reminders r where r.id = d.reminder_id) as reminder`

/** SQL on a row `d`: nobody has leased it, or the lease is over, or whoever leased it has given no sign of life for a while. */
export const IS_FREE = `(d.lease_until is null or d.lease_until < now() or not ${isAlive('d.sender')})`

const LANES = `
  select t.id as "templateId", u.urgent
    from unnest($1::text[]) as t(id) cross join unnest($2::boolean[]) as u(urgent)
   where not exists (select from parked_templates p where p.template_id = t.id)
     and exists (select from deliveries d
                  where d.template_id = t.id and d.urgent = u.urgent and d.state = 'due' and d.run_at <= now()
                    and ${IS_FREE})`

export const LEASE = `
  with picked as (
    select d.reminder_id, d.run_at from deliveries d
     where d.template_id = $1 and d.urgent = $2 and d.state = 'due' and d.run_at >= $7 and d.run_at <= now()
       and ${IS_FREE}
     order by d.run_at, d.reminder_id limit $3 for update skip locked)
  update deliveries d set lease = $4, lease_until = now() + $5 * interval '1 second', sender = $6
   where d.reminder_id = any(array(select reminder_id from picked))
  returning ${RETURNED}, (select max(run_at) from picked)::text as "last",
    (select count(*) from grants g where g.openid = d.openid and g.template_id = d.template_id
        and g.spent_at is null and g.voided_at is null)::integer as grants`

const LEASE_RETRIES = `
  with picked as (
    select d.reminder_id from deliveries d
     where d.state = 'unsettled' and d.retry_at <= now() and d.template_id = any($1) and d.urgent = any($2)
       and ${IS_FREE}
       and d.template_id not in (select template_id from parked_templates)
     order by d.retry_at limit $3 for update skip locked)
  update deliveries d set lease = $4, lease_until = now() + $5 * interval '1 second', sender = $6
   where d.reminder_id = any(array(select reminder_id from picked))
  returning ${RETURNED}, d.template_id as "templateId", d.urgent`

/** Lanes that have something to send now. */
export async function findLanes(pool: pg.Pool, templateIds: string[], urgencies: boolean[]): Promise<Lane[]> {
  const { rows } = await pool.query<Lane>({ name: 'find-lanes', text: LANES, values: [templateIds, urgencies] })
  return rows
}

/** Who leases, and for how many seconds. */
export interface Leaseholder {
  /** This process, as registered in `senders`. */
  sender: string
  seconds: number
}

/**
 * Leases due deliveries of a lane, the oldest first, past those that others have leased.
 * @param after - where an earlier call has stopped: what was due before is not read again
 * @returns the deliveries, and where the next call may go on
 */
export async function leaseDue(
  pool: pg.Pool,
  lane: Lane,
  limit: number,
  { sender, seconds }: Leaseholder,
  after: Position = '-infinity',
): Promise<{ deliveries: LeasedDelivery[]; last: Position }> {
  const lease = randomUUID()
  const values = [lane.templateId, lane.urgent, limit, lease, seconds, sender, after]
  const { rows } = await pool.query<LeasedRow & { last: Position; grants: number }>({
    name: 'lease-due',
    text: LEASE,
    values,
  })
  return {
    deliveries: rows.map(row => toDelivery(row, lease, lane, false, row.grants)),
    last: rows[0]?.last ?? after,
  }
}

/** Leases unsettled deliveries whose one more try has been allowed. */
export async function leaseRetries(
  pool: pg.Pool,
  templateIds: string[],
  urgencies: boolean[],
  limit: number,
  { sender, seconds }: Leaseholder,
): Promise<LeasedDelivery[]> {
  const lease = randomUUID()
  const values = [templateIds, urgencies, limit, lease, seconds, sender]
  const { rows } = await pool.query<LeasedRow & Lane>({ name: 'lease-retries', text: LEASE_RETRIES, values })
  return rows.map(row => toDelivery(row, lease, row, true, 0))
}

// Property by property: a copy with `...` costs several times as much, and score night makes a hundred thousand.
function toDelivery(
  { id, openid, announcementId, facts, tries, reminder }: LeasedRow,
  lease: string,
  { templateId, urgent }: Lane,
  isRetry: boolean,
  grants: number,
): LeasedDelivery {
  const [kind, examYear, region = null] = (reminder ?? '').split('|') as [string, string?, string?]
  return {
    id,
    lease,
    openid,
    templateId,
    announcementId,
    kind,
    examYear: Number(examYear ?? 0),
    region,
    facts: facts ?? {},
    urgent,
    tries,
    isRetry,
    grants,
    canSettle: grants === 1,
  }
}

/** Gives leases back, for others to take after a moment. */
export async function release(pool: pg.Pool, deliveries: LeasedDelivery[], afterSeconds: number): Promise<void> {
  if (deliveries.length === 0) return
  await pool.query(
    `update deliveries d set lease = null, lease_until = null,
            run_at = case when d.state = 'due' then now() + $3 * interval '1 second' else d.run_at end
       from unnest($1::bigint[], $2::uuid[]) as l(id, lease)
      where d.reminder_id = l.id and d.lease = l.lease and d.state in ('due', 'unsettled')`,
    [deliveries.map(({ id }) => id), deliveries.map(({ lease }) => lease), afterSeconds],
  )
}
