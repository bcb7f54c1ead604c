import { QUIET_FROM, QUIET_UNTIL } from '@zhuan/api'
import { chinaTime } from './clock'

/** True when only urgent messages may be sent at this instant. */
export function isQuiet(instant: Date): boolean {
  const time = chinaTime(instant)
  return time >= QUIET_FROM || time < QUIET_UNTIL
}
