import { type Candidate, parseCandidate, REGIONS, RuleError, type Sitting } from '@zhuan/exam'
import type { CertificateValue, ChecklistValue, EndorsementValue } from './schemas/record'

export type { CertificateValue, ChecklistValue, EndorsementValue, Entry } from './schemas/record'

/** What an entry holds: the key says what. */
export type Value = object

/** The value of `profile`. */
export interface ProfileValue extends Pick<Candidate, 'level' | 'specialty'> {
  /** Chinese name; missing = the whole country. */
  region?: string
}

/** Everything about a person that is synced, as one piece. */
export interface WholeRecord {
  /** `null` before level and specialty are known. */
  candidate: Candidate | null
  /** Chinese name; `null` = the whole country. Synced with the profile, so only once there is a candidate. */
  region: string | null
  /** By id, which the phone makes. */
  endorsements: Record<string, EndorsementValue>
  checklists: Record<string, ChecklistValue>
  certificate: CertificateValue | null
}

export type KeyKind = 'profile' | 'sitting' | 'endorsement' | 'checklist' | 'certificate'

export const sittingKey = (examYear: number): string => `sitting:${examYear}`
export const endorsementKey = (id: string): string => `endorsement:${id}`
export const checklistKey = (id: string): string => `checklist:${id}`

/** Takes a key apart: its kind, and the year or id behind it, `''` where there is none. */
export function splitKey(key: string): [kind: KeyKind, id: string] {
  const [kind, id = ''] = key.split(':', 2)
  return [kind as KeyKind, id]
}

/** The record in pieces: key → value. What is not in it is in no entry, or in one that is deleted. */
export function toValues({
  candidate,
  region,
  endorsements,
  checklists,
  certificate,
}: WholeRecord): Record<string, Value> {
  const values: Record<string, Value> = {}
  if (candidate) {
    const { level, specialty, sittings } = candidate
    values.profile = { level, specialty, ...(region !== null && { region }) } satisfies ProfileValue
    for (const sitting of sittings) values[sittingKey(sitting.examYear)] = sitting
  }
  for (const id of Object.keys(endorsements)) values[endorsementKey(id)] = endorsements[id]!
  for (const id of Object.keys(checklists)) values[checklistKey(id)] = checklists[id]!
  if (certificate) values.certificate = certificate
  return values
}

type Values = Readonly<Record<string, Value | null | undefined>>

/**
 * Puts the pieces together again.
 * @param values - key → value, as the server has checked them; null = deleted
 * @throws RuleError when today's rules refuse what they are together, such as more sittings than a record may have
 */
export function fromValues(values: Values): WholeRecord {
  const record: WholeRecord = {
    candidate: candidateOf(values) ?? null,
    region: regionOf(values),
    endorsements: {},
    checklists: {},
    certificate: (values.certificate as CertificateValue | undefined) ?? null,
  }
  for (const [key, value] of Object.entries(values)) {
    const [kind, id] = splitKey(key)
    if (value && kind === 'endorsement') record.endorsements[id] = value as EndorsementValue
    if (value && kind === 'checklist') record.checklists[id] = value as ChecklistValue
  }
  return record
}

/**
 * The candidate whom these values describe, with the sittings by year; undefined without a profile.
 * @throws RuleError when today's rules refuse them
 */
export function candidateOf(values: Values): Candidate | undefined {
  const profile = values.profile as ProfileValue | null | undefined
  if (!profile) return undefined
  const sittings = Object.keys(values)
    .filter(key => values[key] && splitKey(key)[0] === 'sitting')
    .sort()
    .map(key => values[key])
  return parseCandidate({ level: profile.level, specialty: profile.specialty, sittings })
}

/** The region of the profile; `null` = the whole country. */
export const regionOf = ({ profile }: Values): string | null =>
  (profile as ProfileValue | null | undefined)?.region ?? null

/**
 * Reads the value of `profile`.
 * @throws RuleError with a path within the value
 */
export function parseProfile(value: object): ProfileValue {
  const { level, specialty, region, ...unknown } = value as Record<string, unknown>
  const [surplus] = Object.keys(unknown)
  if (surplus !== undefined) throw new RuleError('unknown-field', surplus, `${surplus} is no field of a profile`)
  // A field that is missing and one that is there without a value are told apart, as in JSON.
  const read = parseCandidate({
    ...('level' in value && { level }),
    ...('specialty' in value && { specialty }),
    sittings: [],
  })
  const profile: ProfileValue = { level: read.level, specialty: read.specialty }
  if (region === undefined) return profile
  if (!(REGIONS as readonly unknown[]).includes(region))
    throw new RuleError('unknown-value', 'region', 'the region is unknown, expected its Chinese name')
  return { ...profile, region: region as string }
}

const IN_SITTINGS = 'sittings[0]'

/**
 * Reads the value of `sitting:<examYear>`. A sitting is checked by itself: level and specialty of its candidate are not
 * looked at.
 * @throws RuleError with a path within the value
 */
export function parseSitting(examYear: number, value: object): Sitting {
  const sitting = readSitting(value)
  if (sitting.examYear === examYear) return sitting
  throw new RuleError(
    'unknown-value',
    'examYear',
    `examYear is ${sitting.examYear}, expected ${examYear} as in the key`,
  )
}

function readSitting(value: object): Sitting {
  try {
    return parseCandidate({ level: 'full', specialty: 'other', sittings: [value] }).sittings[0]!
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    // The rules name the place in the candidate made up around it.
    const path = error.path.slice(IN_SITTINGS.length).replace(/^\./, '')
    throw new RuleError(error.code, path, `${path || 'input'}${error.message.slice(error.path.length)}`)
  }
}
