import fc from 'fast-check'
import { addYears, laterDay } from '../src/day'
import { addDays, compareDays, daysBetween, isDay, weekday } from '../src/index'

describe('isDay', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '2026-01-01', '0000-01-01', '9999-12-31'])('takes %s', day => {
    expect(isDay(day)).toBe(true)
  })

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '2026-01-01 ',
    '2026-01-01\n',
    '2026-01-01T00:00:00Z',
    '２０２６-01-01',
    '10000-01-01',
    '',
    20260101,
    null,
    undefined,
    ['2026-01-01'],
    new String('2026-01-01'),
  ])('refuses %p', value => {
    expect(isDay(value)).toBe(false)
  })
})

describe('day arithmetic', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2024-02-29', 366, '2025-03-01'],
    // Nights on which clocks were set in Shanghai (1991) and are set in Los Angeles.
    ['1991-04-13', 2, '1991-04-15'],
    ['2026-03-07', 2, '2026-03-09'],
    ['2026-10-31', 2, '2026-11-02'],
    ['9999-12-31', 1, '10000-01-01'],
    ['0001-01-01', -1, '0000-12-31'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected)
    expect(daysBetween(day, expected)).toBe(count)
  })

  it('knows the days of the week', () => {
    expect(['2026-10-24', '2026-10-25', '2026-11-23', '1969-12-31', '2024-02-29'].map(weekday)).toEqual([6, 0, 1, 3, 4])
  })

  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
    ['2024-02-28', 1, '2025-02-28'],
    ['2025-12-31', 1, '2026-12-31'],
    ['2026-07-21', -1, '2025-07-21'],
  ])('%s and %i years is %s', (day, count, expected) => {
    expect(addYears(day, count)).toBe(expected)
  })

  it('finds the later of two days, also beyond the year 9999', () => {
    expect(laterDay('2026-12-31', '2027-01-01')).toBe('2027-01-01')
    expect(laterDay('2027-01-01', '2026-12-31')).toBe('2027-01-01')
    expect(laterDay('9999-12-31', '10000-01-01')).toBe('10000-01-01')
  })

  it('adds and subtracts the same, one by one and at once', () => {
    const days = fc.integer({ min: -100_000, max: 100_000 }).map(count => addDays('2026-11-23', count))
    fc.assert(
      fc.property(days, fc.integer({ min: -50_000, max: 50_000 }), (day, count) => {
        const moved = addDays(day, count)
        expect(isDay(moved)).toBe(true)
        expect(daysBetween(day, moved)).toBe(count)
        expect(addDays(moved, -count)).toBe(day)
        expect(weekday(addDays(day, 7))).toBe(weekday(day))
        expect(Math.sign(compareDays(day, moved))).toBe(Math.sign(-count) + 0)
        expect(compareDays(day, moved) < 0).toBe(day < moved)
      }),
    )
  })
})
