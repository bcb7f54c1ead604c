import type { AnnouncementCounts } from '@zhuan/api'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'

/**
 * How far an announcement has come. The counts add up to the recipients at any moment: `planned` are those whose
 * delivery has not ended or, while the fan-out runs, is still to be made.
 * @param announcement - its id, its recipients as known so far, and whether the fan-out is through
 */
export async function countDeliveries(
  database: Kysely<Database>,
  announcement: { id: string; state: string; recipients: number; fanOutDone: boolean },
): Promise<{ recipients: number; counts: AnnouncementCounts }> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, sum(count)::integer as count from (
      select state, count(*) as count from deliveries where announcement_id = ${announcement.id} group by state
      union all select state, count from announcement_tallies where announcement_id = ${announcement.id}) sums
    group by state`.execute(database)
  const of = (...states: string[]) =>
    rows.filter(row => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
  const ended = {
    sent: of('sent'),
    refused: of('refused'),
    failed: of('failed'),
    unconfirmed: of('unconfirmed'),
    cancelled: of('cancelled'),
  }
  const open = of('due', 'sending', 'unsettled')
  const total = open + Object.values(ended).reduce((sum, count) => sum + count, 0)
  // Not all are made yet, or never will be: those without a delivery are planned, or were cancelled with the rest.
  const missing = announcement.fanOutDone ? 0 : Math.max(0, announcement.recipients - total)
  const isCancelled = announcement.state === 'cancelled'
  return {
    recipients: total + missing,
    counts: {
      planned: open + (isCancelled ? 0 : missing),
      ...ended,
      cancelled: ended.cancelled + (isCancelled ? missing : 0),
    },
  }
}
