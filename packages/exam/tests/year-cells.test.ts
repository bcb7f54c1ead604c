import { assess, type Candidate, trialCells, yearCells } from '../src/index'
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
