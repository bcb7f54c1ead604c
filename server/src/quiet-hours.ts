import { chinaTime } from './clock'

/** Nothing but an urgent announcement is sent in China's night, from 21:00 to 08:00. */
export const QUIET_FROM = '21:00'
export const QUIET_UNTIL = '08:00'

/** True when only urgent messages may be sent at this instant. */
export function isQuiet(instant: Date): boolean {
  const time = chinaTime(instant)
  return time >= QUIET_FROM || time < QUIET_UNTIL
}
