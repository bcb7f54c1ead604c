import { type Candidate, LEVELS, MARK_CODES, REGIONS, RuleError, SPECIALTIES, SUBJECTS } from '@zhuan/exam'
import fc from 'fast-check'
import { compileCheck, Entry, RECORD_ID } from '../src'
import {
  candidateOf,
  fromValues,
  parseProfile,
  parseSitting,
  regionOf,
  splitKey,
  toValues,
  type WholeRecord,
} from '../src/record'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const compact = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const mark = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(...MARK_CODES))
const bySubject = <T>(value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(SUBJECTS.map(subject => [subject, value])), { requiredKeys: [] })
const sitting = fc
  .record({
    examYear: fc.integer({ min: 2019, max: 2099 }),
    level: maybe(fc.constantFrom(...LEVELS)),
    specialty: maybe(fc.constantFrom(...SPECIALTIES)),
    marks: bySubject(mark),
    extensionYears: maybe(bySubject(fc.constantFrom(1, 2, 3))),
  })
  .map(compact)
const candidate = fc
  .record({
    level: fc.constantFrom(...LEVELS),
    specialty: fc.constantFrom(...SPECIALTIES),
    sittings: fc.uniqueArray(sitting, { selector: ({ examYear }) => examYear, maxLength: 12 }),
  })
  .map(({ sittings, ...person }) => ({
    ...person,
    // As the mini-program keeps them.
    sittings: sittings.sort((a, b) => a.examYear - b.examYear),
  })) as fc.Arbitrary<Candidate>
const id = fc.stringMatching(new RegExp(RECORD_ID))
const byId = <T>(value: fc.Arbitrary<T>) => fc.dictionary(id, value, { maxKeys: 5, noNullPrototype: true })
const day = fc.constantFrom('2026-11-23', '2027-02-28')
const wholeRecord: fc.Arbitrary<WholeRecord> = fc.oneof(
  fc.constant<WholeRecord>({ candidate: null, region: null, endorsements: {}, checklists: {}, certificate: null }),
  fc.record({
    candidate,
    region: fc.constantFrom(null, ...REGIONS),
    endorsements: byId(fc.record({ appliedOn: day, days: fc.integer({ min: 1, max: 90 }) })),
    checklists: byId(fc.record({ done: fc.array(id, { maxLength: 3 }) })),
    certificate: fc.constantFrom(null, { examYear: 2026, issuedOn: '2027-05-01' }),
  }),
)

test('a record taken to pieces and put together again is the same', () => {
  fc.assert(
    fc.property(wholeRecord, record => {
      expect(fromValues(toValues(record))).toEqual(record)
    }),
  )
})

test('in whatever order its pieces come back', () => {
  fc.assert(
    fc.property(wholeRecord, fc.infiniteStream(fc.nat()), (record, numbers) => {
      const pieces = Object.entries(toValues(record)).map(piece => [numbers.next().value, piece] as const)
      const shuffled = Object.fromEntries(pieces.sort(([a], [b]) => a - b).map(([, piece]) => piece))
      expect(fromValues(shuffled)).toEqual(record)
    }),
  )
})

test('each piece is an entry that the contract takes, and the server reads it back unchanged', () => {
  const check = compileCheck(Entry)
  fc.assert(
    fc.property(wholeRecord, record => {
      for (const [key, value] of Object.entries(toValues(record))) {
        expect(check({ key, value, updatedAt: '2026-11-23T10:00:00Z' })).toHaveProperty('value')
        const [kind, year] = splitKey(key)
        if (kind === 'profile') expect(parseProfile(value)).toEqual(value)
        if (kind === 'sitting') expect(parseSitting(Number(year), value)).toEqual(value)
      }
    }),
  )
})

test('what is deleted is not there', () => {
  const values = { profile: { level: 'full', specialty: 'chemical' }, 'sitting:2026': null, certificate: null }
  expect(fromValues({ ...values, 'endorsement:a': null, 'checklist:b': null })).toEqual({
    candidate: { level: 'full', specialty: 'chemical', sittings: [] },
    region: null,
    endorsements: {},
    checklists: {},
    certificate: null,
  })
  expect(candidateOf({ profile: null, 'sitting:2026': { examYear: 2026, marks: {} } })).toBeUndefined()
  expect(regionOf({ profile: null })).toBeNull()
})

test('more sittings than a record may have are refused when they are put together', () => {
  const values = Object.fromEntries(
    Array.from({ length: 61 }, (_, index) => [`sitting:${2019 + index}`, { examYear: 2019 + index, marks: {} }]),
  )
  expect(() => candidateOf({ profile: { level: 'full', specialty: 'other' }, ...values })).toThrow(
    expect.objectContaining({ code: 'too-many' }),
  )
})

test.each([
  [{ examYear: 2025, marks: {} }, 'unknown-value', 'examYear', 'examYear is 2025, expected 2026 as in the key'],
  [{ examYear: 2026, marks: { law: 101 } }, 'out-of-range', 'marks.law', 'marks.law: found 101'],
  [{ examYear: 2026, marks: { physics: 1 } }, 'unknown-value', 'marks.physics', 'marks.physics: found "physics"'],
  [{ examYear: 2026 }, 'missing-field', 'marks', 'marks: found undefined'],
  [[], 'not-an-object', '', 'input: found an array of 0'],
])('the sitting %j is refused at its place', (value, code, path, message) => {
  const refused = (() => {
    try {
      parseSitting(2026, value)
      return undefined
    } catch (error) {
      return error as RuleError
    }
  })()
  expect(refused).toBeInstanceOf(RuleError)
  expect(refused).toMatchObject({ code, path, message: expect.stringContaining(message) })
})

test.each([
  [{ level: 'full', specialty: 'other', region: '火星' }, 'unknown-value', 'region'],
  [{ level: 'full', specialty: 'other', name: 'x' }, 'unknown-field', 'name'],
  [{ level: 'half', specialty: 'other' }, 'unknown-value', 'level'],
  [{ specialty: 'other' }, 'missing-field', 'level'],
  [{ level: undefined, specialty: 'other' }, 'missing-field', 'level'],
])('the profile %j is refused at its place', (value, code, path) => {
  expect(() => parseProfile(value)).toThrow(expect.objectContaining({ code, path }))
})
