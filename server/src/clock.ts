/** Where the server's "now" comes from; everything else takes it as an argument. */
export interface Clock {
  /** The present instant. */
  now(): Date
}

/**
 * The machine's clock moved by a fixed number of seconds, for demonstrations against the stand-in.
 * @param offsetSeconds - CLOCK_OFFSET_SECONDS; negative values go back
 */
export function systemClock(offsetSeconds = 0): Clock {
  return { now: () => new Date(Date.now() + offsetSeconds * 1000) }
}

/** The civil day in China (+08:00, no daylight saving) of an instant, as `YYYY-MM-DD`. */
export function chinaDay(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** The wall time in China of an instant, as `HH:mm`. */
export function chinaTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
}

/**
 * The instant at which a wall clock in China shows the given day and time.
 * @param day - `YYYY-MM-DD`
 * @param time - `HH:mm`
 */
export function chinaInstant(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`)
}
