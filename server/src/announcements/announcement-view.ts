import type { Announcement } from '@zhuan/api'
import type { Selectable } from 'kysely'
import type { Context } from '../context'
import type { AnnouncementsTable } from '../database/reminder-tables'
import { notFound } from '../errors'
import { countDeliveries } from './counts'

type Row = Selectable<AnnouncementsTable>

/** @throws HttpError 404 */
export async function readAnnouncement(context: Context, id: string): Promise<Announcement> {
  return view(context, await findRow(context, id))
}

/** All announcements, the newest first. */
export async function listAnnouncements(context: Context): Promise<Announcement[]> {
  const { database } = context
  const rows = await database.selectFrom('announcements').selectAll().orderBy('created_at', 'desc').limit(200).execute()
  const views: Announcement[] = []
  for (const row of rows) views.push(await view(context, row))
  return views
}

async function findRow({ database }: Context, id: string): Promise<Row> {
  const row = await database.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw unknownAnnouncement(id)
  return row
}

async function view({ database }: Context, row: Row): Promise<Announcement> {
  const { recipients, counts } = await countDeliveries(database, toCount(row))
  return {
    id: row.id,
    state: row.state,
    recipients,
    sendAfter: row.send_after.toISOString(),
    counts,
    kind: row.kind,
    examYear: row.exam_year,
    region: row.region,
    start: row.start_day,
    ...(row.end_day !== null && { end: row.end_day }),
    ...(row.time !== null && { time: row.time }),
    source: row.source,
    urgent: row.urgent,
    retracted: row.retracted,
    createdAt: row.created_at.toISOString(),
  }
}

const toCount = (row: Row) => ({
  id: row.id,
  state: row.state,
  recipients: row.recipients,
  fanOutDone: row.fan_out_done,
})

export const unknownAnnouncement = (id: string) =>
  notFound(`there is no announcement ${id}; GET /operator/v1/announcements lists them`)

/** The calendar in memory, here and in other processes. */
export function tellOthers({ onAnnouncementsChanged }: Context): void {
  for (const tell of onAnnouncementsChanged) tell()
}
