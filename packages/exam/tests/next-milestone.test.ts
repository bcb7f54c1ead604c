import { type Announcement, defaultExamYear, examCalendar, nextMilestone, scoreHistory } from '../src/index'

const next = (
  today: string,
  region: string | null = null,
  announcements: Announcement[] = [],
  certificate?: number,
) => {
  const found = nextMilestone(examCalendar(region, announcements), today, certificate)
  return found && `${found.milestone.kind} ${found.milestone.examYear} ${found.phase} ${found.day} ${found.days}`
}

describe('what comes next', () => {
  it.each([
    ['2026-11-23', 'score-release 2026 opens 2026-12-24 31'],
    ['2026-12-24', 'score-release 2026 opens 2026-12-24 0'],
    // Past its likeliest day it is awaited until its window is over.
    ['2026-12-25', 'score-release 2026 closes 2026-12-31 6'],
    ['2027-01-01', 'annual-plan 2027 opens 2027-01-05 4'],
    ['2027-07-21', 'registration 2027 opens 2027-07-21 0'],
    ['2027-07-22', 'registration 2027 closes 2027-08-20 29'],
    ['2026-10-24', 'exam 2026 opens 2026-10-24 0'],
    ['2026-10-25', 'exam 2026 closes 2026-10-25 0'],
    ['2026-10-26', 'score-release 2026 opens 2026-12-24 59'],
  ])('on %s: %s', (today, expected) => {
    expect(next(today)).toBe(expected)
  })

  it('follows an announcement and the region', () => {
    const announcements = [
      { kind: 'score-release', examYear: 2026, region: '西藏', start: '2026-12-22', source: '公告' } as const,
    ]
    expect(next('2026-11-23', '西藏', announcements)).toBe('score-release 2026 opens 2026-12-22 29')
    expect(next('2026-11-23', '青海', announcements)).toBe('score-release 2026 opens 2026-12-24 31')
    expect(next('2027-07-01', '湖南')).toBe('registration 2027 opens 2027-07-01 0')
  })

  it('is the certificate when everything is passed, and nothing when both are out', () => {
    expect(next('2026-12-30', null, [], 2026)).toBe('e-certificate 2026 opens 2027-01-23 24')
    expect(next('2027-02-01', null, [], 2026)).toBe('paper-certificate 2026 opens 2027-03-01 28')
    expect(next('2027-03-02', null, [], 2026)).toBeUndefined()
  })
})

it('a calendar opens with the cycle whose scores or certificates are awaited, from July with the coming one', () => {
  expect(['2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'].map(defaultExamYear)).toEqual([
    2025, 2026, 2026, 2026,
  ])
})

it('the wait for the scores of the latest recorded years', () => {
  expect(scoreHistory(examCalendar(null), 2026)).toEqual({ years: 3, fewest: 60, most: 61 })
  expect(scoreHistory(examCalendar(null), 2026, 5)).toEqual({ years: 5, fewest: 60, most: 138 })
  expect(scoreHistory(examCalendar(null), 2021)).toEqual({ years: 1, fewest: 54, most: 54 })
  expect(scoreHistory(examCalendar(null), 2020)).toBeUndefined()
})

it('a release that was announced is one more wait', () => {
  const released = { kind: 'score-release', examYear: 2026, region: null, start: '2026-12-28', source: '公告' } as const
  expect(scoreHistory(examCalendar('西藏', [released]), 2027)).toEqual({ years: 3, fewest: 60, most: 64 })
  expect(scoreHistory(examCalendar('西藏'), 2027)).toEqual({ years: 3, fewest: 60, most: 61 })
})
