import { examCalendar, scoreHistory, scoreWait } from '../src/index'

const country = examCalendar(null)

describe('scoreWait', () => {
  it.each([
    [2019, undefined],
    [2020, 54],
    [2021, 65],
    [2022, 138],
    [2023, 61],
    [2024, 60],
    [2025, 61],
    [2026, undefined],
  ])('%i: %s days', (examYear, days) => {
    expect(scoreWait(country, examYear)?.days).toBe(days)
  })

  it('says with 2022 that it was put off', () => {
    expect(scoreWait(country, 2022)).toEqual({
      examYear: 2022,
      examEnd: '2022-10-30',
      release: '2023-03-17',
      days: 138,
      note: '推迟',
    })
  })

  it('follows an announcement', () => {
    const announced = {
      kind: 'score-release',
      examYear: 2026,
      region: null,
      start: '2026-12-25',
      source: '公告',
    } as const
    expect(scoreWait(examCalendar('西藏', [announced]), 2026)).toMatchObject({ release: '2026-12-25', days: 61 })
  })
})

describe('scoreHistory', () => {
  it('is the shortest and the longest wait of the latest recorded years', () => {
    expect(scoreHistory(country, 2026)).toEqual({ years: 3, fewest: 60, most: 61 })
    expect(scoreHistory(country, 2026, 5)).toEqual({ years: 5, fewest: 60, most: 138 })
    expect(scoreHistory(country, 2021)).toEqual({ years: 1, fewest: 54, most: 54 })
    expect(scoreHistory(country, 2020)).toBeUndefined()
  })

  it('takes an announced release in', () => {
    const released = {
      kind: 'score-release',
      examYear: 2026,
      region: null,
      start: '2026-12-28',
      source: '公告',
    } as const
    expect(scoreHistory(examCalendar('西藏', [released]), 2027)).toEqual({ years: 3, fewest: 60, most: 64 })
    expect(scoreHistory(examCalendar('西藏'), 2027)).toEqual({ years: 3, fewest: 60, most: 61 })
  })
})
