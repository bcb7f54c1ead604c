import type { EndorsementValue } from '@zhuan/api/record'
import { addDays, daysBetween, type EndorsementStanding, endorsementStanding } from '@zhuan/exam'

/** An endorsement of the record as the screen shows it. */
export interface EndorsementRow extends EndorsementValue {
  id: string
  lastDay: string
  state: 'valid' | 'expired-slot' | 'expired' | 'not-yet'
  /** From today to the last day, negative once it is over. */
  daysLeft: number
}

/** An application counts in the 90 days that begin with it, as in `endorsementStanding`. */
const PERIOD_DAYS = 90

const ORDER: EndorsementRow['state'][] = ['not-yet', 'valid', 'expired-slot', 'expired']

/** The standing of all that have been applied for by today, and each of them: in force by their end, then the others. */
export function readEndorsements(
  endorsements: Readonly<Record<string, EndorsementValue>>,
  today: string,
): { standing: EndorsementStanding; rows: EndorsementRow[] } {
  const applied = Object.values(endorsements).filter(({ appliedOn }) => appliedOn <= today)
  const rows = Object.entries(endorsements).map(([id, endorsement]): EndorsementRow => {
    const lastDay = addDays(endorsement.appliedOn, endorsement.days - 1)
    const daysLeft = daysBetween(today, lastDay)
    const takesSlot = daysBetween(endorsement.appliedOn, today) < PERIOD_DAYS
    const state =
      endorsement.appliedOn > today ? 'not-yet' : daysLeft >= 0 ? 'valid' : takesSlot ? 'expired-slot' : 'expired'
    return { ...endorsement, id, lastDay, daysLeft, state }
  })
  rows.sort((a, b) => {
    const byState = ORDER.indexOf(a.state) - ORDER.indexOf(b.state)
    const byEnd = a.state === 'valid' ? a.daysLeft - b.daysLeft : b.daysLeft - a.daysLeft
    return byState || byEnd || (a.appliedOn < b.appliedOn ? -1 : 1)
  })
  return { standing: endorsementStanding(applied, today), rows }
}
