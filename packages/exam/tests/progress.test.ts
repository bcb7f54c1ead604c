import {
  type Announcement,
  awaitedYear,
  type Candidate,
  examAhead,
  examCalendar,
  examPapers,
  onlookerOf,
  progressOn,
} from '../src/index'
import { deepFreeze } from './support/deep-freeze'

const calendar = examCalendar('西藏')
const full = (...sittings: Candidate['sittings']): Candidate => ({ level: 'full', specialty: 'chemical', sittings })
const before = [
  { examYear: 2024, marks: { law: 71 } },
  { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
]

describe('the year that is awaited', () => {
  const asked = (candidate: Candidate, asOf: string, announcements: Announcement[] = []) => {
    const found = awaitedYear(deepFreeze(candidate), examCalendar('西藏', announcements), asOf)
    return found && `${found.examYear} ${found.phase} ${found.subjects.join(' ')}`
  }

  it('is that of the latest sitting, of what is missing there', () => {
    expect(asked(full(...before), '2026-11-23')).toBe('2026 waiting practice')
    expect(asked(full(...before), '2026-10-25')).toBeUndefined()
    expect(asked(full(), '2026-11-23')).toBe('2026 waiting law management technology practice')
  })

  it('is not the year before because something is noted of the sitting that is being held', () => {
    const noted = full({ examYear: 2024, marks: { law: 71 } }, { examYear: 2026, marks: { practice: 'pending' } })
    expect(asked(noted, '2026-10-24')).toBeUndefined()
    expect(asked(noted, '2026-10-26')).toBe('2026 waiting practice')
    const last = full({ examYear: 2022, marks: { law: 71, management: 66, technology: 60 } })
    expect(asked(last, '2026-10-24')).toBe('2025 out practice')
  })

  it('is out when released, also for the region alone, or when the usual days are over', () => {
    const released: Announcement[] = [
      { kind: 'score-release', examYear: 2026, region: '西藏', start: '2026-12-22', source: '公告' },
    ]
    expect(asked(full(...before), '2026-12-22', released)).toBe('2026 out practice')
    expect(asked(full(...before), '2026-12-21', released)).toBe('2026 waiting practice')
    expect(asked(full(...before), '2026-12-24')).toBe('2026 possible practice')
    expect(asked(full(...before), '2027-01-01')).toBe('2026 out practice')
  })

  it('asks only for what is pending, where something was entered', () => {
    const some = full({ examYear: 2026, marks: { law: 'pending', management: 40, technology: 'absent' } })
    expect(asked(some, '2027-01-10')).toBe('2026 out law')
    // A beginner who sat one subject has entered the year.
    expect(asked(full({ examYear: 2026, marks: { law: 70 } }), '2027-01-10')).toBeUndefined()
    expect(asked(full({ examYear: 2026, marks: { practice: 'not-registered' } }), '2027-01-10')).toBeUndefined()
    expect(asked(full({ examYear: 2026, marks: {} }), '2027-01-10')).toBe('2026 out law management technology practice')
  })

  it('asks nobody who holds the certificate, nor for a year sat as something else', () => {
    const everything = { law: 60, management: 60, technology: 60, practice: 60 }
    expect(asked(full({ examYear: 2025, marks: everything }), '2027-01-10')).toBeUndefined()
    expect(
      asked(full(...before, { examYear: 2026, level: 'exempt-one', marks: { law: 'pending' } }), '2027-01-10'),
    ).toBeUndefined()
  })

  it('asks on after the next registration only where something depends on it', () => {
    expect(asked(full(...before), '2027-07-23')).toBeUndefined()
    expect(asked(full({ examYear: 2023, marks: { law: 60 } }), '2027-07-23')).toBe(
      '2026 out management technology practice',
    )
    expect(asked(full(...before, { examYear: 2026, marks: { practice: 'pending' } }), '2027-07-23')).toBe(
      '2026 out practice',
    )
  })

  it('is none before the first exam under these rules', () => {
    expect(asked(full(), '2019-06-01')).toBeUndefined()
  })
})

describe('the papers', () => {
  it('are told apart: what is sat, what is passed, what is not asked for', () => {
    const needs = (candidate: Candidate, year = 2026, asOf = '2026-10-23') =>
      examPapers(candidate, calendar, year, asOf).map(({ need }) => need)
    expect(needs(full(...before))).toEqual(['passed', 'passed', 'passed', 'sit'])
    expect(needs({ ...full(), level: 'exempt-two' })).toEqual(['sit', 'not-required', 'not-required', 'sit'])
    const half = full({ examYear: 2026, marks: { technology: 'not-registered', practice: 'not-registered' } })
    expect(needs(half)).toEqual(['sit', 'sit', 'not-registered', 'not-registered'])
    // Passes that lapse before the exam year are sat again.
    expect(needs(full({ examYear: 2022, marks: { law: 80 } }))).toEqual(['sit', 'sit', 'sit', 'sit'])
  })

  it('stand on the days of the region', () => {
    const moved: Announcement[] = [
      { kind: 'exam', examYear: 2026, region: '西藏', start: '2026-11-07', end: '2026-11-08', source: '公告' },
    ]
    const papers = examPapers(full(), examCalendar('西藏', moved), 2026, '2026-11-06')
    expect(papers.map(({ day }) => day)).toEqual(['2026-11-07', '2026-11-07', '2026-11-08', '2026-11-08'])
    expect(papers[3]).toEqual({ subject: 'practice', day: '2026-11-08', from: '14:00', to: '16:30', need: 'sit' })
  })

  it('are shown from the eve to the last exam day, to who sits one', () => {
    const days = ['2026-10-22', '2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26']
    expect(days.map(day => examAhead(full(...before), calendar, day)?.daysToStart)).toEqual([
      undefined,
      1,
      0,
      -1,
      undefined,
    ])
    const stays = full({
      examYear: 2026,
      marks: {
        law: 'not-registered',
        management: 'not-registered',
        technology: 'not-registered',
        practice: 'not-registered',
      },
    })
    expect(examAhead(stays, calendar, '2026-10-24')).toBeUndefined()
    expect(progressOn(stays, calendar, '2026-10-24').next?.milestone).toMatchObject({
      kind: 'annual-plan',
      examYear: 2027,
    })
    const certified = full({ examYear: 2025, marks: { law: 60, management: 60, technology: 60, practice: 60 } })
    expect(examAhead(certified, calendar, '2026-10-24')).toBeUndefined()
  })
})

describe('what the calendar knows of a candidate', () => {
  it.each<[string, Candidate, string, object]>([
    ['somebody new', full(), '2026-11-23', { enteredYears: [], recheckYears: [], skippedYears: [] }],
    [
      'somebody who failed one, and gives the next year up',
      full(...before, {
        examYear: 2027,
        marks: { practice: 'not-registered', law: 'not-registered' },
      }),
      '2026-11-23',
      { enteredYears: [2024, 2025], recheckYears: [2025], skippedYears: [2027] },
    ],
    [
      'somebody who passed everything',
      full(...before, { examYear: 2026, marks: { practice: 'passed' } }),
      '2026-12-28',
      { certificateYear: 2026, enteredYears: [2024, 2025, 2026], recheckYears: [2025], skippedYears: [] },
    ],
  ])('%s', (_, candidate, asOf, expected) => {
    expect(onlookerOf(candidate, calendar, asOf)).toEqual(expected)
  })

  it('leads from the scores on when they are entered', () => {
    const failed = full(...before, { examYear: 2026, marks: { practice: 58 } })
    const passed = full(...before, { examYear: 2026, marks: { practice: 68 } })
    const shown = (candidate: Candidate, asOf: string) => progressOn(candidate, calendar, asOf).next?.milestone.kind
    expect(shown(failed, '2026-12-28')).toBe('score-recheck')
    expect(shown(passed, '2026-12-28')).toBe('post-review')
    expect(shown(full(...before), '2026-12-28')).toBe('score-release')
  })
})
