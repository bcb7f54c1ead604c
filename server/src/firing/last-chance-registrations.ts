import { sql } from 'kysely'
import type { Calendars } from '../calendar/calendars'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import { isOpenAfter } from '../deliveries/open-reminders'
import { personalFiring, type SyncedRecord } from './personal-firing'

/** A registration on whose official first day somebody's last chance fires. */
export interface AwaitedRegistration {
  kind: 'registration'
  exam_year: number
  region: string | null
}

interface Row {
  id: string
  exam_year: number
  region: string | null
  record: SyncedRecord | null
}

const PAGE = 500

/** The registrations that last chances wait for, each once: whose and which year they are follows from people's records. */
export async function awaitedRegistrations(context: Context, calendars: Calendars): Promise<AwaitedRegistration[]> {
  const { clock, log } = context
  const today = chinaDay(clock.now())
  const official = asOfficial(calendars)
  const awaited = new Map<string, AwaitedRegistration>()
  for (let after = '0'; ; ) {
    const rows = await readPage(context, after)
    for (const row of rows) {
      try {
        const registration = awaitedBy(row, today, official)
        if (registration) awaited.set(`${registration.exam_year} ${registration.region}`, registration)
      } catch (error) {
        // One record that cannot be judged holds up nobody else's.
        log.error({ err: error, reminder: row.id }, 'a personal reminder cannot be judged')
      }
    }
    if (rows.length < PAGE) return [...awaited.values()]
    after = rows.at(-1)!.id
  }
}

/** A last chance fires on official days only: asked as if they were, it says for which registration it waits. */
function awaitedBy(
  { exam_year: examYear, region, record }: Row,
  today: string,
  official: Calendars,
): AwaitedRegistration | undefined {
  const reminder = { kind: 'last-chance', examYear, region, endorsementId: '', notice: 1 } as const
  const firing = personalFiring(reminder, record ?? {}, today, official)
  if (!firing) return undefined
  return { kind: 'registration', exam_year: Number(firing.facts.examYear), region: firing.facts.region ?? null }
}

/** The calendars as if every day in them were official. */
const asOfficial =
  (calendars: Calendars): Calendars =>
  region => {
    const calendar = calendars(region)
    return {
      ...calendar,
      milestone: (examYear, kind) => ({ ...calendar.milestone(examYear, kind), status: 'official' }),
    }
  }

async function readPage({ database }: Context, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id, r.exam_year, r.region,
           (select jsonb_object_agg(e.key, e.value) from record_entries e
             where e.candidate_id = r.candidate_id and e.value is not null) as record
      from reminders r
     where r.kind = 'last-chance' and ${isOpenAfter(after)}
     order by r.id limit ${PAGE}`.execute(database)
  return rows
}
