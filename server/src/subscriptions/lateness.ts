import { type DatedKind, FIRING_TIME, QUIET_FROM, type ReminderKind } from '@zhuan/api'
import { type Calendars, officialDay } from '../calendar/calendars'
import { chinaDay, chinaInstant } from '../clock'
import { firingInstant } from '../firing/dated'
import { type Firing, personalFiring, type SyncedRecord } from '../firing/personal-firing'
import { isDated, isPersonal } from '../reminder-kinds'

/** A reminder without a message. */
export interface Asked {
  kind: ReminderKind
  exam_year: number
  region: string | null
  endorsement_id: string
  notice: number
  open_since: Date
}

/** What is known at the moment of asking. */
export interface Knowledge {
  now: Date
  /** With every announcement that counts by now. */
  calendars: Calendars
  /** As they were recorded, without announcements. */
  recorded: Calendars
  /** What the candidate has synced of what personal reminders hang on. */
  record: SyncedRecord
}

/** Kinds that nobody needs any more once the exam is over. */
const BEFORE_EXAM: readonly ReminderKind[] = ['annual-plan', 'registration', 'admission-ticket']

/**
 * Whether the day on which a reminder would have come has officially passed; pure. It is asked anew each time and never
 * stored: a postponed exam or a later announcement still reaches the reminder.
 */
export function isOver(asked: Asked, known: Knowledge): boolean {
  const { kind } = asked
  if (isPersonal(kind)) {
    const reminder = {
      kind,
      examYear: asked.exam_year,
      region: asked.region,
      endorsementId: asked.endorsement_id,
      notice: asked.notice,
    }
    const { record, now, calendars } = known
    const firing = personalFiring(reminder, record, chinaDay(now), calendars)
    return firing !== undefined && isMissed(firing, asked, now)
  }
  return isExamOver(asked, known) || (isDated(kind) ? isDayOver(kind, asked, known) : isOnRecord(asked, known))
}

function isExamOver(asked: Asked, { calendars, now }: Knowledge): boolean {
  const exam = BEFORE_EXAM.includes(asked.kind) ? officialDay(calendars, asked, 'exam') : undefined
  return exam !== undefined && chinaDay(now) > exam.end
}

/** It fires from the first day to the last, for reminders that were open at 10:00 of the first. */
function isMissed({ on, until, comesAgain }: Firing, { open_since }: Asked, now: Date): boolean {
  const fires = chinaInstant(on, FIRING_TIME)
  return !comesAgain && now >= fires && (open_since >= fires || now >= chinaInstant(until, QUIET_FROM))
}

function isDayOver(kind: DatedKind, asked: Asked, { calendars, now }: Knowledge): boolean {
  const milestone = officialDay(calendars, asked, kind)
  if (!milestone) return false
  const fires = firingInstant(kind, milestone.start)
  return now >= fires && (asked.open_since >= fires || now >= chinaInstant(chinaDay(fires), QUIET_FROM))
}

/** It has happened without an announcement of ours: before there was this server, or unnoticed by the operator. */
function isOnRecord(asked: Asked, { recorded, now }: Knowledge): boolean {
  const milestone = officialDay(recorded, asked, asked.kind)
  return milestone !== undefined && chinaDay(now) > milestone.start
}
