import { assess, assumableYears, type Candidate, examCalendar, trialCells, whatIf, yearCells } from '../src/index'
import { deepFreeze } from './support/deep-freeze'

const TODAY = '2026-11-23'
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

describe('what if', () => {
  it('what is awaited is passed: the certificate', () => {
    expect(whatIf(candidate, examCalendar(null), 2026, ['practice'], TODAY)).toMatchObject({
      certificate: { examYear: 2026 },
      lapsed: [],
      missing: [],
      years: [2024, 2025, 2026],
    })
  })

  it('it is passed only in 2028: law has lapsed', () => {
    const { certificate, lapsed, missing, rows } = whatIf(candidate, examCalendar(null), 2028, ['practice'], TODAY)
    expect({ certificate, lapsed, missing }).toEqual({ certificate: null, lapsed: ['law'], missing: [] })
    expect(rows[0]).toEqual({ subject: 'law', cells: ['passed', 'valid', 'valid', 'last', 'expired'] })
    expect(rows[3]!.cells).toEqual(['none', 'failed', 'pending', 'none', 'assumed'])
  })

  it('nothing is passed: practice is still missing', () => {
    expect(whatIf(candidate, examCalendar(null), 2027, [], TODAY)).toMatchObject({
      certificate: null,
      missing: ['practice'],
    })
  })

  it('an assumed public subject does not turn practice of another specialty into the own', () => {
    const changed: Candidate = {
      level: 'exempt-two',
      specialty: 'chemical',
      sittings: [{ examYear: 2026, specialty: 'other', marks: { practice: 80, law: 'pending' } }],
    }
    expect(whatIf(changed, examCalendar(null), 2026, ['law'], TODAY)).toMatchObject({
      certificate: null,
      missing: ['practice'],
    })
    expect(whatIf(changed, examCalendar(null), 2026, ['law', 'practice'], TODAY).certificate).toEqual({
      examYear: 2026,
    })
  })

  it('can be asked of the sitting that awaits its results first, else of the coming ones', () => {
    expect(assumableYears(candidate, examCalendar(null), TODAY)).toEqual([2026, 2027, 2028])
    const entered = { ...candidate, sittings: candidate.sittings.slice(0, 2) }
    expect(assumableYears(entered, examCalendar(null), TODAY)).toEqual([2026, 2027, 2028])
    expect(assumableYears(entered, examCalendar(null), '2027-02-01')).toEqual([2027, 2028, 2029])
    // A year that was added and not filled in yet, or only for a subject the level does not require, is no entry.
    const empty: Candidate = { ...candidate, sittings: [{ examYear: 2026, marks: {} }] }
    expect(assumableYears(empty, examCalendar(null), TODAY)).toEqual([2026, 2027, 2028])
    const exempt: Candidate = {
      ...candidate,
      level: 'exempt-one',
      sittings: [{ examYear: 2026, marks: { technology: 50 } }],
    }
    expect(assumableYears(exempt, examCalendar(null), TODAY)).toEqual([2026, 2027, 2028])
    const failed: Candidate = { ...candidate, sittings: [{ examYear: 2026, marks: { practice: 40 } }] }
    expect(assumableYears(failed, examCalendar(null), TODAY, 2)).toEqual([2027, 2028])
  })
})

describe('the window of a pass, year by year', () => {
  const cells = (asOf: string, subject = 0, of = candidate) => {
    const { subjects, nextSitting } = assess(of, asOf)
    return yearCells(subjects[subject]!, nextSitting.examYear)
      .map(({ year, kind }) => `${year} ${kind}`)
      .join(', ')
  }

  it('is held, to come, and ends with the last year', () => {
    expect(cells(TODAY)).toBe('2024 passed, 2025 held, 2026 held, 2027 last')
    expect(cells('2026-10-25')).toBe('2024 passed, 2025 held, 2026 coming, 2027 last')
  })

  it('ends with a lost year once it is lost, and is empty without a pass', () => {
    const lost = { ...candidate, sittings: candidate.sittings.slice(0, 1) }
    expect(cells('2028-11-23', 0, lost)).toBe('2024 passed, 2025 held, 2026 held, 2027 expired')
    expect(cells(TODAY, 3)).toBe('')
  })

  it('tells a failure from a year without a mark', () => {
    expect(trialCells(candidate, 'practice', [2024, 2025, 2026])).toEqual(['none', 'failed', 'pending'])
  })
})
