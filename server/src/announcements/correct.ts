import type { CorrectionRequest } from '@zhuan/api'
import type { Selectable } from 'kysely'
import { audit } from '../audit/audit'
import type { Context } from '../context'
import type { AnnouncementsTable } from '../database/reminder-tables'
import { conflict, invalid } from '../errors'
import { checkPlausible, checkWindow } from './announced-days'
import { tellOthers, unknownAnnouncement } from './announcement-view'

/**
 * Corrects what was announced: the calendar moves, nobody is told again. Fields that are left out stay, null takes them
 * away.
 * @throws HttpError 404, 409 when it was cancelled, 422 for what cannot be corrected
 */
export async function correct(context: Context, id: string, request: CorrectionRequest, by: string): Promise<void> {
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
      .set({ ...corrected, ...(isNew && { corrected_at: now, corrections: row.corrections + 1 }) })
      .where('id', '=', id)
      .execute()
    const before = { start: row.start_day, end: row.end_day, time: row.time, source: row.source }
    await audit(transaction, { by, at: now }, 'announcement.corrected', id, { before, after: request })
  })
  tellOthers(context)
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
