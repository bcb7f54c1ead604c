import { DATED_KINDS, type DatedKind } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { PAGE_SIZE } from './make-deliveries'
import type { Facts } from './message'
import { DATE_WITHDRAWN } from './reasons'

/** Reminders that look at the same milestone. */
export interface DatedGroup {
  kind: DatedKind
  exam_year: number
  region: string | null
}

/** SQL: deliveries `d`, of reminders `r`, that fired on an official day and are not on their way. */
const FIRED = sql`deliveries d join reminders r on r.id = d.reminder_id
  where d.state = 'due' and d.announcement_id is null and r.kind = any(${Object.keys(DATED_KINDS)})`

/** What they tell, by milestone. */
export const WHAT_FIRED = sql<DatedGroup & { facts: Facts }>`
  select distinct r.kind, r.exam_year, r.region, d.facts from ${FIRED}`

/**
 * Takes back a page of what is due and tells of another day of the milestone than its present one. What has the right day
 * and only the wrong hour is told the right facts instead. Never waits for a sender's row: should its message come back
 * unsent, it is found by the next pass.
 * @param facts - of the day that is official now; null when none is
 * @returns how many rows were changed
 */
export async function withdrawFired(
  transaction: Transaction<Database>,
  group: DatedGroup,
  facts: Facts | null,
): Promise<number> {
  const json = facts ? JSON.stringify(facts) : null
  const isSameDay = sql`d.facts ->> 'date' = ${facts?.date ?? null}::text`
  const changed = await sql`
    update deliveries d set lease = null, lease_until = null,
           state = case when ${isSameDay} then d.state else 'cancelled' end,
           reason = case when ${isSameDay} then d.reason else ${sql.lit(DATE_WITHDRAWN)} end,
           facts = case when ${isSameDay} then ${json}::jsonb else d.facts end
     where d.reminder_id in (
       select d.reminder_id from ${FIRED}
          and r.kind = ${group.kind} and r.exam_year = ${group.exam_year} and r.region is not distinct from ${group.region}
          and d.facts is distinct from ${json}::jsonb
        limit ${PAGE_SIZE} for update of d skip locked)`.execute(transaction)
  return Number(changed.numAffectedRows ?? 0)
}
