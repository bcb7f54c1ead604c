import { FIRING_TIME, PERSONAL_KINDS, type PersonalKind, QUIET_FROM } from '@zhuan/api'
import { sql } from 'kysely'
import { currentCalendars } from '../calendar/calendars'
import { chinaDay, chinaInstant } from '../clock'
import type { Context } from '../context'
import { lockOutSubscriptions } from '../database/locks'
import { isDatabaseAway } from '../database/postgres'
import { makeDeliveries } from '../deliveries/make-deliveries'
import { IS_OPEN, isOpenAfter } from '../deliveries/open-reminders'
import { templateIdsOf } from '../reminder-templates'
import { type Firing, personalFiring, type SyncedRecord } from './personal-firing'
import { type Hanging, readRecords } from './personal-records'

interface Row extends Hanging {
  id: string
  kind: PersonalKind
  exam_year: number
  notice: number
  region: string | null
  open_since: Date
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
  const calendars = await currentCalendars(context.database, now)
  let made = 0
  for (let after = '0'; ; ) {
    const rows = await readPage(context, after)
    const records = await readWhatCanBeRead(context, rows)
    for (const row of rows) {
      try {
        const reminder = {
          kind: row.kind,
          examYear: row.exam_year,
          region: row.region,
          endorsementId: row.endorsement_id,
          notice: row.notice,
        }
        const firing = personalFiring(reminder, records.get(row.candidate_id) ?? {}, today, calendars)
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
  firing.on <= today && today <= firing.until && row.open_since < chinaInstant(firing.on, FIRING_TIME)

async function readPage({ database }: Context, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id, r.candidate_id, r.kind, r.exam_year, r.region, r.endorsement_id, r.notice, r.open_since from reminders r
     where r.kind = any(${[...PERSONAL_KINDS]}) and ${isOpenAfter(after)}
     order by r.id limit ${PAGE}`.execute(database)
  return rows
}

/** The records of a page; where they cannot be read together, person by person, so that one holds up nobody else. */
async function readWhatCanBeRead(context: Context, rows: readonly Row[]): Promise<Map<string, SyncedRecord>> {
  const { database, log } = context
  const together = await attempt(() => readRecords(database, rows))
  if (!('error' in together)) return together.records
  log.warn({ err: together.error }, 'a page of records cannot be read; reading them one by one')
  const records = new Map<string, SyncedRecord>()
  for (const account of new Set(rows.map(row => row.candidate_id))) {
    const theirs = rows.filter(row => row.candidate_id === account)
    const own = await attempt(() => readRecords(database, theirs))
    if ('error' in own) log.error({ err: own.error, candidate: account }, 'the record of a person cannot be read')
    else for (const [id, record] of own.records) records.set(id, record)
  }
  return records
}

type Read = { records: Map<string, SyncedRecord> } | { error: unknown }

/** @throws when the database is away: that is nobody's record's fault, and the next minute tries again */
async function attempt(read: () => Promise<Map<string, SyncedRecord>>): Promise<Read> {
  try {
    return { records: await read() }
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    return { error }
  }
}

async function fire({ database, environment }: Context, row: Row, { facts }: Firing): Promise<number> {
  const templateIds = templateIdsOf(environment.templates, row.kind)
  return database.transaction().execute(async transaction => {
    await lockOutSubscriptions(transaction)
    const recipient = sql`
      select r.id, c.openid from reminders r join candidates c on c.id = r.candidate_id where r.id = ${row.id} and ${IS_OPEN}`
    return (await makeDeliveries(transaction, recipient, { announcementId: null, templateIds, urgent: false, facts }))
      .made
  })
}
