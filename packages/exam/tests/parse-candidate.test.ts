import fc from 'fast-check'
import { parseCandidate, RuleError } from '../src/index'
import { candidates } from './support/arbitraries'
import { deepFreeze, throughJson } from './support/deep-freeze'
import { rejection } from './support/rejection'

const candidate = (sittings: unknown = []) => ({ level: 'full', specialty: 'chemical', sittings })
const sitting = (fields: object) => candidate([{ examYear: 2025, marks: {}, ...fields }])
const marks = (law: unknown) => sitting({ marks: { law } })
const refused = (input: unknown) => rejection(() => parseCandidate(input))
/** An own field named `__proto__`, as JSON.parse makes it. */
const fromJson = (json: string): unknown => JSON.parse(json)

describe('what it takes', () => {
  it.each([
    [-1, 'absent'],
    [-2, 'violation'],
    [-4, 'invalid'],
    ['absent', 'absent'],
    ['violation', 'violation'],
    ['invalid', 'invalid'],
    ['not-registered', 'not-registered'],
    ['pending', 'pending'],
    ['passed', 'passed'],
    ['failed', 'failed'],
    [0, 0],
    [100, 100],
    [1e2, 100],
    [60.0, 60],
  ])('a mark %p as %p', (given, read) => {
    expect(parseCandidate(marks(given)).sittings).toStrictEqual([{ examYear: 2025, marks: { law: read } }])
  })

  it('a mark −0 as 0', () => {
    expect(Object.is(parseCandidate(marks(-0)).sittings[0]!.marks.law, 0)).toBe(true)
  })

  it('marks of subjects that the level does not require', () => {
    const input = { ...sitting({ marks: { law: 60, technology: 70 } }), level: 'exempt-two' }
    expect(parseCandidate(input)).toStrictEqual(input)
  })

  it('every field of the contract', () => {
    const input = sitting({
      level: 'exempt-two',
      specialty: 'other',
      marks: { practice: 61 },
      extensionYears: { law: 1, practice: 3 },
    })
    expect(parseCandidate(input)).toStrictEqual(input)
  })

  it('the first and the last exam year, and 60 of them', () => {
    const years = Array.from({ length: 60 }, (_, index) => ({ examYear: 2099 - index, marks: {} }))
    expect(parseCandidate(candidate([...years.slice(1), { examYear: 2019, marks: {} }])).sittings).toHaveLength(60)
    expect(parseCandidate(candidate(years)).sittings[0]!.examYear).toBe(2099)
  })

  it('objects without a prototype, and fields whose value is undefined as missing', () => {
    const bare = Object.assign(Object.create(null), candidate())
    expect(parseCandidate(bare)).toStrictEqual(candidate())
    expect(parseCandidate(sitting({ specialty: undefined, marks: { law: undefined } }))).toStrictEqual(sitting({}))
  })

  it('returns a copy that shares nothing with the input', () => {
    const input = deepFreeze(sitting({ marks: { law: 60 } }))
    const read = parseCandidate(input)
    read.sittings[0]!.marks.law = 1
    expect(input).toStrictEqual(sitting({ marks: { law: 60 } }))
  })
})

describe('what it refuses', () => {
  it.each([null, undefined, 1, 'candidate', true, [], [candidate()], () => candidate()])('%p as a candidate', input => {
    expect(refused(input)).toEqual({ code: 'not-an-object', path: '' })
  })

  it.each([
    ['level', { specialty: 'other', sittings: [] }],
    ['level', {}],
    ['level', { level: undefined, specialty: 'other', sittings: [] }],
    ['specialty', { level: 'full', sittings: [] }],
    ['sittings', { level: 'full', specialty: 'other' }],
    ['sittings[0].examYear', candidate([{ marks: {} }])],
    ['sittings[0].examYear', candidate([{}])],
    ['sittings[0].marks', candidate([{ examYear: 2025 }])],
    ['sittings[1].marks', candidate([{ examYear: 2025, marks: {} }, { examYear: 2026 }])],
  ])('a missing %s', (path, input) => {
    expect(refused(input)).toEqual({ code: 'missing-field', path })
  })

  it.each([
    ['name', { ...candidate(), name: 'x' }],
    ['toString', { ...candidate(), toString: 1 }],
    ['constructor', { constructor: 1, ...candidate() }],
    ['__proto__', fromJson('{"__proto__":{"level":"full"},"level":"full","specialty":"other","sittings":[]}')],
    ['Level', { Level: 'full' }],
    ['', { '': 1 }],
    ['sittings[0].note', sitting({ note: '' })],
    ['sittings[0].hasOwnProperty', sitting({ hasOwnProperty: 1 })],
    ['sittings[0].__proto__', fromJson('{"sittings":[{"__proto__":1}]}')],
  ])('an unknown field %s', (path, input) => {
    expect(refused(input)).toEqual({ code: 'unknown-field', path })
  })

  it.each([
    ['level', { ...candidate(), level: 'half' }],
    ['level', { ...candidate(), level: null }],
    ['level', { ...candidate(), level: 4 }],
    ['level', { ...candidate(), level: 'toString' }],
    ['level', { ...candidate(), level: ['full'] }],
    ['specialty', { ...candidate(), specialty: 'fire' }],
    ['specialty', { ...candidate(), specialty: '__proto__' }],
    ['sittings[0].level', sitting({ level: 'half' })],
    ['sittings[0].level', sitting({ level: null })],
    ['sittings[0].specialty', sitting({ specialty: null })],
    ['sittings[0].specialty', sitting({ specialty: '' })],
    ['sittings[0].marks.english', sitting({ marks: { english: 90 } })],
    ['sittings[0].marks.toString', sitting({ marks: { toString: 90 } })],
    ['sittings[0].marks.__proto__', fromJson('{"sittings":[{"marks":{"__proto__":60}}]}')],
    ['sittings[0].extensionYears.english', sitting({ extensionYears: { english: 1 } })],
    ['sittings[0].marks.law', marks('60')],
    ['sittings[0].marks.law', marks('')],
    ['sittings[0].marks.law', marks('Absent')],
    ['sittings[0].marks.law', marks('toString')],
    ['sittings[0].marks.law', marks('-1')],
  ])('an unknown value at %s', (path, input) => {
    expect(refused(input)).toEqual({ code: 'unknown-value', path })
  })

  it.each([59.5, Number.NaN, Number.POSITIVE_INFINITY, -1.5, null, true, [60], {}, 60n])('%p as a mark', mark => {
    expect(refused(marks(mark))).toEqual({ code: 'not-an-integer', path: 'sittings[0].marks.law' })
  })

  it.each([101, -3, -5, 1e9, Number.MIN_SAFE_INTEGER])('%p as a mark, for its size', mark => {
    expect(refused(marks(mark))).toEqual({ code: 'out-of-range', path: 'sittings[0].marks.law' })
  })

  it.each([
    ['2025', 'not-an-integer'],
    [2025.5, 'not-an-integer'],
    [null, 'not-an-integer'],
    [Number.NaN, 'not-an-integer'],
    [2018, 'out-of-range'],
    [2100, 'out-of-range'],
    [0, 'out-of-range'],
    [-2025, 'out-of-range'],
  ])('%p as an exam year: %s', (examYear, code) => {
    expect(refused(sitting({ examYear }))).toEqual({ code, path: 'sittings[0].examYear' })
  })

  it.each([
    [0, 'out-of-range'],
    [4, 'out-of-range'],
    [-1, 'out-of-range'],
    [1.5, 'not-an-integer'],
    ['1', 'not-an-integer'],
    [null, 'not-an-integer'],
    [true, 'not-an-integer'],
  ])('%p as an extension: %s', (law, code) => {
    expect(refused(sitting({ extensionYears: { law } }))).toEqual({ code, path: 'sittings[0].extensionYears.law' })
  })

  it.each([
    ['sittings', candidate({})],
    ['sittings', candidate(null)],
    ['sittings', candidate('[]')],
    ['sittings', candidate({ length: 0 })],
    ['sittings[0]', candidate([null])],
    ['sittings[0]', candidate([[]])],
    ['sittings[0]', candidate([2025])],
    // biome-ignore lint/suspicious/noSparseArray: a hole must not slip through
    ['sittings[0]', candidate([, { examYear: 2025, marks: {} }])],
    ['sittings[0].marks', sitting({ marks: null })],
    ['sittings[0].marks', sitting({ marks: [60, 60, 60, 60] })],
    ['sittings[0].marks', sitting({ marks: 60 })],
    ['sittings[0].extensionYears', sitting({ extensionYears: null })],
    ['sittings[0].extensionYears', sitting({ extensionYears: 1 })],
  ])('what is no object at %s', (path, input) => {
    expect(refused(input)).toEqual({ code: 'not-an-object', path })
  })

  it('the same exam year twice, at the second', () => {
    const input = candidate([2024, 2025, 2024].map(examYear => ({ examYear, marks: {} })))
    expect(refused(input)).toEqual({ code: 'duplicate-year', path: 'sittings[2].examYear' })
  })

  it('61 sittings, before it looks into them', () => {
    expect(refused(candidate(Array(61).fill(null)))).toEqual({ code: 'too-many', path: 'sittings' })
  })

  it('says where, what it found and what it expected', () => {
    expect(() => parseCandidate(marks(59.5))).toThrow(
      new RuleError(
        'not-an-integer',
        'sittings[0].marks.law',
        'sittings[0].marks.law: found 59.5, expected an integer from 0 to 100',
      ),
    )
    expect(() => parseCandidate(7)).toThrow('input: found 7, expected an object')
  })
})

describe('the first fault in the order of the input', () => {
  it.each([
    ['specialty', { specialty: 'x', level: 'x', sittings: [] }],
    ['level', { level: 'x', specialty: 'x', sittings: [] }],
    ['zzz', { zzz: 1, level: 'x' }],
    ['level', { level: 'x', zzz: 1 }],
    ['sittings[0].marks.practice', { sittings: [{ marks: { practice: 101, law: 101 }, examYear: 1 }], level: 'x' }],
    ['sittings[0].marks.law', sitting({ marks: { law: 101, practice: 101 } })],
    ['sittings[0].examYear', candidate([{ examYear: 1, marks: { law: 101 } }])],
    // A year that is there twice is found where it stands, after the mark before it.
    [
      'sittings[1].marks.law',
      candidate([
        { examYear: 2025, marks: {} },
        { marks: { law: 101 }, examYear: 2025 },
      ]),
    ],
    [
      'sittings[1].examYear',
      candidate([
        { examYear: 2025, marks: {} },
        { examYear: 2025, marks: { law: 101 } },
      ]),
    ],
    // What is missing stands nowhere: the end of its object is where that shows.
    ['specialty', { specialty: 'x', sittings: [] }],
    ['sittings[0].examYear', { sittings: [{ marks: {} }], level: 'x' }],
    ['level', { sittings: [{ examYear: 2025, marks: {} }] }],
  ])('is at %s', (path, input) => {
    expect(refused(input).path).toBe(path)
  })
})

it('reads what it has written, and JSON keeps it', () => {
  fc.assert(
    fc.property(candidates, candidate => {
      const read = parseCandidate(deepFreeze(candidate))
      expect(read).toStrictEqual(throughJson(candidate))
      expect(parseCandidate(read)).toStrictEqual(read)
      expect(throughJson(read)).toStrictEqual(read)
    }),
  )
})

it('refuses anything at all with a RuleError or takes it', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), input => {
      try {
        parseCandidate(input)
      } catch (error) {
        expect(error).toBeInstanceOf(RuleError)
      }
    }),
    { numRuns: 500 },
  )
})
