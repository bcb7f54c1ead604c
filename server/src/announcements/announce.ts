import type {
  Announcement,
  AnnouncementCreated,
  AnnouncementDryRun,
  AnnouncementRequest,
  RecipientGrants,
} from '@zhuan/api'
import { REGIONS } from '@zhuan/exam'
import { audit } from '../audit/audit'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import { countRecipientGrants, countRecipients } from '../deliveries/open-reminders'
import { conflict, invalid } from '../errors'
import { templateIdsOf } from '../reminder-templates'
import { checkPlausible, checkWindow } from './announced-days'
import { tellOthers } from './announcement-view'

const UNIQUE_VIOLATION = '23505'

/**
 * Announces that something has happened. Nobody is told and the calendar stays as it is until `sendAfter`.
 * @param by - the name of the operator
 * @returns what to answer; a dry run does not say in its body what `sendAfter` would be
 * @throws HttpError 409 when the same is already announced, 422 when region or window make no sense
 */
export async function announce(
  context: Context,
  request: AnnouncementRequest,
  by: string,
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
  const recipients = await countRecipients(database, { kind, examYear, region }, sendAfter)
  const grants = recipients === 0 ? {} : await grantsWorthTelling(context, { kind, examYear, region }, sendAfter)
  const what = {
    kind,
    examYear,
    region,
    start,
    end: request.end,
    time: request.time,
    source,
    urgent,
    recipients,
    ...grants,
  }
  if (dryRun) {
    if (await isLive(context, { kind, examYear, region })) throw alreadyAnnounced({ kind, examYear, region })
    await audit(database, { by, at: now }, 'announcement.dry-run', null, what)
    return { answer: { id: null, recipients, state: 'dry-run', ...grants }, sendAfter: sendAfter.toISOString() }
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
      await audit(transaction, { by, at: now }, 'announcement.created', inserted.id, what)
      return inserted.id
    })
    tellOthers(context)
    const answer = { id, recipients, state: 'scheduled' as const, sendAfter: sendAfter.toISOString(), ...grants }
    return { answer, sendAfter: answer.sendAfter }
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw alreadyAnnounced({ kind, examYear, region })
  }
}

/** What our books say of the recipients' grants, unless all have one of the template that their message will have. */
async function grantsWorthTelling(
  { database, environment }: Context,
  scope: Scope,
  before: Date,
): Promise<{ grants?: RecipientGrants }> {
  const templateIds = templateIdsOf(environment.templates, scope.kind)
  const grants = await countRecipientGrants(database, scope, before, templateIds)
  return grants.earlier + grants.none === 0 ? {} : { grants }
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

function parseRegion(region: string | null): string | null {
  if (region === null || region === '全国') return null
  if (REGIONS.includes(region)) return region
  throw invalid(
    'unknown-value',
    `the region is ${JSON.stringify(region)}, expected its Chinese name such as 西藏, or null for the country`,
    'region',
  )
}
