import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import type { Facts } from './message'
import { NOT_CONFIGURED } from './reasons'

/**
 * SQL on `page` with an openid: the template that its person is sent something with. That is the first of which our books
 * have a grant that no other message of theirs waits for; failing that the first, for WeChat decides.
 */
function templateFor(templateIds: string[]): RawBuilder<string | null> {
  const [present = null] = templateIds
  if (templateIds.length < 2) return sql`${present}::text`
  return sql`coalesce((
    select t.id from unnest(${templateIds}::text[]) with ordinality as t(id, place)
     where (select count(*) from grants g
             where g.openid = page.openid and g.template_id = t.id and g.spent_at is null and g.voided_at is null)
         > (select count(*) from candidates c join reminders r on r.candidate_id = c.id join deliveries d on d.reminder_id = r.id
             where c.openid = page.openid and d.template_id = t.id and d.state in ('due', 'sending', 'unsettled'))
     order by t.place limit 1), ${present})`
}

/** Recipients made in one transaction; subscription changes wait that long. */
export const PAGE_SIZE = 2000

/**
 * Makes the deliveries of a page of recipients. A delivery that a cancelled announcement withdrew is taken over, and
 * stays in that announcement's sums as a tally; any other is left alone: no reminder has two.
 * @param recipients - SQL giving `id` and `openid` of at most a page of reminders
 * @param made.templateIds - the present one and earlier ones; none is configured: the deliveries then fail at once, with that reason
 * @returns the last reminder of the page, how many were in it, how many deliveries were made
 */
export async function makeDeliveries(
  transaction: Transaction<Database>,
  recipients: RawBuilder<unknown>,
  made: { announcementId: string | null; templateIds: string[]; urgent: boolean; facts: Facts },
): Promise<{ last: string | null; seen: number; made: number }> {
  const { announcementId, templateIds, urgent } = made
  const isConfigured = templateIds.length > 0
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
      select id, ${announcementId}::uuid, openid, coalesce(${templateFor(templateIds)}, ''), ${urgent}, ${JSON.stringify(made.facts)}::jsonb,
             case when ${isConfigured} then 'due' else 'failed' end,
             case when not ${isConfigured} then ${sql.lit(NOT_CONFIGURED)} end
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
