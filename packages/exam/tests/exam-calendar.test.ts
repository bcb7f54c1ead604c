import { type Announcement, assess, examCalendar } from '../src/index'
import { deepFreeze } from './support/deep-freeze'
import { rejection } from './support/rejection'

const exam = (examYear: number, start: string, more: Partial<Announcement> = {}): Announcement => ({
  kind: 'exam',
  examYear,
  region: null,
  start,
  end: start,
  source: '公告',
  ...more,
})

describe('the calendar as a value', () => {
  it('remembers a cycle, and nobody can change it', () => {
    const calendar = examCalendar('西藏')
    expect(calendar.milestones(2027)).toBe(calendar.milestones(2027))
    expect(() => {
      calendar.milestone(2027, 'exam').start = '1970-01-01'
    }).toThrow(TypeError)
    expect(calendar.milestone(2027, 'exam').start).toBe('2027-10-30')
  })

  it('does not change with the list it was made of', () => {
    const announcements = [exam(2027, '2027-11-06')]
    const calendar = examCalendar(null, announcements)
    announcements.length = 0
    expect(calendar.milestone(2027, 'exam').start).toBe('2027-11-06')
  })

  it('hands its exam days to assess: each year once, those of the region before those of the country', () => {
    const announcements = deepFreeze([
      exam(2027, '2027-11-06', { region: '西藏' }),
      exam(2027, '2027-11-13'),
      exam(2027, '2027-11-14'),
      exam(2028, '2028-11-04', { region: '青海' }),
      exam(2029, '2029-11-03', { end: '2029-11-04' }),
      { ...exam(2030, '2030-10-26'), start: undefined, end: undefined },
      exam(2027, '2027-07-01', { kind: 'registration' }),
    ])
    const sittings = (region: string | null) => examCalendar(region, announcements).sittings
    const of2029 = { examYear: 2029, start: '2029-11-03', end: '2029-11-04' }
    expect(sittings('西藏')).toEqual([of2029, { examYear: 2027, start: '2027-11-06', end: '2027-11-06' }])
    expect(sittings(null)).toEqual([of2029, { examYear: 2027, start: '2027-11-14', end: '2027-11-14' }])
    expect(examCalendar('西藏').sittings).toEqual([])
    const { nextSitting } = assess({ level: 'full', specialty: 'other', sittings: [] }, '2027-11-10', sittings('西藏'))
    expect(nextSitting.examYear).toBe(2028)
  })

  it('is not made of days that do not exist, whatever year and region they are for', () => {
    const refused = (more: Partial<Announcement>) =>
      rejection(() => examCalendar(null, [exam(2027, '2027-11-06'), exam(2028, '2028-11-04', more)]))
    expect(refused({ region: '西藏', start: '2028-11-31' })).toEqual({
      code: 'invalid-day',
      path: 'announcements[1].start',
    })
    expect(refused({ end: '2028-11-03' })).toEqual({ code: 'out-of-range', path: 'announcements[1].end' })
  })
})
