import type { Kysely } from 'kysely'
import type { Database } from '../database/schema'
import type { LeasedDelivery } from '../deliveries/leases'
import { type Facts, fillWording, type Wording } from '../deliveries/message'
import { type ReminderTemplates, templatesOf } from '../reminder-templates'

/** What a message says of the region when it is meant for the whole country. */
const WHOLE_COUNTRY = '全国'

/**
 * Fills the configured wordings for deliveries just leased, with the announcements as they are now: a correction made
 * in time is in the message.
 * @returns in the same order; undefined where no template is configured for the kind
 */
export async function composeMessages(
  database: Kysely<Database>,
  templates: ReminderTemplates,
  deliveries: LeasedDelivery[],
): Promise<(Wording | undefined)[]> {
  const ids = [...new Set(deliveries.flatMap(({ announcementId }) => announcementId ?? []))]
  const announced = new Map<string, Facts>()
  if (ids.length > 0) {
    const rows = await database
      .selectFrom('announcements')
      .select(['id', 'region', 'start_day as start', 'time'])
      .where('id', 'in', ids)
      .execute()
    for (const { id, region, start, time } of rows)
      announced.set(id, { date: start, ...(time && { time }), ...(region && { region }) })
  }
  // Thousands are told the same: each wording is filled once.
  const filled = new Map<string, Wording>()
  return deliveries.map(delivery => {
    const { kind, templateId, announcementId, examYear, region, facts } = delivery
    const template = templatesOf(templates, kind).find(one => one.templateId === templateId)
    if (!template) return undefined
    const same = JSON.stringify([kind, templateId, announcementId, examYear, region, facts])
    const wording = filled.get(same) ?? fillWording(template, factsOf(delivery, announced.get(announcementId ?? '')))
    filled.set(same, wording)
    return wording
  })
}

function factsOf(delivery: LeasedDelivery, announced: Facts | undefined): Facts {
  const known: Facts = { ...announced, ...delivery.facts }
  return {
    ...known,
    examYear: known.examYear ?? (delivery.examYear === 0 ? undefined : String(delivery.examYear)),
    region: known.region ?? delivery.region ?? WHOLE_COUNTRY,
    date: known.date && chineseDate(known.date),
  }
}

/** `2026-12-26` → `2026年12月26日`, which WeChat's keyword types `date` and `time` take, and people read. */
function chineseDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
