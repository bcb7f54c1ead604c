import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { Database } from '../database/schema'
import { allTemplateIds, type ReminderTemplates, templateIdsOf } from '../reminder-templates'
import { IS_FREE, type LeasedDelivery } from './leases'
import { NOT_CONFIGURED } from './reasons'

/** For so long another process, started with another REMINDER_TEMPLATES, may be about to send what it has made. Seconds. */
const ADOPTED_AFTER = 60
/** And for so long before it is given up: a process with the kind in its file may still be started. Seconds. */
const FAILED_AFTER = 600
/** Rows at once: nobody waits for them long. */
const PAGE = 5000

/**
 * Deliveries made under an earlier configuration are sent with a template that their kind has now: all of them, at start.
 * Those of people who have a grant of an earlier template only are sent with that one.
 */
export async function adoptTemplates(database: Kysely<Database>, templates: ReminderTemplates): Promise<void> {
  for (const [kind, { templateId, earlier = [] }] of Object.entries(templates)) {
    await sql`
      update deliveries d set template_id = ${templateId}, lease = null from reminders r
       where r.id = d.reminder_id and r.kind = ${kind} and d.state = 'due'
         and d.template_id <> all(${templateIdsOf(templates, kind)}) and ${sql.raw(IS_FREE)}`.execute(database)
    for (const { templateId: earlierId } of earlier)
      await sql`
        update deliveries d set template_id = ${earlierId}, lease = null from reminders r
         where r.id = d.reminder_id and r.kind = ${kind} and d.state = 'due' and d.template_id = ${templateId}
           and not ${hasGrantOf(templateId)} and ${hasGrantOf(earlierId)} and ${sql.raw(IS_FREE)}`.execute(database)
  }
}

/** SQL on `d`: our books have an unspent grant of its person for this template. */
const hasGrantOf = (templateId: string) => sql<boolean>`(exists (select from grants g
  where g.openid = d.openid and g.template_id = ${templateId} and g.spent_at is null and g.voided_at is null))`

/**
 * Leaves nothing behind under a template that is no longer configured, such as what a dead process had leased when this
 * one started, or what one with the old configuration has made since: it is sent with the template that its kind has
 * now, or fails where it has none; an unknown outcome cannot be tried again and is unconfirmed after the waiting time.
 * Costs a few look-ups in an index as long as there is nothing of the kind.
 * @param retryAfter - UNCONFIRMED_RETRY_SECONDS
 */
export async function settleUnconfigured(
  database: Kysely<Database>,
  templates: ReminderTemplates,
  retryAfter: number,
): Promise<void> {
  const configured = allTemplateIds(templates)
  await giveUpRetries(database, configured, retryAfter)
  const strange = (await dueTemplates(database)).filter(id => !configured.includes(id))
  if (strange.length === 0) return
  for (const [kind, { templateId }] of Object.entries(templates)) {
    await sql`
      update deliveries set template_id = ${templateId}, lease = null where reminder_id in (
        select d.reminder_id from deliveries d join reminders r on r.id = d.reminder_id
         where d.state = 'due' and d.template_id = any(${strange}) and r.kind = ${kind} and ${waitsSince(ADOPTED_AFTER)}
         limit ${PAGE} for update of d skip locked)`.execute(database)
  }
  await sql`
    update deliveries set state = 'failed', reason = ${NOT_CONFIGURED}, lease = null, lease_until = null where reminder_id in (
      select d.reminder_id from deliveries d join reminders r on r.id = d.reminder_id
       where d.state = 'due' and d.template_id = any(${strange}) and r.kind <> all(${Object.keys(templates)})
         and ${waitsSince(FAILED_AFTER)}
       limit ${PAGE} for update of d skip locked)`.execute(database)
}

/**
 * Puts deliveries just leased under the template that their kind has now; theirs is none of its earlier ones, but
 * still configured, for another kind,
 * whose keywords are not theirs. They are due at once; an unknown outcome cannot be tried again.
 * @param templateIds - of each, in the same order
 */
export async function adoptLeased(pool: pg.Pool, deliveries: LeasedDelivery[], templateIds: string[]): Promise<void> {
  await pool.query(
    `update deliveries d set lease = null, lease_until = null,
            template_id = case d.state when 'due' then l.template_id else d.template_id end,
            state = case d.state when 'unsettled' then 'unconfirmed' else d.state end
       from unnest($1::bigint[], $2::uuid[], $3::text[]) as l(id, lease, template_id)
      where d.reminder_id = l.id and d.lease = l.lease and d.state in ('due', 'unsettled')`,
    [deliveries.map(({ id }) => id), deliveries.map(({ lease }) => lease), templateIds],
  )
}

const waitsSince = (seconds: number) =>
  sql`d.run_at <= clock_timestamp() - ${seconds} * interval '1 second' and ${sql.raw(IS_FREE)}`

async function giveUpRetries(database: Kysely<Database>, configured: string[], retryAfter: number): Promise<void> {
  await sql`
    update deliveries set state = 'unconfirmed', lease = null where reminder_id in (
      select d.reminder_id from deliveries d
       where d.state = 'unsettled' and d.template_id <> all(${configured}) and ${sql.raw(IS_FREE)}
         and d.attempted_at <= clock_timestamp() - ${retryAfter} * interval '1 second'
       limit ${PAGE} for update skip locked)`.execute(database)
}

/** The templates of all that is due: one look-up each in the index that begins with them, however much is due. */
export const DUE_TEMPLATES = `
  with recursive found as (
    (select template_id as id from deliveries where state = 'due' order by template_id limit 1)
    union all
    select (select template_id from deliveries where state = 'due' and template_id > found.id order by template_id limit 1)
      from found where found.id is not null)
  select id from found where id is not null`

async function dueTemplates(database: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql.raw<{ id: string }>(DUE_TEMPLATES).execute(database)
  return rows.map(({ id }) => id)
}
