import { isDeepStrictEqual } from 'node:util'
import type { Milestone } from '@zhuan/exam'
import { sql, type Transaction } from 'kysely'
import { currentCalendar, officialDay } from '../calendar/current-calendar'
import type { Context } from '../context'
import { lockOutSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'
import { PAGE_SIZE } from '../deliveries/make-deliveries'
import type { Facts } from '../deliveries/message'
import { DATED_KINDS, type DatedKind } from '../reminder-kinds'

/** Reminders that look at the same milestone. */
export interface DatedGroup {
  kind: DatedKind
  exam_year: number
  region: string | null
}

/** What is told of a day when it fires reminders. */
export const dayFacts = ({ start, time }: Milestone): Facts => ({ date: start, ...(time && { time }) })

/** SQL: deliveries `d`, of reminders `r`, that fired on an official day and are not on their way. */
const FIRED = sql`deliveries d join reminders r on r.id = d.reminder_id
  where d.state = 'due' and d.announcement_id is null and r.kind = any(${Object.keys(DATED_KINDS)})`

/** What they tell, by milestone. */
export const WHAT_FIRED = sql<DatedGroup & { facts: Facts }>`
  select distinct r.kind, r.exam_year, r.region, d.facts from ${FIRED}`

/**
 * Takes back what is due and tells of a day that is official no more, because the operator has cancelled or corrected the
 * announcement: those reminders stand again, and fire on the right day. Where only the hour differs the message is given
 * the right one: it may be too late to fire again.
 */
export async function withdrawDates({ database, clock }: Context): Promise<void> {
  // Recipients may be made at this moment, by the calendar before: they are seen only when that has ended.
  await database.transaction().execute(lockOutSubscriptions)
  const { rows } = await WHAT_FIRED.execute(database)
  if (rows.length === 0) return
  const calendar = await currentCalendar(database, clock.now())
  for (const { facts, ...group } of rows) {
    const day = officialDay(calendar, group, group.kind)
    if (day && isDeepStrictEqual(facts, dayFacts(day))) continue
    while ((await database.transaction().execute(page => withdrawPage(page, group, clock.now()))) === PAGE_SIZE);
  }
}

/**
 * A page of one milestone, by the calendar as it is under the lock: what the right day fires is made under the same. Never
 * waits for a sender's row: should its message come back unsent, it is found by the next pass.
 */
async function withdrawPage(transaction: Transaction<Database>, group: DatedGroup, now: Date): Promise<number> {
  await lockOutSubscriptions(transaction)
  const day = officialDay(await currentCalendar(transaction, now), group, group.kind)
  const facts = day ? JSON.stringify(dayFacts(day)) : null
  const isSameDay = sql`d.facts ->> 'date' = ${day?.start ?? null}::text`
  const changed = await sql`
    update deliveries d set lease = null, lease_until = null,
           state = case when ${isSameDay} then d.state else 'cancelled' end,
           reason = case when ${isSameDay} then d.reason else 'the date was withdrawn' end,
           facts = case when ${isSameDay} then ${facts}::jsonb else d.facts end
     where d.reminder_id in (
       select d.reminder_id from ${FIRED}
          and r.kind = ${group.kind} and r.exam_year = ${group.exam_year} and r.region is not distinct from ${group.region}
          and d.facts is distinct from ${facts}::jsonb
        limit ${PAGE_SIZE} for update of d skip locked)`.execute(transaction)
  return Number(changed.numAffectedRows ?? 0)
}
