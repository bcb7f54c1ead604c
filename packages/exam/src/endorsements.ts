import { addDays, daysBetween, requireDay } from './day'
import { refuse } from './rule-error'
import type { Day, Endorsement, EndorsementStanding } from './types'

/** 中国人事考试网, 电子证书加注: at most 90 days each, at most 3 within 90 days. */
export const ENDORSEMENT_MAX_DAYS = 90
const PERIOD_DAYS = 90
const SLOTS = 3

/**
 * Which endorsements are valid on a day, and when the next can be applied for.
 * Whether an expired one still counts towards the three is not stated officially; every application of the trailing
 * 90 days is counted, which is the cautious reading.
 * @throws RuleError `invalid-day`, `endorsement-in-future`, `days-out-of-range` with the entry's path (`[2].days`)
 */
export function endorsementStanding(endorsements: readonly Endorsement[], asOf: Day): EndorsementStanding {
  requireDay(asOf, 'asOf')
  endorsements.forEach(({ appliedOn, days }, index) => {
    requireDay(appliedOn, `[${index}].appliedOn`)
    if (appliedOn > asOf) refuse('endorsement-in-future', `[${index}].appliedOn`, appliedOn, `a day up to ${asOf}`)
    if (!Number.isInteger(days) || days < 1 || days > ENDORSEMENT_MAX_DAYS) {
      refuse('days-out-of-range', `[${index}].days`, days, `an integer from 1 to ${ENDORSEMENT_MAX_DAYS}`)
    }
  })
  const valid = endorsements
    .map(({ appliedOn, days }) => {
      const lastDay = addDays(appliedOn, days - 1)
      return { appliedOn, days, lastDay, daysLeft: daysBetween(asOf, lastDay) }
    })
    .filter(({ daysLeft }) => daysLeft >= 0)
    .sort((a, b) => compare(a.lastDay, b.lastDay) || compare(a.appliedOn, b.appliedOn))
  const applications = endorsements.map(({ appliedOn }) => appliedOn).sort()
  const usedOn = (day: Day) => applications.filter(applied => applied >= addDays(day, 1 - PERIOD_DAYS)).length
  let nextPossible = asOf
  // The next slot comes free 90 days after the third-latest application.
  if (usedOn(asOf) >= SLOTS) nextPossible = addDays(applications[applications.length - SLOTS]!, PERIOD_DAYS)
  return { asOf, valid, slotsUsed: usedOn(asOf), nextPossible }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
