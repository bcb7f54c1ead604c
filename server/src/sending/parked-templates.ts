import type { ParkedTemplate } from '@zhuan/api'
import { type Kysely, sql, type Transaction } from 'kysely'
import { clearAlert, raiseAlert } from '../audit/alerts'
import type { Context } from '../context'
import type { Database } from '../database/schema'
import { NO_GRANT } from './refusals-with-grants'

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
  if (fault.errcode === NO_GRANT && (await wasResumedLately(context, templateId))) {
    log.warn({ templateId, fault }, 'the operator has resumed the template: it is not parked for this again today')
    return
  }
  const values = { template_id: templateId, errcode: fault.errcode, message: fault.message, parked_at: now }
  const alert = { key: parkedKey(templateId), action: 'template-parked', subject: templateId, details: fault }
  await raiseAlert(database, log, alert, now, transaction =>
    transaction
      .insertInto('parked_templates')
      .values(values)
      // Changes nothing and locks the row: the operator's resuming comes wholly before or wholly after, alert and all.
      .onConflict(conflict => conflict.column('template_id').doUpdateSet({ template_id: templateId }))
      .execute(),
  )
}

/** People may really have taken their grants back: whoever resumes a template parked for that knows it. Hours. */
const RESUMED_FOR = 24

async function wasResumedLately({ database, clock }: Context, templateId: string): Promise<boolean> {
  const resumed = await database
    .selectFrom('audit_entries')
    .select('id')
    .where('action', '=', TEMPLATE_RESUMED)
    .where('subject', '=', templateId)
    .where(sql<boolean>`details ->> 'errcode' = ${String(NO_GRANT)}`)
    .where('at', '>', new Date(clock.now().getTime() - RESUMED_FOR * 3_600_000))
    .limit(1)
    .executeTakeFirst()
  return resumed !== undefined
}

/** As the audit log has it. */
export const TEMPLATE_RESUMED = 'template.resumed'

/**
 * Lets a parked template send again. The row goes first: it is what a late answer that parks it again waits for.
 * @returns for which errcode it was parked; undefined when it was not
 */
export async function resumeTemplate(
  transaction: Transaction<Database>,
  templateId: string,
): Promise<number | undefined> {
  const deleted = await transaction
    .deleteFrom('parked_templates')
    .where('template_id', '=', templateId)
    .returning('errcode')
    .executeTakeFirst()
  await clearAlert(transaction, parkedKey(templateId))
  return deleted?.errcode
}

/** The templates that wait for the operator, in the order in which they were parked. */
export async function listParked(database: Kysely<Database>): Promise<ParkedTemplate[]> {
  const rows = await database.selectFrom('parked_templates').selectAll().orderBy('parked_at').execute()
  return rows.map(row => ({
    templateId: row.template_id,
    errcode: row.errcode,
    message: row.message,
    parkedAt: row.parked_at.toISOString(),
  }))
}

const parkedKey = (templateId: string): string => `parked ${templateId}`
