import type { ReminderPorts, Resent } from '../announcements/ports'
import { audit } from '../audit/audit'
import type { Context } from '../context'

// Each deed and its entry in the audit log are one transaction: after a kill there are both or neither.

/**
 * Sends an unconfirmed delivery again.
 * @returns what it was in when it could not be sent again; undefined when there is none
 */
export async function resendOnRecord(
  { database, clock }: Context,
  ports: ReminderPorts,
  id: string,
): Promise<Resent | undefined> {
  return database.transaction().execute(async transaction => {
    const result = await ports.resend(transaction, id)
    if (result?.resent) await audit(transaction, clock.now(), 'delivery.resent', id)
    return result
  })
}

/**
 * Lets a parked template send again.
 * @returns false when it was not parked
 */
export async function resumeOnRecord(
  { database, clock }: Context,
  ports: ReminderPorts,
  templateId: string,
): Promise<boolean> {
  return database.transaction().execute(async transaction => {
    const isResumed = await ports.resumeTemplate(transaction, templateId)
    if (isResumed) await audit(transaction, clock.now(), 'template.resumed', templateId)
    return isResumed
  })
}
