import { sql } from 'kysely'
import { announcedSittings } from '../announced'
import { chinaDay, chinaInstant } from '../clock'
import type { Context } from '../context'
import { loadAnnouncements } from '../database/announcements'
import { currentCalendar } from './dated'
import { FIRING_TIME, PERSONAL_KINDS, type PersonalKind } from './kinds'
import { lockOutSubscriptions } from './locks'
import { makeDeliveries } from './make-deliveries'
import { type Firing, personalFiring, type SyncedRecord } from './personal-firing'
import { QUIET_FROM } from './quiet-hours'
import { STANDS, standsAfter } from './standing'

interface Row {
  id: string
  kind: PersonalKind
  exam_year: number
  region: string | null
  endorsement_id: string
  standing_at: Date
  record: SyncedRecord | null
}

const PAGE = 500

/**
 * Fires the reminders that hang on people's own records, from 10:00 to the quiet hours.
 * @returns how many deliveries were made
 */
export async function firePersonal(context: Context): Promise<number> {
  const { clock, log } = context
  const now = clock.now()
  const today = chinaDay(now)
  if (now < chinaInstant(today, FIRING_TIME) || now >= chinaInstant(today, QUIET_FROM)) return 0
  const calendar = await currentCalendar(context)
  const sittings = announcedSittings(await loadAnnouncements(context.database), now)
  let made = 0
  for (let after = '0'; ; ) {
    const rows = await readPage(context, after)
    for (const row of rows) {
      try {
        const reminder = {
          kind: row.kind,
          examYear: row.exam_year,
          region: row.region,
          endorsementId: row.endorsement_id,
        }
        const firing = personalFiring(reminder, row.record ?? {}, today, calendar, sittings)
        if (firing && isDue(firing, row, today)) made += await fire(context, row, firing)
      } catch (error) {
        // One record that cannot be judged holds up nobody else's.
        log.error({ err: error, reminder: row.id }, 'a personal reminder cannot be judged')
      }
    }
    if (rows.length < PAGE) return made
    after = rows.at(-1)!.id
  }
}

const isDue = (firing: Firing, row: Row, today: string): boolean =>
  firing.on <= today && today <= firing.until && row.standing_at < chinaInstant(firing.on, FIRING_TIME)

async function readPage({ database }: Context, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.exam_year, r.region, r.endorsement_id, r.standing_at,
           (select jsonb_object_agg(e.key, e.value) from record_entries e
             where e.candidate_id = r.candidate_id and e.value is not null) as record
      from reminders r
     where r.kind = any(${[...PERSONAL_KINDS]}) and ${standsAfter(after)}
     order by r.id limit ${PAGE}`.execute(database)
  return rows
}

async function fire({ database, environment }: Context, row: Row, { facts }: Firing): Promise<number> {
  const templateId = environment.templates[row.kind]?.templateId ?? null
  return database.transaction().execute(async transaction => {
    await lockOutSubscriptions(transaction)
    const recipient = sql`
      select r.id, c.openid from reminders r join candidates c on c.id = r.candidate_id where r.id = ${row.id} and ${STANDS}`
    return (await makeDeliveries(transaction, recipient, { announcementId: null, templateId, urgent: false, facts }))
      .made
  })
}
