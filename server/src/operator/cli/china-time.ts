import { addDays } from '@zhuan/exam'
import { chinaDay, chinaInstant, chinaTime } from '../../clock'

/** The server's quiet hours (quiet-hours.ts), which are only explained here: a test holds the two together. */
const QUIET_FROM = '21:00'
const QUIET_UNTIL = '08:00'

export const QUIET_HOURS = `from ${QUIET_FROM} to ${QUIET_UNTIL} China time`

/** When messages that may go out from an instant on really begin, unless they are urgent. */
export function afterQuietHours(instant: Date): Date {
  const [day, time] = [chinaDay(instant), chinaTime(instant)]
  if (time >= QUIET_FROM) return chinaInstant(addDays(day, 1), QUIET_UNTIL)
  if (time < QUIET_UNTIL) return chinaInstant(day, QUIET_UNTIL)
  return instant
}

/** An instant as a clock in China shows it: `2026-12-25T08:00:00+08:00`. */
export function inChina(instant: Date | string): string {
  const local = new Date(new Date(instant).getTime() + 8 * 3_600_000)
  return `${local.toISOString().slice(0, 19)}+08:00`
}
