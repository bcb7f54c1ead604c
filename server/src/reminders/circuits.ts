import type { Transaction } from 'kysely'
import type { Context } from '../context'
import type { Database } from '../database/schema'
import { clearAlert, raiseAlert } from './alerts'

/**
 * Stops a template: WeChat refuses it, or us, for every recipient alike. What is due waits until the operator resumes it.
 */
export async function parkTemplate(
  context: Context,
  templateId: string,
  fault: { errcode: number; message: string },
): Promise<void> {
  const { database, clock, log } = context
  const now = clock.now()
  await database
    .insertInto('parked_templates')
    .values({ template_id: templateId, errcode: fault.errcode, message: fault.message, parked_at: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await raiseAlert(
    database,
    log,
    { key: parkedKey(templateId), action: 'template-parked', subject: templateId, details: fault },
    now,
  )
}

/**
 * Lets a parked template send again.
 * @returns false when it was not parked
 */
export async function resumeTemplate(transaction: Transaction<Database>, templateId: string): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('parked_templates')
    .where('template_id', '=', templateId)
    .executeTakeFirst()
  await clearAlert(transaction, parkedKey(templateId))
  return deleted.numDeletedRows > 0n
}

const parkedKey = (templateId: string): string => `parked ${templateId}`
