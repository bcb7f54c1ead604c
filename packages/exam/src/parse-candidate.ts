import { refuse } from './rule-error'
import { FIRST_EXAM_YEAR, LAST_EXAM_YEAR, LEVELS, MARK_WORDS, SPECIALTIES, SUBJECTS } from './rule-sets'
import type { Candidate, Mark, Sitting, Subject } from './types'

/** More sittings than anybody can have; a bound for hostile input. */
const MAX_SITTINGS = 60

/** The numbers the official score page shows in place of a mark. */
const OFFICIAL_CODES: Readonly<Record<string, Mark>> = { '-1': 'absent', '-2': 'violation', '-4': 'invalid' }

type Reader = (value: unknown, path: string) => unknown

/**
 * Reads a candidate from untrusted input and returns a copy that holds the contract's fields only.
 * Refuses the first fault in the order of the input; fields that are missing are reported after those that are there.
 * @throws RuleError with a code and the path of the fault
 */
export function parseCandidate(input: unknown): Candidate {
  return readObject(
    input,
    '',
    {
      level: oneOf(LEVELS, 'a level'),
      specialty: oneOf(SPECIALTIES, 'a specialty'),
      sittings: readSittings,
    },
    ['level', 'specialty', 'sittings'],
  ) as unknown as Candidate
}

/** `Object.hasOwn`, which phones before 2021 lack. */
const hasOwn = (object: object, field: string): boolean => Object.hasOwn(object, field)

const join = (path: string, field: string): string => (path ? `${path}.${field}` : field)

function readObject(
  input: unknown,
  path: string,
  readers: Record<string, Reader>,
  required: string[],
  unknownCode: 'unknown-field' | 'unknown-value' = 'unknown-field',
): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    refuse('not-an-object', path, input, 'an object')
  const output: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(input)) {
    if (!hasOwn(readers, field))
      refuse(unknownCode, join(path, field), field, `one of ${Object.keys(readers).join(', ')}`)
    if (value !== undefined) output[field] = readers[field]!(value, join(path, field))
  }
  for (const field of required) if (!(field in output)) refuse('missing-field', join(path, field), undefined, 'a value')
  return output
}

const oneOf =
  (values: readonly string[], what: string): Reader =>
  (value, path) =>
    values.includes(value as string) ? value : refuse('unknown-value', path, value, `${what}: ${values.join(', ')}`)

const integer = (value: unknown, path: string, least: number, most: number): number => {
  if (!Number.isInteger(value)) refuse('not-an-integer', path, value, `an integer from ${least} to ${most}`)
  const number = value as number
  if (number < least || number > most) refuse('out-of-range', path, value, `an integer from ${least} to ${most}`)
  return number === 0 ? 0 : number
}

function readSittings(value: unknown, path: string): Sitting[] {
  if (!Array.isArray(value)) refuse('not-an-object', path, value, 'an array of sittings')
  if (value.length > MAX_SITTINGS) refuse('too-many', path, value, `at most ${MAX_SITTINGS} sittings`)
  const seen = new Set<number>()
  const examYear: Reader = (year, yearPath) => {
    const number = integer(year, yearPath, FIRST_EXAM_YEAR, LAST_EXAM_YEAR)
    if (seen.has(number)) refuse('duplicate-year', yearPath, number, 'each exam year once')
    seen.add(number)
    return number
  }
  return value.map(
    (sitting, index) =>
      readObject(
        sitting,
        `${path}[${index}]`,
        {
          examYear,
          specialty: oneOf(SPECIALTIES, 'a specialty'),
          marks: bySubject(readMark),
          extensionYears: bySubject(readExtension),
        },
        ['examYear', 'marks'],
      ) as unknown as Sitting,
  )
}

const bySubject =
  (reader: Reader): Reader =>
  (value, path) =>
    readObject(
      value,
      path,
      Object.fromEntries(SUBJECTS.map((subject: Subject) => [subject, reader])),
      [],
      'unknown-value',
    )

const readMark: Reader = (value, path) => {
  if (typeof value === 'string') return oneOf(MARK_WORDS, 'a mark word')(value, path)
  const word =
    typeof value === 'number' && hasOwn(OFFICIAL_CODES, String(value)) ? OFFICIAL_CODES[String(value)] : undefined
  return word ?? integer(value, path, 0, 100)
}

const readExtension: Reader = (value, path) => integer(value, path, 1, 2)
