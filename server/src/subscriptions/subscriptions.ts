import { REMINDER_NEEDS, type RemindersRequest, type WantedReminder } from '@zhuan/api'
import { REGIONS } from '@zhuan/exam'
import { sql, type Transaction } from 'kysely'
import { makeOwedDelivery } from '../announcements/owed-delivery'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import type { Account } from '../database/find-accounts'
import { lockReminders, lockSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'
import { callOff, wantAgain } from '../deliveries/called-off'
import { disturb } from '../deliveries/retry-rule'
import { HttpError, invalid } from '../errors'
import { recordAcceptance } from '../grants/grants'
import { allTemplateIds } from '../reminder-templates'
import { countScene } from '../reports/scan-counts'
import { listReminders, type ReminderList } from './list-reminders'
import { findExcess } from './reminder-limits'
import { asNotices, type WantedNotice } from './second-notices'
import { noteRefusal, recordTap } from './taps'

/**
 * Takes in one tap: what the popup said, and the reminders that were asked for with it. The same acceptanceId again
 * changes nothing; only after a refusal, once corrected, it still brings its reminders.
 * @throws HttpError 422 when a reminder could never fire, or there would be too many; no reminder is stored then, but
 *   what the popup said is: WeChat has given the grant, whatever we think of the reminders
 */
export async function subscribe(context: Context, account: Account, request: RemindersRequest): Promise<ReminderList> {
  let isFirstReport = false
  const taken = await context.database.transaction().execute(async transaction => {
    await lockReminders(transaction, account.id)
    await lockSubscriptions(transaction)
    const tap = await recordTap(transaction, account.id, request)
    isFirstReport = tap.isFirstReport
    if (tap.isFirstReport) await recordOutcomes(context, transaction, account, request.outcome, tap.acceptedAt)
    const isOpen = tap.isFirstReport || tap.wasRefused
    const wanted = await asNotices(transaction, account.id, request.reminders)
    const fault =
      findFault(context, request.reminders) ?? (isOpen ? await findExcess(transaction, account.id, wanted) : undefined)
    if (isOpen && (fault !== undefined) !== tap.wasRefused)
      await noteRefusal(transaction, account.id, request.acceptanceId, fault !== undefined)
    if (fault) return fault
    if (isOpen) for (const each of wanted) await want(context, transaction, account, each)
    return listReminders(transaction, account, context.clock.now())
  })
  if (isFirstReport) await countForScene(context, request)
  if (taken instanceof HttpError) throw taken
  return taken
}

/** Behind the transaction: a popular code's row must not make its people wait for each other's taps. */
async function countForScene({ database, clock, log }: Context, { scene, outcome }: RemindersRequest): Promise<void> {
  if (scene === undefined || !Object.values(outcome).includes('accept')) return
  try {
    await countScene(database, chinaDay(clock.now()), scene, 'subscriptions')
  } catch (error) {
    // The tap is on record, which is what matters: a sum is not worth an error on the phone.
    log.warn({ err: error }, 'a subscription could not be counted for its code')
  }
}

function findFault(context: Context, reminders: readonly WantedReminder[]): HttpError | undefined {
  for (const [index, wanted] of reminders.entries()) {
    const fault = faultOf(context, wanted, `reminders[${index}]`)
    if (fault) return fault
  }
  return undefined
}

function faultOf({ environment }: Context, wanted: WantedReminder, path: string): HttpError | undefined {
  const field = REMINDER_NEEDS[wanted.kind].required
  if (field && wanted[field] === undefined)
    return invalid('missing-field', `a reminder of kind ${wanted.kind} needs ${field}`, `${path}.${field}`)
  if (wanted.region !== undefined && !REGIONS.includes(wanted.region))
    return invalid('unknown-value', 'the region is unknown, expected its Chinese name such as 西藏', `${path}.region`)
  if (!environment.templates[wanted.kind])
    return invalid(
      'kind-not-offered',
      `no template is configured for ${wanted.kind}; GET /v1/templates lists what is`,
      `${path}.kind`,
    )
  return undefined
}

async function recordOutcomes(
  { environment }: Context,
  transaction: Transaction<Database>,
  account: Account,
  outcome: RemindersRequest['outcome'],
  acceptedAt: Date,
): Promise<void> {
  const known = new Set(allTemplateIds(environment.templates))
  // In one order everywhere: each acceptance locks its pair.
  for (const templateId of Object.keys(outcome).sort()) {
    // A template that is not ours (any more) is no promise that we could use.
    if (!known.has(templateId)) continue
    const pair = { openid: account.openid, templateId }
    if (outcome[templateId] === 'accept') await recordAcceptance(transaction, pair, { by: 'report', at: acceptedAt })
    else await disturb(transaction, pair)
  }
}

async function want(
  { environment, clock }: Context,
  transaction: Transaction<Database>,
  account: Account,
  wanted: WantedNotice,
): Promise<void> {
  const now = clock.now()
  const moving = await findElsewhere(transaction, account, wanted)
  if (moving) await makeOwedDelivery(transaction, environment.templates, moving, now)
  // Whoever comes after the opening was not open at sendAfter, though this server's clock be behind the other's.
  const { rows } = await sql<{ id: string }>`
    insert into reminders as r (candidate_id, kind, exam_year, endorsement_id, notice, region, open_since)
    values (${account.id}, ${wanted.kind}, ${wanted.examYear ?? 0}, ${wanted.endorsementId ?? ''}, ${wanted.notice}, ${wanted.region ?? null},
      greatest(${now}, (select max(a.send_after) + interval '1 millisecond' from announcements a
        where a.kind = ${wanted.kind} and a.exam_year = ${wanted.examYear ?? 0} and a.opened_at is not null)))
    on conflict (candidate_id, kind, exam_year, endorsement_id, notice) do update set
      open_since = case when r.cancelled_at is not null or r.region is distinct from excluded.region then excluded.open_since else r.open_since end,
      region = excluded.region, cancelled_at = null
    returning r.id`.execute(transaction)
  await wantAgain(transaction, rows[0]!.id)
}

/** The same reminder, open with another region: an announcement may be about to reach it there. */
async function findElsewhere(
  transaction: Transaction<Database>,
  account: Account,
  { kind, examYear = 0, endorsementId = '', notice, region }: WantedNotice,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from reminders
     where candidate_id = ${account.id} and kind = ${kind} and exam_year = ${examYear} and endorsement_id = ${endorsementId} and notice = ${notice}
       and cancelled_at is null and region is distinct from ${region ?? null} for update`.execute(transaction)
  return rows[0]?.id
}

/**
 * Cancels a reminder of this person; a message already on its way is not called back.
 * @returns false when this person has no such reminder
 */
export async function cancelReminder(
  { database, environment, clock }: Context,
  account: Account,
  publicId: string,
): Promise<boolean> {
  return database.transaction().execute(async transaction => {
    await lockSubscriptions(transaction)
    const reminder = await transaction
      .selectFrom('reminders')
      .select(['id', 'cancelled_at'])
      .where('public_id', '=', publicId)
      .where('candidate_id', '=', account.id)
      .forUpdate()
      .executeTakeFirst()
    if (!reminder) return false
    if (reminder.cancelled_at !== null) return true
    const now = clock.now()
    // It was open when an announcement fell due that has not come to it: it counts among the recipients.
    await makeOwedDelivery(transaction, environment.templates, reminder.id, now)
    await sql`update reminders set cancelled_at = ${now} where id = ${reminder.id}`.execute(transaction)
    await callOff(transaction, reminder.id)
    return true
  })
}
