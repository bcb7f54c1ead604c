import type { RecipientGrants } from '@zhuan/api'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { isAnnounced } from '../reminder-kinds'

/** What an announcement is about; region null is the whole country. */
export interface Scope {
  kind: string
  examYear: number
  region: string | null
}

/**
 * SQL on `r` of reminders: asked for, not cancelled, and without a message. One whose delivery a cancelled announcement
 * withdrew is open again; one that has any other delivery has had its message.
 */
export const IS_OPEN = sql<boolean>`(
  r.cancelled_at is null and not exists (select from deliveries d where d.reminder_id = r.id and d.state <> 'cancelled'))`

/**
 * The same for a page: those behind the reminder `after`. Deliveries before it are named out of the join: it is planned
 * as a merge, and would begin at the first one, so that making all pages would cost the square of their number.
 */
export function isOpenAfter(after: string): RawBuilder<boolean> {
  return sql<boolean>`(
    r.id > ${after} and r.cancelled_at is null
    and not exists (select from deliveries d where d.reminder_id = r.id and d.reminder_id > ${after} and d.state <> 'cancelled'))`
}

/** SQL on `r` of reminders: those that an announcement of this scope is about. */
export function isAbout(scope: Scope): RawBuilder<boolean> {
  return sql<boolean>`(r.kind = ${scope.kind} and r.exam_year = ${scope.examYear}
    and (${scope.region}::text is null or r.region = ${scope.region}))`
}

/** SQL on `a` of announcements and `r` of reminders: the announcement speaks to that reminder. */
export const SPEAKS_TO = sql<boolean>`(a.kind = r.kind and a.exam_year = r.exam_year and (a.region is null or a.region = r.region))`

/**
 * The same people by what our books say of their grants.
 * @param templateIds - the present template of the kind, then earlier ones
 */
export async function countRecipientGrants(
  database: Kysely<Database>,
  scope: Scope,
  before: Date,
  templateIds: string[],
): Promise<RecipientGrants> {
  const [present = '', ...earlier] = templateIds
  const hasOne = (ids: string[]) => sql<boolean>`exists (select from grants g where g.openid = c.openid
    and g.template_id = any(${ids}::text[]) and g.spent_at is null and g.voided_at is null)`
  const { rows } = await sql<RecipientGrants>`
    select count(*) filter (where place = 1)::integer as present, count(*) filter (where place = 2)::integer as earlier,
           count(*) filter (where place = 3)::integer as none
      from (select case when ${hasOne([present])} then 1 when ${hasOne(earlier)} then 2 else 3 end as place
              from reminders r join candidates c on c.id = r.candidate_id
             where ${isAbout(scope)} and ${IS_OPEN} and r.open_since <= ${before}) recipients`.execute(database)
  return rows[0]!
}

/**
 * How many people an announcement would reach. Announcing a date of a kind that fires on its day only moves the
 * calendar, and reaches nobody.
 * @param before - only reminders that were open at this instant
 */
export async function countRecipients(
  database: Kysely<Database> | Transaction<Database>,
  scope: Scope,
  before: Date,
): Promise<number> {
  if (!isAnnounced(scope.kind)) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from reminders r
     where ${isAbout(scope)} and ${IS_OPEN} and r.open_since <= ${before}`.execute(database)
  return rows[0]!.count
}
