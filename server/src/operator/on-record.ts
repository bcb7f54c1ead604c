import { reopen } from '../announcements/reopen'
import { audit } from '../audit/audit'
import type { Context } from '../context'
import { type Resent, resend } from '../deliveries/unconfirmed'
import { resumeTemplate } from '../sending/parked-templates'

// Each deed and its entry in the audit log are one transaction: after a kill there are both or neither.

/**
 * Sends an unconfirmed delivery again.
 * @returns what it was in when it could not be sent again; undefined when there is none
 */
export async function resendOnRecord({ database, clock }: Context, id: string): Promise<Resent | undefined> {
  return database.transaction().execute(async transaction => {
    const result = await resend(transaction, id)
    if (result?.resent) {
      await reopen(transaction, result.announcementId)
      await audit(transaction, clock.now(), 'delivery.resent', id)
    }
    return result
  })
}

/**
 * Lets a parked template send again.
 * @returns false when it was not parked
 */
export async function resumeOnRecord({ database, clock }: Context, templateId: string): Promise<boolean> {
  return database.transaction().execute(async transaction => {
    const isResumed = await resumeTemplate(transaction, templateId)
    if (isResumed) await audit(transaction, clock.now(), 'template.resumed', templateId)
    return isResumed
  })
}
