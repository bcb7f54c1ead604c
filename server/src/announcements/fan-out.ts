import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { lockOutSubscriptions } from '../database/locks'
import type { Database } from '../database/schema'
import { makeDeliveries, PAGE_SIZE } from '../deliveries/make-deliveries'
import { countRecipients, isAbout, isOpenAfter, type Scope } from '../deliveries/open-reminders'
import { type ReminderTemplates, templateIdsOf } from '../reminder-templates'

/**
 * Opens the announcements whose undo window is over: from here on their recipients are fixed.
 * @param now - the server's clock
 * @returns ids of those that have recipients to be made
 */
export async function openDueAnnouncements(database: Kysely<Database>, now: Date): Promise<string[]> {
  const due = await database
    .selectFrom('announcements')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('send_after', '<=', now)
    .orderBy('send_after')
    .execute()
  const opened: string[] = []
  for (const { id } of due) if (await database.transaction().execute(trx => open(trx, id, now))) opened.push(id)
  return opened
}

async function open(transaction: Transaction<Database>, id: string, now: Date): Promise<boolean> {
  await lockOutSubscriptions(transaction)
  const announcement = await transaction
    .selectFrom('announcements')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .forUpdate()
    .executeTakeFirst()
  if (!announcement) return false
  await sql`update announcements set state = 'sending', opened_at = ${now} where id = ${id}`.execute(transaction)
  return fixRecipients(transaction, id)
}

/**
 * Fixes who the recipients of an opened announcement are: those it has already, and those whose reminder is open; the fan-out then
 * begins, or begins again, at the first reminder. To be called under `lockOutSubscriptions`.
 * @returns whether recipients are to be made
 */
export async function fixRecipients(transaction: Transaction<Database>, id: string): Promise<boolean> {
  const announcement = await transaction
    .selectFrom('announcements')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { kind, exam_year: examYear, region, send_after: sendAfter } = announcement
  const open = await countRecipients(transaction, { kind, examYear, region }, sendAfter)
  const made = await countMade(transaction, id)
  await sql`
    update announcements set recipients = ${open + made}, fan_out_at = clock_timestamp(), fan_out_after = 0,
           fan_out_done = ${open === 0}, state = case when ${open === 0} then state else 'sending' end,
           finished_at = case when ${open === 0} then finished_at end
     where id = ${id}`.execute(transaction)
  return open > 0
}

/** Recipients that an announcement has already; before it is opened, those whose reminders changed, or went, after its `sendAfter`. */
async function countMade(transaction: Transaction<Database>, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from deliveries where announcement_id = ${id})
          + (select coalesce(sum(count), 0) from announcement_tallies where announcement_id = ${id}))::integer as count`.execute(
    transaction,
  )
  return rows[0]!.count
}

/** Announcements whose fan-out nobody is working on: its process died, or its job was never begun. */
export async function findStalledFanOuts(database: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from announcements
     where state = 'sending' and not fan_out_done and fan_out_at < clock_timestamp() - interval '3 seconds'`.execute(
    database,
  )
  return rows.map(row => row.id)
}

/**
 * Makes the deliveries of an opened announcement, page by page in the order of reminder ids; any number of processes
 * may try, each page is made once. Earlier announcements of the same kind and year come first, so that nobody of theirs
 * is counted for a later one. Returns when all are made, or the announcement was cancelled.
 * @param onPage - called after each page, with the number of deliveries made
 */
export async function fanOut(
  database: Kysely<Database>,
  templates: ReminderTemplates,
  id: string,
  onPage: (made: number) => void = () => undefined,
): Promise<void> {
  for (const next of await unfinishedUpTo(database, id)) {
    for (;;) {
      const made = await database.transaction().execute(trx => fanOutPage(trx, templates, next))
      if (made === undefined) break
      onPage(made)
    }
  }
}

async function unfinishedUpTo(database: Kysely<Database>, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select earlier.id from announcements a join announcements earlier
        on earlier.kind = a.kind and earlier.exam_year = a.exam_year and earlier.send_after <= a.send_after
     where a.id = ${id} and earlier.state = 'sending' and not earlier.fan_out_done
     order by earlier.send_after, earlier.id = a.id`.execute(database)
  return rows.map(row => row.id)
}

/** @returns how many deliveries were made; undefined when there is nothing left to do */
async function fanOutPage(
  transaction: Transaction<Database>,
  templates: ReminderTemplates,
  id: string,
): Promise<number | undefined> {
  await lockOutSubscriptions(transaction)
  const announcement = await transaction
    .selectFrom('announcements')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('fan_out_done', '=', false)
    .forUpdate()
    .executeTakeFirst()
  if (!announcement) return undefined
  const { kind, exam_year: examYear, region, urgent } = announcement
  const templateIds = templateIdsOf(templates, kind)
  const recipients = pageOfRecipients({ kind, examYear, region }, announcement.send_after, announcement.fan_out_after)
  const page = await makeDeliveries(transaction, recipients, { announcementId: id, templateIds, urgent, facts: {} })
  await sql`
    update announcements set fan_out_at = clock_timestamp(), fan_out_done = ${page.seen < PAGE_SIZE},
           fan_out_after = coalesce(${page.last}::bigint, fan_out_after)
     where id = ${id}`.execute(transaction)
  return page.made
}

/**
 * SQL giving `id` and `openid` of the next recipients, in the order of reminder ids.
 * @param before - only reminders that were open at this instant
 * @param after - the last reminder of the page before
 */
export function pageOfRecipients(scope: Scope, before: Date, after: string): RawBuilder<unknown> {
  return sql`
    select r.id, c.openid from reminders r join candidates c on c.id = r.candidate_id
     where ${isAbout(scope)} and ${isOpenAfter(after)} and r.open_since <= ${before}
     order by r.id limit ${PAGE_SIZE}`
}
