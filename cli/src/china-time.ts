import { QUIET_FROM, QUIET_UNTIL } from '@zhuan/api/vocabulary'
import { addDays } from '@zhuan/exam'

export const QUIET_HOURS = `from ${QUIET_FROM} to ${QUIET_UNTIL} China time`

/** An instant as a clock in China shows it, which is +08:00 all year: `2026-12-25T08:00:00+08:00`. */
export function inChina(instant: Date | string): string {
  const local = new Date(new Date(instant).getTime() + 8 * 3_600_000)
  return `${local.toISOString().slice(0, 19)}+08:00`
}

/** The day on which an instant falls in China, `YYYY-MM-DD`. */
export const chinaDay = (instant: Date | string): string => inChina(instant).slice(0, 10)

const chinaInstant = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`)

/** When messages that may go out from an instant on really begin, unless they are urgent. */
export function afterQuietHours(instant: Date): Date {
  const [day, time] = [chinaDay(instant), inChina(instant).slice(11, 16)]
  if (time >= QUIET_FROM) return chinaInstant(addDays(day, 1), QUIET_UNTIL)
  if (time < QUIET_UNTIL) return chinaInstant(day, QUIET_UNTIL)
  return instant
}
