import type { CertificateValue, ChecklistValue, EndorsementValue } from '@zhuan/api/record'
import { RECORD_ID } from '@zhuan/api/vocabulary'
import { ENDORSEMENT_MAX_DAYS, FIRST_EXAM_YEAR, isDay, LAST_EXAM_YEAR } from '@zhuan/exam'

/** What the record keeps of the way from the score to the paper. */
export interface CertificateRecord {
  /** 加注, by an id that this phone made. */
  endorsements: Record<string, EndorsementValue>
  /** What was ticked off, by the id of its list. */
  checklists: Record<string, ChecklistValue>
  certificate: CertificateValue | null
}

export const NO_CERTIFICATE_RECORD: CertificateRecord = { endorsements: {}, checklists: {}, certificate: null }

const IS_RECORD_ID = new RegExp(RECORD_ID)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEndorsement = (value: unknown): value is EndorsementValue =>
  isObject(value) &&
  isDay(value.appliedOn) &&
  Number.isInteger(value.days) &&
  Number(value.days) >= 1 &&
  Number(value.days) <= ENDORSEMENT_MAX_DAYS &&
  (value.purpose === undefined || typeof value.purpose === 'string')

const isChecklist = (value: unknown): value is ChecklistValue =>
  isObject(value) && Array.isArray(value.done) && value.done.every(step => typeof step === 'string')

const isCertificate = (value: unknown): value is CertificateValue =>
  isObject(value) &&
  Number.isInteger(value.examYear) &&
  Number(value.examYear) >= FIRST_EXAM_YEAR &&
  Number(value.examYear) <= LAST_EXAM_YEAR &&
  (value.issuedOn === undefined || isDay(value.issuedOn)) &&
  (value.paperReceived === undefined || typeof value.paperReceived === 'boolean' || isDay(value.paperReceived))

/** Those of a map that are what they should be; the first that is not is told to `refuse`. */
function checked<T>(
  value: unknown,
  name: string,
  is: (each: unknown) => each is T,
  refuse: (path: string) => never,
): Record<string, T> {
  if (value === undefined) return {}
  if (!isObject(value)) return refuse(name)
  for (const [id, each] of Object.entries(value)) if (!IS_RECORD_ID.test(id) || !is(each)) refuse(`${name}.${id}`)
  return value as Record<string, T>
}

/**
 * Reads these parts out of a stored state; what is missing is empty.
 * @param refuse is told the path of the first fault, and throws
 */
export function parseCertificateRecord(
  state: Record<string, unknown>,
  refuse: (path: string) => never,
): CertificateRecord {
  const { certificate = null } = state
  if (certificate !== null && !isCertificate(certificate)) refuse('certificate')
  return {
    endorsements: checked(state.endorsements, 'endorsements', isEndorsement, refuse),
    checklists: checked(state.checklists, 'checklists', isChecklist, refuse),
    certificate: certificate as CertificateValue | null,
  }
}
