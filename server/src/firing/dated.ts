import { DATED_KINDS, type DatedKind, FIRING_TIME, QUIET_FROM } from '@zhuan/api'
import { addDays } from '@zhuan/exam'
import { sql } from 'kysely'
import { type Alert, clearAlertsOf, raiseAlert } from '../audit/alerts'
import { type Calendars, currentCalendars, officialDay } from '../calendar/calendars'
import { chinaDay, chinaInstant } from '../clock'
import type { Context } from '../context'
import { lockOutSubscriptions } from '../database/locks'
import type { DatedGroup } from '../deliveries/fired-days'
import { makeDeliveries, PAGE_SIZE } from '../deliveries/make-deliveries'
import type { Facts } from '../deliveries/message'
import { IS_OPEN, isOpenAfter } from '../deliveries/open-reminders'
import { templateIdsOf } from '../reminder-templates'
import { awaitedRegistrations } from './last-chance-registrations'
import { dayFacts, withdrawDates } from './withdrawn-dates'

/** How long before an expected day its official date has to be known. Days. */
export const ALERT_BEFORE = 7

/** When a dated reminder fires: 10:00 in China on the first day, or so many days before it. */
export function firingInstant(kind: DatedKind, start: string): Date {
  return chinaInstant(addDays(start, -DATED_KINDS[kind]), FIRING_TIME)
}

/**
 * Fires the dated reminders of today: from 10:00 until the quiet hours, so that an outage at 10:00 only delays them.
 * Nothing fires on an expected or reference date. Reminders that were asked for after 10:00 do not fire.
 * Before that, what has fired on a day that is official no more is taken back: it may fire again at once.
 * @returns how many deliveries were made
 */
export async function fireDated(context: Context): Promise<number> {
  await withdrawDates(context)
  const now = context.clock.now()
  const calendars = await currentCalendars(context.database, now)
  let made = 0
  for (const group of await openGroups(context))
    if (firesNow(calendars, group, now)) made += await fireGroup(context, group)
  return made
}

/** What a milestone fires at this moment, and for whom: those whose reminder was open at `before`. */
function firesNow(calendars: Calendars, group: DatedGroup, now: Date): { facts: Facts; before: Date } | undefined {
  const day = officialDay(calendars, group, group.kind)
  if (!day) return undefined
  const before = firingInstant(group.kind, day.start)
  if (now < before || now >= chinaInstant(chinaDay(before), QUIET_FROM)) return undefined
  return { facts: dayFacts(day), before }
}

/** Alerts the operator where people wait for an official date that should be known by now. */
export async function alertMissingDates(context: Context): Promise<void> {
  const { database, log, clock } = context
  const now = clock.now()
  const missing = await missingDates(context, chinaDay(now))
  await forgetSettledByCancelled(context)
  for (const alert of missing) await raiseAlert(database, log, alert, now)
}

/** What was told before the announcement that settled it was cancelled is told anew, however short that stood. */
async function forgetSettledByCancelled({ database }: Context): Promise<void> {
  await clearAlertsOf(
    database,
    sql`announcements a
     where a.cancelled_at > alerts.raised_at
       and (alerts.key = 'missing ' || a.kind || ' ' || a.exam_year || ' ' || coalesce(a.region, '全国')
            or a.region is null and starts_with(alerts.key, 'missing ' || a.kind || ' ' || a.exam_year || ' '))`,
  )
}

async function missingDates(context: Context, today: string): Promise<Alert[]> {
  const calendars = await currentCalendars(context.database, context.clock.now())
  const alerts: Alert[] = []
  for (const group of [...(await openGroups(context)), ...(await awaitedRegistrations(context, calendars))]) {
    const milestone = calendars(group.region).milestone(group.exam_year, group.kind)
    if (milestone.status === 'official') continue
    const expected = addDays(milestone.start, -DATED_KINDS[group.kind])
    if (today < addDays(expected, -ALERT_BEFORE) || today > milestone.end) continue
    const subject = `${group.kind} ${group.exam_year} ${group.region ?? '全国'}`
    const details = {
      expected: milestone.start,
      status: milestone.status,
      announce: `announce ${group.kind} --year ${group.exam_year}${group.region ? ` --region ${group.region}` : ''} --start …`,
    }
    alerts.push({ key: `missing ${subject}`, action: 'official-date-missing', subject, details })
  }
  return alerts
}

async function openGroups({ database }: Context): Promise<DatedGroup[]> {
  const { rows } = await sql<DatedGroup>`
    select distinct r.kind, r.exam_year, r.region from reminders r
     where r.kind = any(${Object.keys(DATED_KINDS)}) and ${IS_OPEN}`.execute(database)
  return rows
}

async function fireGroup({ database, environment, clock }: Context, group: DatedGroup): Promise<number> {
  const templateIds = templateIdsOf(environment.templates, group.kind)
  let made = 0
  for (let after = '0'; ; ) {
    const page = await database.transaction().execute(async transaction => {
      await lockOutSubscriptions(transaction)
      // Read anew for each page: the operator may have cancelled or corrected it meanwhile.
      const now = clock.now()
      const firing = firesNow(await currentCalendars(transaction, now), group, now)
      if (!firing) return undefined
      return makeDeliveries(
        transaction,
        sql`
          select r.id, c.openid from reminders r join candidates c on c.id = r.candidate_id
           where r.kind = ${group.kind} and r.exam_year = ${group.exam_year} and r.region is not distinct from ${group.region}
             and ${isOpenAfter(after)} and r.open_since < ${firing.before}
           order by r.id limit ${PAGE_SIZE}`,
        { announcementId: null, templateIds, urgent: false, facts: firing.facts },
      )
    })
    made += page?.made ?? 0
    if (!page || page.seen < PAGE_SIZE) return made
    after = page.last!
  }
}
