import type {
  Announcement,
  AnnouncementCreated,
  AnnouncementDryRun,
  AnnouncementRequest,
  CorrectionRequest,
} from '@zhuan/api'
import { REGIONS } from '@zhuan/exam'
import type { Selectable } from 'kysely'
import { audit } from '../audit/audit'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import type { AnnouncementsTable } from '../database/reminder-tables'
import { conflict, invalid } from '../errors'
import { checkPlausible, checkWindow } from './announced-days'
import { readAnnouncement, tellOthers, unknownAnnouncement } from './announcement-view'
import type { ReminderPorts } from './ports'

const UNIQUE_VIOLATION = '23505'

/**
 * Announces that something has happened. Nobody is told and the calendar stays as it is until `sendAfter`.
 * @returns what to answer; a dry run does not say in its body what `sendAfter` would be
 * @throws HttpError 409 when the same is already announced, 422 when region or window make no sense
 */
export async function announce(
  context: Context,
  ports: ReminderPorts,
  request: AnnouncementRequest,
): Promise<{ answer: AnnouncementCreated | AnnouncementDryRun; sendAfter: string }> {
  const { database, clock, environment } = context
  const now = clock.now()
  const sendAfter = new Date(now.getTime() + environment.undoSeconds * 1000)
  const region = parseRegion(request.region)
  const { kind, examYear, source, dryRun, urgent = false } = request
  // Without a day: that on which people are told. The command line asks for one where an event lies ahead.
  const start = request.start ?? chinaDay(sendAfter)
  checkPlausible(kind, examYear, request)
  checkWindow(start, request.end ?? null)
  const recipients = await ports.countRecipients({ kind, examYear, region }, sendAfter)
  const what = { kind, examYear, region, start, end: request.end, time: request.time, source, urgent, recipients }
  if (dryRun) {
    if (await isLive(context, { kind, examYear, region })) throw alreadyAnnounced({ kind, examYear, region })
    await audit(database, now, 'announcement.dry-run', null, what)
    return { answer: { id: null, recipients, state: 'dry-run' }, sendAfter: sendAfter.toISOString() }
  }
  try {
    const id = await database.transaction().execute(async transaction => {
      const inserted = await transaction
        .insertInto('announcements')
        .values({
          kind,
          exam_year: examYear,
          region,
          start_day: start,
          end_day: request.end ?? null,
          time: request.time ?? null,
          source,
          urgent,
          state: 'scheduled',
          recipients,
          created_at: now,
          send_after: sendAfter,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await audit(transaction, now, 'announcement.created', inserted.id, what)
      return inserted.id
    })
    tellOthers(context)
    const answer = { id, recipients, state: 'scheduled' as const, sendAfter: sendAfter.toISOString() }
    return { answer, sendAfter: answer.sendAfter }
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw alreadyAnnounced({ kind, examYear, region })
  }
}

type Scope = Pick<Announcement, 'kind' | 'examYear' | 'region'>

/** What the unique index `announcements_live` would refuse. */
async function isLive({ database }: Context, { kind, examYear, region }: Scope): Promise<boolean> {
  const live = await database
    .selectFrom('announcements')
    .select('id')
    .where('kind', '=', kind)
    .where('exam_year', '=', examYear)
    .where('region', 'is not distinct from', region)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst()
  return live !== undefined
}

const alreadyAnnounced = ({ kind, examYear, region }: Scope) =>
  conflict(
    'already-announced',
    `${kind} ${examYear} ${region ?? '全国'} is already announced: correct or cancel that one`,
  )

/** Corrects what was announced: the calendar moves, nobody is told again. Fields that are left out stay, null takes them away. */
export async function correct(
  context: Context,
  ports: ReminderPorts,
  id: string,
  request: CorrectionRequest,
): Promise<Announcement> {
  await context.database.transaction().execute(async transaction => {
    const row = await transaction
      .selectFrom('announcements')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw unknownAnnouncement(id)
    if (row.state === 'cancelled') throw conflict('cancelled', 'the announcement was cancelled: announce anew')
    checkUnchanged(row, request)
    const corrected = {
      start_day: request.start ?? row.start_day,
      end_day: request.end === undefined ? row.end_day : request.end,
      time: request.time === undefined ? row.time : request.time,
      source: request.source ?? row.source,
    }
    checkPlausible(row.kind, row.exam_year, request)
    checkWindow(corrected.start_day, corrected.end_day)
    const now = context.clock.now()
    // Phones are told of a new revision; the same words again are none.
    const isNew = Object.entries(corrected).some(([column, value]) => row[column as keyof typeof corrected] !== value)
    await transaction
      .updateTable('announcements')
      .set({ ...corrected, ...(isNew && { corrected_at: now }) })
      .where('id', '=', id)
      .execute()
    const before = { start: row.start_day, end: row.end_day, time: row.time, source: row.source }
    await audit(transaction, now, 'announcement.corrected', id, { before, after: request })
  })
  tellOthers(context)
  await ports.withdrawDates()
  return readAnnouncement(context, ports, id)
}

function parseRegion(region: string | null): string | null {
  if (region === null || region === '全国') return null
  if (REGIONS.includes(region)) return region
  throw invalid(
    'unknown-value',
    `the region is ${JSON.stringify(region)}, expected its Chinese name such as 西藏, or null for the country`,
    'region',
  )
}

function checkUnchanged(
  row: Selectable<AnnouncementsTable>,
  { kind, examYear, region, urgent }: CorrectionRequest,
): void {
  const fixed = { kind: row.kind, examYear: row.exam_year, region: row.region, urgent: row.urgent }
  for (const [field, value] of Object.entries({ kind, examYear, region, urgent })) {
    const stored = fixed[field as keyof typeof fixed]
    if (value !== undefined && value !== stored)
      throw invalid(
        'cannot-change',
        `${field} is ${stored} and cannot be corrected to ${value}: cancel it and announce anew`,
        field,
      )
  }
}
