import { ANNOUNCED_KINDS } from '@zhuan/api'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema'
import { makeDeliveries } from '../deliveries/make-deliveries'
import { IS_OPEN, SPEAKS_TO } from '../deliveries/open-reminders'
import { type ReminderTemplates, templateIdsOf } from '../reminder-templates'

interface Owing {
  id: string
  kind: keyof ReminderTemplates
  urgent: boolean
}

/**
 * Makes the delivery that an announcement still owes to a reminder that is about to change: it was open at `sendAfter`, and
 * the fan-out has not come to it. Afterwards the fan-out would find a reminder that is open no more, and one of those to
 * whom the announcement spoke would be lost. To be called under `lockSubscriptions`.
 * @param now - the server's clock
 */
export async function makeOwedDelivery(
  transaction: Transaction<Database>,
  templates: ReminderTemplates,
  reminderId: string,
  now: Date,
): Promise<void> {
  // Once it is opened it is due, though this server's clock be behind the opener's.
  // The row of the announcement is locked, so that an operator's cancellation comes before or after the delivery.
  const { rows } = await sql<Owing>`
    select a.id, a.kind, a.urgent from reminders r join announcements a on ${SPEAKS_TO}
     where r.id = ${reminderId} and ${IS_OPEN} and r.open_since <= a.send_after and a.kind = any(${[...ANNOUNCED_KINDS]})
       and (a.state = 'sending' or a.state = 'scheduled' and a.send_after <= ${now}) and not a.fan_out_done
     order by a.send_after, a.id limit 1 for share of a`.execute(transaction)
  const announcement = rows[0]
  if (!announcement) return
  await makeDeliveries(
    transaction,
    sql`select r.id, c.openid from reminders r join candidates c on c.id = r.candidate_id where r.id = ${reminderId}`,
    {
      announcementId: announcement.id,
      templateIds: templateIdsOf(templates, announcement.kind),
      urgent: announcement.urgent,
      facts: {},
    },
  )
}
