import { latestSittingYear } from '../src/index'

describe('the latest sitting that has begun', () => {
  it.each([
    ['2026-10-23', 2025],
    ['2026-10-24', 2026],
    ['2026-10-25', 2026],
    ['2026-10-26', 2026],
    ['2027-10-29', 2026],
    ['2027-10-30', 2027],
  ])('%s: %i', (asOf, year) => {
    expect(latestSittingYear(asOf)).toBe(year)
  })

  it('follows announced days', () => {
    const moved = [{ examYear: 2026, start: '2026-11-28', end: '2026-11-29' }]
    expect(latestSittingYear('2026-11-27', moved)).toBe(2025)
    expect(latestSittingYear('2026-11-28', moved)).toBe(2026)
  })
})
