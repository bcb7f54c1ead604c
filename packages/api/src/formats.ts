import { FormatRegistry } from '@sinclair/typebox'

// Offsets that exist: PostgreSQL fails at 16 hours, where JavaScript still reads 23.
const OFFSET = /Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)/
const INSTANT = new RegExp(
  `^[12]\\d{3}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(${OFFSET.source})$`,
)
const DAY = /^[12]\d{3}-\d{2}-\d{2}$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
// Control characters, and halves of surrogate pairs: PostgreSQL's jsonb refuses both, and nobody means them.
const NOT_TEXT = /[\p{Cc}\p{Surrogate}]/u

/** True for an ISO 8601 instant with an offset of at most 14 hours, years 1000–2999; the day must exist. */
export function isInstant(value: string): boolean {
  return INSTANT.test(value) && isCivilDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))
}

/** True for a `YYYY-MM-DD` day that exists in the calendar, years 1000–2999. */
export function isCivilDay(value: string): boolean {
  if (!DAY.test(value)) return false
  const parsed = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)
}

// Called by the schemas' module, so that no validator can exist before its formats.
export function registerFormats(): void {
  FormatRegistry.Set('instant', isInstant)
  FormatRegistry.Set('civil-day', isCivilDay)
  FormatRegistry.Set('wall-time', value => TIME.test(value))
  FormatRegistry.Set('text', value => !NOT_TEXT.test(value))
}
