import { sql } from 'kysely'
import { clearAlertsOf, raiseAlert } from '../audit/alerts'
import type { Context } from '../context'
import { allTemplateIds } from '../reminder-templates'

const ACTION = 'grants-unusable'

/**
 * Alerts the operator of unspent grants that no configured template can use: after a template id was changed, people would
 * be refused for no fault of theirs. Once for each template, until it is configured again.
 */
export async function alertUnusableGrants({ database, environment, log, clock }: Context): Promise<void> {
  const configured = allTemplateIds(environment.templates)
  await clearAlertsOf(
    database,
    sql`unnest(${configured}::text[]) as t(id) where alerts.key = ${sql.lit(ACTION)} || ' ' || t.id`,
  )
  const { rows } = await sql<{ template_id: string; people: number }>`
    select template_id, count(distinct openid)::integer as people from grants
     where spent_at is null and voided_at is null and template_id <> all(${configured})
     group by template_id`.execute(database)
  for (const { template_id: templateId, people } of rows) {
    const details = { people, todo: 'list it under "earlier" of its kinds in REMINDER_TEMPLATES, with its own data' }
    const alert = { key: `${ACTION} ${templateId}`, action: ACTION, subject: templateId, details }
    await raiseAlert(database, log, alert, clock.now())
  }
}
