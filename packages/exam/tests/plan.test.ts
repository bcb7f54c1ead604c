import fc from 'fast-check'
import { assess, type Candidate, examCalendar, requiredSubjects, type Sitting, sittingDates } from '../src/index'
import { assumptionsFrom, planFor, registrationAdvice, safestOrder } from '../src/planning/plan'
import { candidates, days } from './support/arbitraries'
import { deepFreeze } from './support/deep-freeze'

const TODAY = '2026-11-23'
const calendar = examCalendar('西藏')
/** 法规 2024, 管理 and 技术 2025, 实务 awaiting the scores of 2026. */
const candidate: Candidate = deepFreeze({
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
})
const beginner: Candidate = { level: 'full', specialty: 'chemical', sittings: [] }

describe('a plan', () => {
  const plan = (assumptions: Parameters<typeof planFor>[3]) => planFor(candidate, calendar, TODAY, assumptions)

  it('takes different subjects in different years', () => {
    const found = plan({
      2026: { practice: 'failed' },
      2027: { practice: 'failed' },
      2028: { law: 'passed', practice: 'passed' },
    })
    expect(found).toEqual({
      years: [
        { examYear: 2026, phase: 'awaited', open: ['practice'], needed: ['practice'] },
        { examYear: 2027, phase: 'coming', open: requiredSubjects('full'), needed: ['practice'] },
        { examYear: 2028, phase: 'coming', open: requiredSubjects('full'), needed: ['law', 'practice'] },
      ],
      columns: [2024, 2025, 2026, 2027, 2028],
      rows: [
        { subject: 'law', cells: ['passed', 'valid', 'valid', 'last', 'assumed'] },
        { subject: 'management', cells: ['none', 'passed', 'valid', 'valid', 'last'] },
        { subject: 'technology', cells: ['none', 'passed', 'valid', 'valid', 'last'] },
        { subject: 'practice', cells: ['none', 'failed', 'failed', 'failed', 'assumed'] },
      ],
      certificate: { examYear: 2028 },
      retaken: ['law'],
      missing: [],
    })
  })

  it('says what is still missing, and what has lapsed', () => {
    expect(plan({ 2028: { practice: 'passed' } })).toMatchObject({
      certificate: null,
      retaken: ['law'],
      missing: ['law'],
    })
    expect(plan({ 2026: { practice: 'passed' } })).toMatchObject({
      certificate: { examYear: 2026 },
      retaken: [],
      missing: [],
      columns: [2024, 2025, 2026],
    })
    expect(plan({})).toMatchObject({ certificate: null, missing: ['practice'], columns: [2024, 2025, 2026] })
  })

  it('starts with what is undecided failing, and the next registration bringing everything', () => {
    const assumptions = assumptionsFrom({}, candidate, calendar, TODAY)
    expect(assumptions).toEqual({ 2026: { practice: 'failed' }, 2027: { practice: 'passed' } })
    expect(plan(assumptions).certificate).toEqual({ examYear: 2027 })
    expect(assumptionsFrom({}, beginner, calendar, '2026-09-10')).toEqual({
      2026: { law: 'failed', management: 'failed', technology: 'failed', practice: 'failed' },
      2027: { law: 'passed', management: 'passed', technology: 'passed', practice: 'passed' },
    })
  })

  it('goes on from what was chosen: what a year misses is passed in the next', () => {
    const from = (choices: Parameters<typeof assumptionsFrom>[0], of = candidate) =>
      assumptionsFrom(choices, of, calendar, TODAY)
    expect(from({ 2027: { practice: 'failed' } })).toEqual({
      2026: { practice: 'failed' },
      2027: { practice: 'failed' },
      2028: { law: 'passed', practice: 'passed' },
    })
    // What is of no use any more goes, what was chosen beyond need stays until the certificate.
    expect(from({ 2026: { practice: 'passed' }, 2027: { practice: 'failed' } })).toEqual({
      2026: { practice: 'passed' },
    })
    expect(from({ 2027: { law: 'passed', practice: 'failed' }, 2028: { law: 'failed' } })).toEqual({
      2026: { practice: 'failed' },
      2027: { law: 'passed', practice: 'failed' },
      2028: { practice: 'passed' },
    })
    expect(from({ 2027: { technology: 'failed', practice: 'failed' } }, beginner)[2028]).toEqual({
      technology: 'passed',
      practice: 'passed',
    })
  })

  it('asks of a year that was sat only what is awaited', () => {
    const half: Candidate = {
      ...candidate,
      sittings: [
        { examYear: 2025, marks: { management: 66, technology: 60 } },
        { examYear: 2026, marks: { law: 40, practice: 'pending' } },
      ],
    }
    expect(planFor(half, calendar, TODAY, {}).years[0]).toEqual({
      examYear: 2026,
      phase: 'awaited',
      open: ['practice'],
      needed: ['practice'],
    })
    expect(assumptionsFrom({ 2026: { law: 'passed', practice: 'passed' } }, half, calendar, TODAY)).toEqual({
      2026: { practice: 'passed' },
      2027: { law: 'passed' },
    })
  })

  it('without a choice brings the certificate with the next registration, whoever it is', () => {
    fc.assert(
      fc.property(candidates, days, (random, asOf) => {
        const national = examCalendar(null)
        const advice = registrationAdvice(random, national, asOf)
        const assumptions = assumptionsFrom({}, random, national, asOf)
        const { certificate } = planFor(random, national, asOf, assumptions)
        return advice === undefined ? certificate !== null : certificate?.examYear === advice.examYear
      }),
      { numRuns: 500 },
    )
  })

  it('has the sitting that is registered for between registration and exam', () => {
    expect(
      planFor(beginner, calendar, '2026-09-10', {}).years.map(({ examYear, phase }) => `${examYear} ${phase}`),
    ).toEqual(['2026 registered', '2027 coming', '2028 coming'])
    expect(planFor(beginner, calendar, '2026-07-30', {}).years[0]).toMatchObject({ examYear: 2026, phase: 'coming' })
  })

  it('takes no mark of a sitting that has not begun, and assumes at the own level and specialty', () => {
    const other: Candidate = {
      level: 'exempt-two',
      specialty: 'chemical',
      sittings: [
        { examYear: 2026, specialty: 'other', marks: { practice: 80, law: 70 } },
        { examYear: 2027, marks: { practice: 90 } },
        { examYear: 2028, level: 'full', marks: { law: 'not-registered' } },
      ],
    }
    const of = (assumptions: Parameters<typeof planFor>[3]) => planFor(other, calendar, TODAY, assumptions)
    expect(of({}).missing).toEqual(['practice'])
    expect(of({ 2027: { practice: 'passed' } }).certificate).toEqual({ examYear: 2027 })
    expect(of({ 2027: { law: 'passed' } })).toMatchObject({ certificate: null, missing: ['practice'] })
    expect(of({ 2028: { law: 'passed', practice: 'passed' } }).certificate).toEqual({ examYear: 2028 })
  })
})

describe('what to register for next', () => {
  it('is what is missing when nothing undecided passes, and what is at stake', () => {
    expect(registrationAdvice(candidate, calendar, TODAY)).toEqual({
      examYear: 2027,
      subjects: ['practice'],
      undecided: [{ examYear: 2026, subjects: ['practice'] }],
      atStake: ['law'],
    })
  })

  it('follows the year and what was given up', () => {
    const entered = {
      ...candidate,
      sittings: [...candidate.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 40 } }],
    }
    expect(registrationAdvice(entered, calendar, '2026-12-28')).toMatchObject({ examYear: 2027, undecided: [] })
    const givenUp: Candidate = {
      ...entered,
      sittings: [...entered.sittings, { examYear: 2027, marks: { practice: 'not-registered' } }],
    }
    expect(registrationAdvice(givenUp, calendar, '2026-12-28')).toEqual({
      examYear: 2028,
      subjects: ['law', 'practice'],
      undecided: [],
      atStake: ['management', 'technology'],
    })
    expect(registrationAdvice(beginner, calendar, '2026-09-10')).toMatchObject({
      examYear: 2027,
      undecided: [{ examYear: 2026, subjects: ['law', 'management', 'technology', 'practice'] }],
    })
  })

  it('is nothing with a certificate', () => {
    const certified: Candidate = {
      level: 'exempt-two',
      specialty: 'other',
      sittings: [{ examYear: 2025, marks: { law: 60, practice: 60 } }],
    }
    expect(registrationAdvice(certified, calendar, TODAY)).toBeUndefined()
    expect(safestOrder(certified, calendar, TODAY)).toEqual([])
    expect(assumptionsFrom({}, certified, calendar, TODAY)).toEqual({})
  })
})

describe('the safest order', () => {
  it('says what comes next, and what is lost if it fails', () => {
    expect(safestOrder(candidate, calendar, TODAY)).toEqual([
      { years: [2027], subjects: ['practice'], lapsed: [], isOpen: false },
      { years: [2028], subjects: ['law', 'practice'], lapsed: ['law'], isOpen: false },
      {
        years: [2029],
        subjects: ['law', 'management', 'technology', 'practice'],
        lapsed: ['management', 'technology'],
        isOpen: true,
      },
    ])
  })

  it('gathers the years in which nothing lapses', () => {
    const fresh: Candidate = { ...beginner, sittings: [{ examYear: 2026, marks: { law: 70, management: 60 } }] }
    expect(safestOrder(fresh, calendar, '2026-12-28')[0]).toMatchObject({
      years: [2027, 2028, 2029],
      subjects: ['technology', 'practice'],
    })
  })

  it('for a beginner is everything, and nothing can be lost', () => {
    expect(safestOrder(beginner, calendar, TODAY)).toEqual([
      { years: [2027], subjects: requiredSubjects('full'), lapsed: [], isOpen: true },
    ])
  })

  it('holds in assess: passing the subjects of a step in any of its years brings the certificate then', () => {
    fc.assert(
      fc.property(candidates, days, (random, asOf) => {
        const held = {
          ...random,
          sittings: random.sittings.filter(({ examYear }) => sittingDates(examYear).start <= asOf),
        }
        for (const { years, subjects } of safestOrder(held, examCalendar(null), asOf)) {
          for (const examYear of years) {
            const sitting: Sitting = { examYear, marks: Object.fromEntries(subjects.map(subject => [subject, 60])) }
            const { certificate } = assess({ ...held, sittings: [...held.sittings, sitting] }, `${examYear}-12-31`)
            if (certificate?.examYear !== examYear) return false
          }
        }
        return true
      }),
      { numRuns: 500 },
    )
  })
})
