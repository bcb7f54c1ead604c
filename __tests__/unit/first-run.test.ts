import { assess, type Candidate, examCalendar } from '@zhuan/exam'
import { cellOf, finished, nextChoice, withCell } from '@/features/first-run/choices'
import { outcomeWords } from '@/features/first-run/words'
import { hasResults } from '@/features/first-run/years'

const NOBODY: Candidate = { level: 'full', specialty: 'chemical', sittings: [] }
const taps = (results: boolean, count: number) => {
  const said: (string | undefined)[] = []
  for (let tap = 0; tap < count; tap++) said.push(nextChoice(said[tap - 1] as 'passed', results))
  return said
}

describe('the first run', () => {
  it('goes from 合格 to 没过, 待出分 and empty; 待出分 comes first while there are no results', () => {
    expect(taps(true, 4)).toEqual(['passed', 'failed', 'pending', undefined])
    expect(taps(false, 4)).toEqual(['pending', 'passed', 'failed', undefined])
  })

  it('writes marks of years, and drops a year that says nothing', () => {
    const one = withCell(withCell(NOBODY, 2025, 'management', 'passed'), 2024, 'law', 'passed')
    expect(one.sittings).toEqual([
      { examYear: 2024, marks: { law: 'passed' } },
      { examYear: 2025, marks: { management: 'passed' } },
    ])
    expect(withCell(one, 2024, 'law', undefined).sittings).toEqual([
      { examYear: 2025, marks: { management: 'passed' } },
    ])
  })

  it('shows where an earlier pass still counts', () => {
    const one = withCell(NOBODY, 2022, 'law', 'passed')
    const cells = [2021, 2022, 2023, 2025, 2026].map(year => cellOf(one, year, 'law'))
    expect(cells).toEqual([undefined, 'passed', 'valid', 'valid', undefined])
    expect(cellOf({ ...one, level: 'exempt-two' }, 2024, 'law')).toBeUndefined()
  })

  it('keeps what another level had tapped out of the record', () => {
    const tapped = withCell(withCell(NOBODY, 2025, 'management', 'passed'), 2025, 'law', 'failed')
    expect(finished({ ...tapped, level: 'exempt-two' }).sittings).toEqual([
      { examYear: 2025, marks: { law: 'failed' } },
    ])
  })

  it.each([
    ['2026-12-20', 2026, false],
    ['2026-12-26', 2026, false],
    ['2027-01-01', 2026, true],
    ['2026-11-23', 2025, true],
  ])('on %s the scores of %i are out: %s', (today, year, out) => {
    expect(hasResults(examCalendar(null), year, today)).toBe(out)
  })

  it('says what the choices come to', () => {
    const words = (candidate: Candidate) => outcomeWords(assess(candidate, '2026-11-23'), candidate)
    let story = NOBODY
    expect(words(story).lead).toBe('还没点')
    story = withCell(story, 2024, 'law', 'passed')
    story = withCell(story, 2025, 'management', 'passed')
    story = withCell(story, 2025, 'technology', 'passed')
    story = withCell(story, 2026, 'practice', 'pending')
    expect(words(story)).toEqual({
      lead: '还差《专业实务》，等 2026 年成绩',
      rest: '《法律法规》管到 2027 年，《安全生产管理》《技术基础》管到 2028 年。',
    })
    expect(words(withCell(story, 2025, 'practice', 'passed'))).toEqual({
      lead: '四科都合格了',
      rest: '2025 年可取证。',
    })
  })
})
