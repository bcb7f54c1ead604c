import { isDeepStrictEqual } from 'node:util'
import type { Milestone } from '@zhuan/exam'
import type { Transaction } from 'kysely'
import { currentCalendars, officialDay } from '../calendar/calendars'
import type { Context } from '../context'
import { lockOutSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'
import { type DatedGroup, WHAT_FIRED, withdrawFired } from '../deliveries/fired-days'
import { PAGE_SIZE } from '../deliveries/make-deliveries'
import type { Facts } from '../deliveries/message'

/** What is told of a day when it fires reminders. */
export const dayFacts = ({ start, time }: Milestone): Facts => ({ date: start, ...(time && { time }) })

/**
 * Takes back what is due and tells of a day that is official no more, because the operator has cancelled or corrected the
 * announcement: those reminders are open again, and fire on the right day. Where only the hour differs the message is given
 * the right one: it may be too late to fire again.
 */
export async function withdrawDates({ database, clock }: Context): Promise<void> {
  // Recipients may be made at this moment, by the calendar before: they are seen only when that has ended.
  await database.transaction().execute(lockOutSubscriptions)
  const { rows } = await WHAT_FIRED.execute(database)
  if (rows.length === 0) return
  const calendars = await currentCalendars(database, clock.now())
  for (const { facts, ...group } of rows) {
    const day = officialDay(calendars, group, group.kind)
    if (day && isDeepStrictEqual(facts, dayFacts(day))) continue
    while ((await database.transaction().execute(page => withdrawPage(page, group, clock.now()))) === PAGE_SIZE);
  }
}

/** A page of one milestone, by the calendar as it is under the lock: what the right day fires is made under the same. */
async function withdrawPage(transaction: Transaction<Database>, group: DatedGroup, now: Date): Promise<number> {
  await lockOutSubscriptions(transaction)
  const day = officialDay(await currentCalendars(transaction, now), group, group.kind)
  return withdrawFired(transaction, group, day ? dayFacts(day) : null)
}
