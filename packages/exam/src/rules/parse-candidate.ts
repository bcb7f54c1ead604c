import { refuse } from '../rule-error'
import type { Candidate, Mark, MarkCode, Sitting, Subject } from '../types'
import { FIRST_EXAM_YEAR, LAST_EXAM_YEAR, LEVELS, MARK_CODES, MAX_EXTENSION_YEARS, SPECIALTIES } from './rule-sets'

/** More sittings than anybody can have: a bound for hostile input. */
const MAX_SITTINGS = 60

/** What the official score page shows in place of a mark: −1 缺考, −2 违纪, −4 成绩无效. */
const OFFICIAL_CODES = new Map<unknown, MarkCode>([
  [-1, 'absent'],
  [-2, 'violation'],
  [-4, 'invalid'],
])

/** Returns the value of the contract, or refuses what it was given, naming `path`. */
type Reader<T> = (value: unknown, path: string) => T
type Fields<T> = { [Field in keyof T]-?: Reader<NonNullable<T[Field]>> }

/**
 * Reads a candidate from untrusted input and returns a copy that holds the fields of the contract and nothing else.
 * Refuses the first fault in the order of the input. A missing field stands nowhere in the input: it is refused at the
 * end of its object, after the faults of the fields that are there. `undefined` counts as missing, as in JSON.
 * @throws RuleError with the code and the path of the fault
 */
export const parseCandidate = (input: unknown): Candidate => readCandidate(input, '')

const oneOf =
  <T extends string>(values: readonly T[], what: string): Reader<T> =>
  (value, path) =>
    values.find(known => known === value) ?? refuse('unknown-value', path, value, `${what}: ${values.join(', ')}`)

const integer =
  (least: number, most: number): Reader<number> =>
  (value, path) => {
    const expected = `an integer from ${least} to ${most}`
    if (typeof value !== 'number' || !Number.isInteger(value)) refuse('not-an-integer', path, value, expected)
    if (value < least || value > most) refuse('out-of-range', path, value, expected)
    // −0 is an integer in range, but JSON does not know it.
    return value === 0 ? 0 : value
  }

/** Field names are looked for in a list and never with `in` or `[]`: `toString` and `__proto__` are names like any other. */
const object =
  <T extends object>(
    fields: Fields<T>,
    required: readonly (keyof T & string)[],
    unknownCode: 'unknown-field' | 'unknown-value' = 'unknown-field',
  ): Reader<T> =>
  (input, path) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      refuse('not-an-object', path, input, 'an object')
    const names = Object.keys(fields) as (keyof T & string)[]
    const pathOf = (name: string) => (path ? `${path}.${name}` : name)
    const output: Partial<T> = {}
    for (const [name, value] of Object.entries(input)) {
      const known = names.find(other => other === name)
      if (known === undefined) refuse(unknownCode, pathOf(name), name, `one of ${names.join(', ')}`)
      if (value !== undefined) output[known] = fields[known](value, pathOf(known))
    }
    const missing = required.find(name => output[name] === undefined)
    if (missing !== undefined) refuse('missing-field', pathOf(missing), undefined, 'a value')
    return output as T
  }

/** A subject is a word of the exam and no field, so that a wrong one is an `unknown-value`. */
const bySubject = <T>(read: Reader<T>): Reader<Partial<Record<Subject, T>>> =>
  object<Partial<Record<Subject, T>>>(
    { law: read, management: read, technology: read, practice: read } as Fields<Partial<Record<Subject, T>>>,
    [],
    'unknown-value',
  )

const readMarkCode = oneOf(MARK_CODES, 'a mark from 0 to 100 or a word')
const readMarkNumber = integer(0, 100)
const readMark: Reader<Mark> = (value, path) =>
  OFFICIAL_CODES.get(value) ?? (typeof value === 'string' ? readMarkCode : readMarkNumber)(value, path)

const readExamYear = integer(FIRST_EXAM_YEAR, LAST_EXAM_YEAR)

const readSittings: Reader<Sitting[]> = (value, path) => {
  if (!Array.isArray(value)) refuse('not-an-object', path, value, 'an array of sittings')
  if (value.length > MAX_SITTINGS) refuse('too-many', path, value, `at most ${MAX_SITTINGS} sittings`)
  const years = new Set<number>()
  const readSitting = object<Sitting>(
    {
      examYear: (found, yearPath) => {
        const year = readExamYear(found, yearPath)
        if (years.has(year)) refuse('duplicate-year', yearPath, year, 'each exam year once')
        years.add(year)
        return year
      },
      level: oneOf(LEVELS, 'a level'),
      specialty: oneOf(SPECIALTIES, 'a specialty'),
      marks: bySubject<Mark>(readMark),
      extensionYears: bySubject<1 | 2 | 3>(integer(1, MAX_EXTENSION_YEARS) as Reader<1 | 2 | 3>),
    },
    ['examYear', 'marks'],
  )
  // Array.from also visits the holes of a sparse array, which map would keep.
  return Array.from(value, (sitting: unknown, index) => readSitting(sitting, `${path}[${index}]`))
}

const readCandidate = object<Candidate>(
  {
    level: oneOf(LEVELS, 'a level'),
    specialty: oneOf(SPECIALTIES, 'a specialty'),
    sittings: readSittings,
  },
  ['level', 'specialty', 'sittings'],
)
