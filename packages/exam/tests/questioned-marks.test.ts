import { type Announcement, examCalendar, type Mark, type MarkQuestion, questionedMarks } from '../src/index'

const ask = (mark: Mark, asOf: string, announcements: Announcement[] = [], region: string | null = null) =>
  questionedMarks({ examYear: 2027, marks: { practice: mark } }, examCalendar(region, announcements), asOf)[0]?.question

describe('a mark is questioned', () => {
  it.each<[Mark, string, MarkQuestion | undefined]>([
    [70, '2027-10-29', 'not-held'],
    ['passed', '2027-10-29', 'not-held'],
    ['pending', '2027-10-29', 'not-held'],
    ['absent', '2027-10-29', 'not-held'],
    // On the exam days and after: what needs no score is known, everything else is an estimate.
    ['pending', '2027-10-30', undefined],
    ['absent', '2027-10-30', undefined],
    ['violation', '2027-10-30', undefined],
    [70, '2027-10-30', 'not-released'],
    [40, '2027-12-20', 'not-released'],
    ['passed', '2027-12-20', 'not-released'],
    ['failed', '2027-12-20', 'not-released'],
    ['invalid', '2027-12-20', 'not-released'],
    // From the first day of the usual window on they may be out.
    [70, '2027-12-21', undefined],
    ['failed', '2027-12-21', undefined],
  ])('%p on %s: %s', (mark, asOf, question) => {
    expect(ask(mark, asOf)).toBe(question)
  })

  it('until the day that was announced for the scores', () => {
    const released = {
      kind: 'score-release',
      examYear: 2027,
      region: '西藏',
      start: '2027-12-28',
      source: '公告',
    } as const
    expect(ask(70, '2027-12-27', [released], '西藏')).toBe('not-released')
    expect(ask(70, '2027-12-28', [released], '西藏')).toBeUndefined()
    expect(ask(70, '2027-12-21', [released], '青海')).toBeUndefined()
  })

  it('as 未报考 while one may still register', () => {
    expect(ask('not-registered', '2027-03-01')).toBe('registration-open')
    expect(ask('not-registered', '2027-08-13')).toBe('registration-open')
    expect(ask('not-registered', '2027-08-14')).toBeUndefined()
    const window = {
      kind: 'registration',
      examYear: 2027,
      region: null,
      start: '2027-07-01',
      end: '2027-07-09',
    } as const
    const announcements = [{ ...window, source: '公告' }]
    expect(ask('not-registered', '2027-07-09', announcements)).toBe('registration-open')
    expect(ask('not-registered', '2027-07-10', announcements)).toBeUndefined()
    // Whatever the calendar says of registering: who sits the exam has registered.
    expect(ask('not-registered', '2027-10-30', [{ ...window, end: '2027-12-01', source: '公告' }])).toBeUndefined()
  })

  it('subject by subject, and not of a year long past', () => {
    const marks = { practice: 70, law: 'not-registered', management: 'pending', technology: 61 } as const
    expect(questionedMarks({ examYear: 2026, marks }, examCalendar(null), '2026-11-23')).toEqual([
      { subject: 'technology', mark: 61, question: 'not-released' },
      { subject: 'practice', mark: 70, question: 'not-released' },
    ])
    expect(questionedMarks({ examYear: 2025, marks }, examCalendar(null), '2026-11-23')).toEqual([])
  })
})
