import type { SharedCard } from '@zhuan/api'
import { candidateOf, regionOf } from '@zhuan/api/record'
import { assess, type Candidate, RuleError } from '@zhuan/exam'
import { currentCalendars } from '../calendar/calendars'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import { conflict } from '../errors'
import { readEntries } from '../record/sync-record'

/**
 * What a friend will see: the standing as it is now. It is stored as drawn here, so that nothing the candidate enters
 * later shows up behind an old link, and marks that are not to be shown are not there at all.
 * @throws HttpError 409 `no-record` when nothing was synced
 */
export async function drawCard(
  { database, clock }: Context,
  accountId: string,
  showMarks: boolean,
): Promise<SharedCard> {
  const now = clock.now()
  const entries = await readEntries(database, accountId).where('value', 'is not', null).execute()
  const values = Object.fromEntries(entries.map(({ key, value }) => [key, value]))
  const candidate = read(values)
  if (!candidate) throw conflict('no-record', 'the record has no profile to show: sync it first')
  const calendars = await currentCalendars(database, now)
  const assessment = assess(candidate, chinaDay(now), calendars(regionOf(values)).sittings)
  return {
    level: candidate.level,
    specialty: candidate.specialty,
    passedCount: assessment.passedCount,
    required: assessment.required.length,
    subjects: assessment.subjects.map(({ subject, status, passedIn, mark }) => ({
      subject,
      status,
      ...(passedIn !== undefined && { passedIn }),
      ...(showMarks && mark !== undefined && { mark }),
    })),
    createdAt: now.toISOString(),
  }
}

function read(values: Parameters<typeof candidateOf>[0]): Candidate | undefined {
  try {
    return candidateOf(values)
  } catch (error) {
    // Entries are checked one by one when they arrive; together they may still be too many.
    if (error instanceof RuleError) throw conflict('record-unusable', `the record cannot be assessed: ${error.message}`)
    throw error
  }
}
