import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import type { Facts } from './message'
import { NOT_CONFIGURED } from './reasons'

/** Recipients made in one transaction; subscription changes wait that long. */
export const PAGE_SIZE = 2000

/**
 * Makes the deliveries of a page of recipients. A delivery that a cancelled announcement withdrew is taken over, and
 * stays in that announcement's sums as a tally; any other is left alone: no reminder has two.
 * @param recipients - SQL giving `id` and `openid` of at most a page of reminders
 * @param made.templateId - null when none is configured: the deliveries then fail at once, with that reason
 * @returns the last reminder of the page, how many were in it, how many deliveries were made
 */
export async function makeDeliveries(
  transaction: Transaction<Database>,
  recipients: RawBuilder<unknown>,
  made: { announcementId: string | null; templateId: string | null; urgent: boolean; facts: Facts },
): Promise<{ last: string | null; seen: number; made: number }> {
  const { announcementId, templateId, urgent } = made
  const { rows } = await sql<{ last: string | null; seen: number; made: number }>`
    with page as (${recipients}),
    tallied as (
      insert into announcement_tallies (announcement_id, state, count)
      select d.announcement_id, 'cancelled', count(*) from deliveries d
       where d.reminder_id = any(array(select id from page)) and d.announcement_id is not null and d.state = 'cancelled'
       group by d.announcement_id
      on conflict (announcement_id, state) do update set count = announcement_tallies.count + excluded.count
    ), made as (
      insert into deliveries (reminder_id, announcement_id, openid, template_id, urgent, facts, state, reason)
      select id, ${announcementId}::uuid, openid, coalesce(${templateId}::text, ''), ${urgent}, ${JSON.stringify(made.facts)}::jsonb,
             case when ${templateId}::text is null then 'failed' else 'due' end,
             case when ${templateId}::text is null then ${sql.lit(NOT_CONFIGURED)} end
        from page
      on conflict (reminder_id) do update set announcement_id = excluded.announcement_id, template_id = excluded.template_id,
        urgent = excluded.urgent, facts = excluded.facts, state = excluded.state, reason = excluded.reason,
        run_at = clock_timestamp(), lease = null, lease_until = null, tries = 0, retry_at = null, retried = false, withdrawn = false
      where deliveries.state = 'cancelled'
      returning 1
    )
    select (select max(id) from page) as last, (select count(*) from page)::integer as seen, (select count(*) from made)::integer as made`.execute(
    transaction,
  )
  return rows[0]!
}
