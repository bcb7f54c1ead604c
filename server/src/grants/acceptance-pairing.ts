/** A report and a popup event this close together, in milliseconds, speak of one tap. */
export const PAIRING_WINDOW = 120_000

/** One acceptance as it is known from a report (its acceptedAt), a popup event (its CreateTime), or both. */
export interface Sighting {
  reportedAt?: number
  eventAt?: number
}

/**
 * Joins reports and popup events of one person and template into acceptances: one to one, and as many pairs as there
 * can be, so that the number of acceptances does not depend on the order in which they arrived. Walking both lists in
 * time order and joining the first two that are close enough is optimal for a fixed window.
 * @param reports - instants in milliseconds, any order
 * @param events - the same
 * @returns the acceptances, ascending by the instant that is believed (the event's where there is one)
 */
export function pairAcceptances(reports: number[], events: number[]): Sighting[] {
  const left = [...reports].sort((a, b) => a - b)
  const right = [...events].sort((a, b) => a - b)
  const found: Sighting[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const reportedAt = left[i]
    const eventAt = right[j]
    if (reportedAt !== undefined && eventAt !== undefined && Math.abs(reportedAt - eventAt) <= PAIRING_WINDOW) {
      found.push({ reportedAt, eventAt })
      i++
      j++
    } else if (eventAt === undefined || (reportedAt !== undefined && reportedAt < eventAt)) {
      found.push({ reportedAt })
      i++
    } else {
      found.push({ eventAt })
      j++
    }
  }
  return found.sort((a, b) => acceptedAt(a) - acceptedAt(b))
}

/** When the acceptance happened: WeChat's own instant wins over the phone's. */
export const acceptedAt = (sighting: Sighting): number => (sighting.eventAt ?? sighting.reportedAt)!
