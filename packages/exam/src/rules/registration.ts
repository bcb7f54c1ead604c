import { addYears, requireDay } from '../day'
import type { Day } from '../types'

/** 注册: the first registration is due within so many years of the certificate; later it takes continuing education. */
export const FIRST_REGISTRATION_YEARS = 5

/**
 * The day five years after a certificate was issued.
 * @throws RuleError `invalid-day` for a day that does not exist
 * @example firstRegistrationEnd('2024-02-29') // '2029-02-28'
 */
export function firstRegistrationEnd(issuedOn: Day): Day {
  requireDay(issuedOn, 'issuedOn')
  return addYears(issuedOn, FIRST_REGISTRATION_YEARS)
}
