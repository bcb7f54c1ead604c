import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'

/** A person and a template: what WeChat counts grants by. */
export interface Pair {
  openid: string
  templateId: string
}

/**
 * SQL on a row `d` of deliveries: its outcome is unknown, and one more try can tell. Exactly one grant was on record
 * at the attempt, and no accept, reject or event of the pair has come since: then WeChat's 0 means that the first post
 * never arrived, and 43101 that it did. The grants are counted as of the attempt from their own instants, so a tap
 * whose transaction was still open at the attempt is seen all the same. What was called off is not tried again.
 */
export const MAY_RETRY = `(
  not d.retried and not d.disturbed and not d.withdrawn
  and not exists (select from announcements a where a.id = d.announcement_id and a.state = 'cancelled')
  and (select count(*) from grants g
        where g.openid = d.openid and g.template_id = d.template_id and g.recorded_at <= d.attempted_at
          and (g.spent_at is null or g.spent_at > d.attempted_at) and (g.voided_at is null or g.voided_at > d.attempted_at)) = 1
  and not exists (select from grants g
        where g.openid = d.openid and g.template_id = d.template_id
          and (g.recorded_at > d.attempted_at or g.spent_at > d.attempted_at or g.voided_at > d.attempted_at)))`

/**
 * Something was heard about the pair: an outcome that is still unknown can no longer be inferred from the grants. It comes
 * before any change of the pair's grants: the sender locks the delivery first as well.
 */
export async function disturb(transaction: Transaction<Database>, pair: Pair): Promise<void> {
  await sql`
    update deliveries set disturbed = true
    where openid = ${pair.openid} and template_id = ${pair.templateId} and state in ('sending', 'unsettled')`.execute(
    transaction,
  )
}
