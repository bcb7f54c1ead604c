import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import type { Pair } from '../deliveries/retry-rule'
import { disturb } from '../deliveries/retry-rule'
import { acceptedAt, pairAcceptances } from './acceptance-pairing'

/** More unspent grants of one template than this are not believed: nobody taps that often. */
export const MOST_BELIEVED = 50

interface GrantRow {
  id: string
  reported_at: Date | null
  event_at: Date | null
  is_open: boolean
}

/**
 * Puts one sighting of an acceptance on record: a candidate's report or WeChat's popup event. The two sightings of one
 * tap are joined, whichever comes first.
 * @param seen - who says so, and when it happened by their clock
 * @returns false when it was the other half of an acceptance already on record
 */
export async function recordAcceptance(
  transaction: Transaction<Database>,
  pair: Pair,
  seen: { by: 'report' | 'event'; at: Date },
): Promise<boolean> {
  // Two sightings of one tap may arrive in the same moment in two processes.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${pair.openid} ${pair.templateId}`}, 0))`.execute(
    transaction,
  )
  await disturb(transaction, pair)
  const { rows } = await sql<GrantRow>`
    select id, reported_at, event_at, spent_at is null and voided_at is null as is_open from grants
    where openid = ${pair.openid} and template_id = ${pair.templateId} order by accepted_at, id`.execute(transaction)
  const reports = instants(rows.map(row => row.reported_at))
  const events = instants(rows.map(row => row.event_at))
  ;(seen.by === 'report' ? reports : events).push(seen.at.getTime())
  const acceptances = pairAcceptances(reports, events)
  const isNew = acceptances.length > rows.length
  if (!isNew) await rejoin(transaction, rows, acceptances)
  else if (rows.filter(row => row.is_open).length < MOST_BELIEVED) await insert(transaction, pair, seen)
  return isNew
}

const instants = (values: (Date | null)[]): number[] =>
  values.flatMap(value => (value === null ? [] : [value.getTime()]))

async function insert(
  transaction: Transaction<Database>,
  pair: Pair,
  seen: { by: 'report' | 'event'; at: Date },
): Promise<void> {
  const gone = await transaction
    .selectFrom('grant_voids')
    .select('before')
    .where('openid', '=', pair.openid)
    .where('template_id', '=', pair.templateId)
    .executeTakeFirst()
  const isGone = gone !== undefined && seen.at < gone.before
  await transaction
    .insertInto('grants')
    .values({
      openid: pair.openid,
      template_id: pair.templateId,
      accepted_at: seen.at,
      reported_at: seen.by === 'report' ? seen.at : null,
      event_at: seen.by === 'event' ? seen.at : null,
      voided_at: isGone ? gone.before : null,
    })
    .execute()
}

/** Writes a new pairing of the same number of acceptances into the rows; spent and voided ones keep their place in time. */
async function rejoin(
  transaction: Transaction<Database>,
  rows: GrantRow[],
  acceptances: ReturnType<typeof pairAcceptances>,
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const acceptance = acceptances[index]!
    const same = row.reported_at?.getTime() === acceptance.reportedAt && row.event_at?.getTime() === acceptance.eventAt
    if (same) continue
    await transaction
      .updateTable('grants')
      .set({
        accepted_at: new Date(acceptedAt(acceptance)),
        reported_at: acceptance.reportedAt === undefined ? null : new Date(acceptance.reportedAt),
        event_at: acceptance.eventAt === undefined ? null : new Date(acceptance.eventAt),
      })
      .where('id', '=', row.id)
      .execute()
  }
}

/** Voids the grants accepted before an instant, also those whose report is still on its way. */
export async function voidGrants(transaction: Transaction<Database>, pair: Pair, before: Date): Promise<void> {
  await disturb(transaction, pair)
  await sql`
    insert into grant_voids (openid, template_id, before) values (${pair.openid}, ${pair.templateId}, ${before})
    on conflict (openid, template_id) do update set before = greatest(grant_voids.before, excluded.before)`.execute(
    transaction,
  )
  await sql`
    update grants set voided_at = clock_timestamp()
    where openid = ${pair.openid} and template_id = ${pair.templateId}
      and spent_at is null and voided_at is null and accepted_at < ${before}`.execute(transaction)
}

/** Spends the oldest grant, as WeChat does when it accepts a message; none on our books is no error. */
export async function spendGrant(transaction: Transaction<Database>, pair: Pair): Promise<void> {
  await sql`
    update grants set spent_at = clock_timestamp() where id = (
      select id from grants where openid = ${pair.openid} and template_id = ${pair.templateId}
        and spent_at is null and voided_at is null
      order by accepted_at, id limit 1 for update)`.execute(transaction)
}

/** Unspent grants of a person by template id. */
export async function countGrants(transaction: Transaction<Database>, openid: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ template_id: string; count: number }>`
    select template_id, least(count(*), ${MOST_BELIEVED})::integer as count from grants
    where openid = ${openid} and spent_at is null and voided_at is null group by template_id`.execute(transaction)
  return Object.fromEntries(rows.map(row => [row.template_id, row.count]))
}

/** Forgets the grants of a person. */
export async function forgetGrants(transaction: Transaction<Database>, openid: string): Promise<void> {
  await transaction.deleteFrom('grants').where('openid', '=', openid).execute()
  await transaction.deleteFrom('grant_voids').where('openid', '=', openid).execute()
}
