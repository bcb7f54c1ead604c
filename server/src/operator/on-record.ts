import { readAnnouncement } from '../announcements/announcement-view'
import { reopen } from '../announcements/reopen'
import { audit } from '../audit/audit'
import type { Context } from '../context'
import { countInDoubt, type InDoubt, type Resent, resend, resendAll } from '../deliveries/unconfirmed'
import { conflict } from '../errors'
import { resumeTemplate, TEMPLATE_RESUMED } from '../sending/parked-templates'

// `by` is the name of an operator. Each deed and its entry in the audit log are one transaction: after a kill there are both or neither.

/**
 * Sends an unconfirmed delivery again.
 * @returns what it was in when it could not be sent again; undefined when there is none
 */
export async function resendOnRecord(
  { database, clock }: Context,
  id: string,
  by: string,
): Promise<Resent | undefined> {
  return database.transaction().execute(async transaction => {
    const result = await resend(transaction, id)
    if (result?.resent) {
      await reopen(transaction, result.announcementId)
      await audit(transaction, { by, at: clock.now() }, 'delivery.resent', id)
    }
    return result
  })
}

/**
 * Sends all unconfirmed deliveries of an announcement again, or says how many that would be.
 * @throws HttpError 404; 409 when it was cancelled, or when there is none to send again
 */
export async function resendAllOnRecord(context: Context, id: string, dryRun: boolean, by: string): Promise<InDoubt> {
  const { database, clock } = context
  const { state } = await readAnnouncement(context, id)
  if (state === 'cancelled') throw conflict('cancelled', 'the announcement was cancelled: nothing of it is sent again')
  if (dryRun) return countInDoubt(database, id)
  return database.transaction().execute(async transaction => {
    const { mayArriveTwice } = await countInDoubt(transaction, id)
    const deliveries = await resendAll(transaction, id)
    if (deliveries === 0) throw conflict('not-unconfirmed', 'nothing of the announcement is unconfirmed')
    await reopen(transaction, id)
    await audit(transaction, { by, at: clock.now() }, 'announcement.resent', id, { deliveries, mayArriveTwice })
    return { deliveries, mayArriveTwice }
  })
}

/**
 * Lets a parked template send again.
 * @returns false when it was not parked
 */
export async function resumeOnRecord({ database, clock }: Context, templateId: string, by: string): Promise<boolean> {
  return database.transaction().execute(async transaction => {
    const errcode = await resumeTemplate(transaction, templateId)
    if (errcode === undefined) return false
    await audit(transaction, { by, at: clock.now() }, TEMPLATE_RESUMED, templateId, { errcode })
    return true
  })
}
