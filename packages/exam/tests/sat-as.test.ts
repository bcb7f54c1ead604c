import {
  assess,
  type Candidate,
  choiceChange,
  keptOutPass,
  parseCandidate,
  prolongablePasses,
  withChoice,
  withProlongation,
} from '../src/index'
import { deepFreeze } from './support/deep-freeze'

const TODAY = '2026-11-23'
const candidate: Candidate = deepFreeze({
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
    { examYear: 2027, marks: { law: 'not-registered' } },
  ],
})

describe('a change of level', () => {
  const exempt = { level: 'exempt-one', specialty: 'chemical' } as const

  it('asks about the years that have begun, and warns of what is pending', () => {
    expect(choiceChange(candidate, exempt, TODAY)).toEqual({ years: [2024, 2025, 2026], pendingYears: [2026] })
    expect(choiceChange({ ...candidate, sittings: [] }, exempt, TODAY)).toEqual({ years: [], pendingYears: [] })
  })

  it('stamps them with what they were sat as, and lets the coming ones follow', () => {
    const changed = withChoice(candidate, exempt, false, TODAY)
    expect(changed.level).toBe('exempt-one')
    expect(changed.sittings.map(({ examYear, level }) => [examYear, level])).toEqual([
      [2024, 'full'],
      [2025, 'full'],
      [2026, 'full'],
      [2027, undefined],
    ])
    expect(parseCandidate(changed)).toStrictEqual(changed)
    const { subjects, passedCount } = assess(changed, TODAY)
    expect(passedCount).toBe(0)
    expect(subjects[0]!.notCounted).toEqual({ examYear: 2024, mark: 71, reason: 'level' })
  })

  it('taken back leaves no trace', () => {
    const back = withChoice(withChoice(candidate, exempt, false, TODAY), candidate, false, TODAY)
    expect(back).toStrictEqual(candidate)
  })

  it('of an old choice that was a mistake stamps nothing', () => {
    const changed = withChoice(candidate, exempt, true, TODAY)
    expect(changed.sittings).toStrictEqual(candidate.sittings)
    expect(assess(changed, TODAY).subjects[0]).toMatchObject({ passedIn: 2024, validThrough: 2026 })
  })

  it('keeps what was stamped before', () => {
    const twice = withChoice(
      withChoice(candidate, exempt, false, TODAY),
      { ...exempt, level: 'exempt-two' },
      false,
      TODAY,
    )
    expect(twice.sittings.map(({ level }) => level)).toEqual(['full', 'full', 'full', undefined])
  })
})

describe('a change of specialty', () => {
  const construction = { level: 'full', specialty: 'construction' } as const

  it('asks only about years with 专业实务', () => {
    expect(choiceChange(candidate, construction, TODAY).years).toEqual([2025, 2026])
  })

  it('shows who holds a certificate the way to the next one', () => {
    const certified: Candidate = {
      ...candidate,
      sittings: [{ examYear: 2025, marks: { law: 60, management: 60, technology: 60, practice: 60 } }],
    }
    const certificate = { level: 'full', specialty: 'chemical', examYear: 2025 }
    expect(choiceChange(certified, construction, TODAY)).toMatchObject({ certificate })
    expect(choiceChange(certified, { level: 'added-specialty', specialty: 'construction' }, TODAY)).not.toHaveProperty(
      'certificate',
    )
  })
})

describe('a pass that does not count', () => {
  it('says what it was sat as', () => {
    const changed = withChoice(candidate, { level: 'exempt-one', specialty: 'chemical' }, false, TODAY)
    expect(keptOutPass(changed, 'law', TODAY)).toEqual({
      examYear: 2024,
      mark: 71,
      reason: 'level',
      level: 'full',
      specialty: 'chemical',
    })
    expect(keptOutPass(candidate, 'law', TODAY)).toBeUndefined()
  })

  it('says instead that it made a certificate', () => {
    const adding: Candidate = {
      level: 'added-specialty',
      specialty: 'construction',
      sittings: [
        { examYear: 2024, level: 'full', specialty: 'chemical', marks: { law: 71 } },
        { examYear: 2025, level: 'full', specialty: 'chemical', marks: { management: 66, technology: 60 } },
        { examYear: 2026, level: 'full', specialty: 'chemical', marks: { practice: 68 } },
        { examYear: 2027, marks: { practice: 'pending' } },
      ],
    }
    expect(keptOutPass(adding, 'practice', '2027-11-28')).toEqual({
      examYear: 2026,
      mark: 68,
      reason: 'level',
      level: 'full',
      specialty: 'chemical',
      usedFor: { level: 'full', specialty: 'chemical', examYear: 2026 },
    })
    // A later one was of no use to it.
    const again = { ...adding, sittings: [...adding.sittings.slice(0, 3), { ...adding.sittings[2]!, examYear: 2027 }] }
    expect(keptOutPass(again, 'practice', '2027-12-28')).toMatchObject({ examYear: 2027 })
    expect(keptOutPass(again, 'practice', '2027-12-28')).not.toHaveProperty('usedFor')
  })
})

describe('a prolongation', () => {
  it('is asked for by the year that could not be sat, and entered at the year of the pass', () => {
    expect(prolongablePasses(candidate, 2026)).toEqual([
      { subject: 'law', passedIn: 2024, validThrough: 2027 },
      { subject: 'management', passedIn: 2025, validThrough: 2028 },
      { subject: 'technology', passedIn: 2025, validThrough: 2028 },
    ])
    expect(prolongablePasses(candidate, 2025).map(({ subject }) => subject)).toEqual(['law'])
    expect(prolongablePasses(candidate, 2024)).toEqual([])
    expect(prolongablePasses(candidate, 2028).map(({ subject }) => subject)).toEqual(['management', 'technology'])
    const prolonged = withProlongation(candidate, { subject: 'law', passedIn: 2024 }, 1)
    expect(prolonged.sittings[0]).toStrictEqual({ examYear: 2024, marks: { law: 71 }, extensionYears: { law: 1 } })
    expect(assess(prolonged, TODAY).subjects[0]).toMatchObject({ validThrough: 2028 })
  })

  it('is taken away without a trace, the others stay', () => {
    const pass = { subject: 'law', passedIn: 2025 } as const
    const both: Candidate = {
      ...candidate,
      sittings: [{ examYear: 2025, marks: { law: 60, management: 60 }, extensionYears: { law: 2, management: 1 } }],
    }
    expect(withProlongation(both, pass, 0).sittings[0]!.extensionYears).toStrictEqual({ management: 1 })
    const one = withProlongation(both, { subject: 'management', passedIn: 2025 }, 0)
    expect(withProlongation(one, pass, 0).sittings[0]).not.toHaveProperty('extensionYears')
  })
})
