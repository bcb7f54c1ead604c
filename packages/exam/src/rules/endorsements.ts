import { addDays, compareDays, daysBetween, requireDay } from '../day'
import { refuse } from '../rule-error'
import type { Day, Endorsement, EndorsementStanding } from '../types'

/** 中国人事考试网, 证书加注: at most 90 days each, at most 3 within 90 days counted back from the day of application. */
export const ENDORSEMENT_MAX_DAYS = 90
const PERIOD_DAYS = 90
const SLOTS = 3

/**
 * Which endorsements are in force on a day, and when the next can be applied for.
 * Whether an expired one still counts towards the three is not stated officially; every application of the trailing
 * 90 days is counted, which is the cautious reading.
 * @throws RuleError `invalid-day`, `endorsement-in-future` or `days-out-of-range`, with the path of the first faulty
 *   entry (`[2].days`)
 */
export function endorsementStanding(endorsements: readonly Endorsement[], asOf: Day): EndorsementStanding {
  requireDay(asOf, 'asOf')
  for (const [index, endorsement] of endorsements.entries()) requireEndorsement(endorsement, `[${index}]`, asOf)
  const valid = endorsements
    .map(({ appliedOn, days }) => {
      // The day of application is the first of them.
      const lastDay = addDays(appliedOn, days - 1)
      return { appliedOn, days, lastDay, daysLeft: daysBetween(asOf, lastDay) }
    })
    .filter(({ daysLeft }) => daysLeft >= 0)
    .sort((a, b) => compareDays(a.lastDay, b.lastDay) || compareDays(a.appliedOn, b.appliedOn))
  const applications = endorsements.map(({ appliedOn }) => appliedOn).sort(compareDays)
  const slotsUsed = applications.filter(day => daysBetween(day, asOf) < PERIOD_DAYS).length
  // A slot comes free when the third-latest application leaves the period.
  const nextPossible = slotsUsed < SLOTS ? asOf : addDays(applications[applications.length - SLOTS]!, PERIOD_DAYS)
  return { asOf, valid, slotsUsed, nextPossible }
}

function requireEndorsement({ appliedOn, days }: Endorsement, path: string, asOf: Day): void {
  requireDay(appliedOn, `${path}.appliedOn`)
  if (compareDays(appliedOn, asOf) > 0) {
    refuse('endorsement-in-future', `${path}.appliedOn`, appliedOn, `a day up to ${asOf}`)
  }
  if (!Number.isInteger(days) || days < 1 || days > ENDORSEMENT_MAX_DAYS) {
    refuse('days-out-of-range', `${path}.days`, days, `an integer from 1 to ${ENDORSEMENT_MAX_DAYS}`)
  }
}
