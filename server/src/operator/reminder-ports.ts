import { cancelDue } from '../announcements/cancelled-announcements'
import { countDeliveries } from '../announcements/counts'
import { reachesNobody, retract } from '../announcements/retraction'
import type { Context } from '../context'
import { countRecipients } from '../deliveries/open-reminders'
import { listUnconfirmed, resend } from '../deliveries/unconfirmed'
import { withdrawDates } from '../firing/withdrawn-dates'
import { resumeTemplate } from '../sending/parked-templates'

/** What the operator's routes may do with reminders; handed to them by compose.ts. */
export function operatorPorts(context: Context) {
  const { database } = context
  return {
    countRecipients: (scope: Parameters<typeof countRecipients>[1], before: Date) =>
      countRecipients(database, scope, before),
    countDeliveries: (announcement: Parameters<typeof countDeliveries>[1]) => countDeliveries(database, announcement),
    cancelDue: () => cancelDue(database),
    withdrawDates: () => withdrawDates(context),
    reachesNobody,
    retract: (announcementId: string) => retract(database, announcementId),
    listUnconfirmed: () => listUnconfirmed(database),
    resend,
    resumeTemplate,
    async listParked() {
      const rows = await database.selectFrom('parked_templates').selectAll().orderBy('parked_at').execute()
      return rows.map(row => ({
        templateId: row.template_id,
        errcode: row.errcode,
        message: row.message,
        parkedAt: row.parked_at.toISOString(),
      }))
    },
  }
}
