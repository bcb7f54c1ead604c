import {
  type Announcement,
  certificateMilestone,
  cycleStates,
  type Day,
  defaultExamYear,
  examCalendar,
  isReleased,
  type MilestoneKind,
  milestoneState,
  NOBODY,
  nextMilestone,
  type Onlooker,
} from '../src/index'

const next = (
  today: Day,
  region: string | null = null,
  announcements: Announcement[] = [],
  onlooker: Partial<Onlooker> = {},
) => {
  const found = nextMilestone(examCalendar(region, announcements), today, { ...NOBODY, ...onlooker })
  return found && [found.milestone.kind, found.milestone.examYear, found.phase, found.day, found.days].join(' ').trim()
}

const announce = (kind: MilestoneKind, examYear: number, start: Day, end?: Day): Announcement => ({
  kind,
  examYear,
  region: null,
  start,
  ...(end && { end }),
  source: '公告',
})

describe('what comes next', () => {
  it.each([
    ['2026-10-01', 'admission-ticket 2026 ahead 2026-10-19 18'],
    ['2026-10-23', 'exam 2026 ahead 2026-10-24 1'],
    ['2026-10-24', 'exam 2026 open 2026-10-25 1'],
    ['2026-10-25', 'exam 2026 open 2026-10-25 0'],
    ['2026-10-26', 'score-release 2026 ahead 2026-12-24 59'],
    ['2026-11-23', 'score-release 2026 ahead 2026-12-24 31'],
    ['2026-12-22', 'score-release 2026 ahead 2026-12-24 2'],
    ['2026-12-24', 'score-release 2026 possible'],
    ['2026-12-31', 'score-release 2026 possible'],
    ['2027-01-01', 'score-release 2026 unconfirmed'],
    ['2027-07-23', 'registration 2027 possible'],
  ])('on %s: %s', (today, expected) => {
    expect(next(today)).toBe(expected)
  })

  it('is the plan, once the scores are entered', () => {
    const entered = { enteredYears: [2026] }
    expect(next('2026-12-30', null, [], entered)).toBe('annual-plan 2027 ahead 2027-01-05 6')
    expect(next('2027-01-05', null, [], entered)).toBe('annual-plan 2027 possible')
    // It stays until it is announced: nobody knows the days of the next exam before.
    expect(next('2027-07-22', null, [], entered)).toBe('annual-plan 2027 unconfirmed')
    const plan = [announce('annual-plan', 2027, '2027-01-12'), announce('exam', 2027, '2027-10-23', '2027-10-24')]
    expect(cycleStates(examCalendar(null, plan.slice(1)), 2027, '2027-02-01')[0]).toMatchObject({ phase: 'superseded' })
    expect(next('2027-01-12', null, plan, entered)).toBe('annual-plan 2027 open 2027-01-12 0')
    expect(next('2027-01-13', null, plan, entered)).toBe('registration 2027 ahead 2027-07-23 191')
    expect(next('2027-09-01', null, plan, entered)).toBe('admission-ticket 2027 ahead 2027-10-18 47')
  })

  it('is the recheck, while scores that did not pass may be questioned', () => {
    const failed = { enteredYears: [2026], recheckYears: [2026] }
    expect(next('2026-12-24', null, [], failed)).toBe('score-recheck 2026 possible')
    expect(next('2027-01-22', null, [], failed)).toBe('score-recheck 2026 possible')
    // An expected end is no deadline, and nothing to wait for either.
    expect(next('2027-01-23', null, [], failed)).toBe('annual-plan 2027 possible')
    const known = [
      announce('score-release', 2026, '2026-12-28'),
      announce('score-recheck', 2026, '2026-12-28', '2027-01-26'),
    ]
    expect(next('2027-01-20', null, known, failed)).toBe('score-recheck 2026 open 2027-01-26 6')
    expect(next('2027-01-27', null, known, failed)).toBe('annual-plan 2027 possible')
  })

  it('counts to the end of a window only where that is official', () => {
    const official = [announce('registration', 2027, '2027-07-20', '2027-08-02')]
    expect(next('2027-07-25', null, official)).toBe('registration 2027 open 2027-08-02 8')
    expect(next('2027-07-25')).toBe('registration 2027 possible')
    expect(next('2027-08-02', null, official)).toBe('registration 2027 open 2027-08-02 0')
  })

  it('registering comes before paying, printing before the exam, and the exam before printing from its eve on', () => {
    expect(next('2027-07-23', '西藏')).toBe('registration 2027 possible')
    expect(next('2027-08-14', '西藏')).toBe('payment 2027 possible')
    expect(next('2026-10-22', '广东')).toBe('admission-ticket 2026 possible')
    expect(next('2026-10-23', '广东')).toBe('exam 2026 ahead 2026-10-24 1')
    // In 辽宁 the ticket can be printed until the last exam day.
    expect(next('2026-10-25', '辽宁')).toBe('exam 2026 open 2026-10-25 0')
  })

  it('follows an announcement and the region', () => {
    const tibet: Announcement[] = [{ ...announce('score-release', 2026, '2026-12-22'), region: '西藏' }]
    expect(next('2026-11-23', '西藏', tibet)).toBe('score-release 2026 ahead 2026-12-22 29')
    expect(next('2026-11-23', '青海', tibet)).toBe('score-release 2026 ahead 2026-12-24 31')
    expect(next('2026-12-22', '西藏', tibet)).toBe('score-release 2026 open 2026-12-22 0')
  })

  it('leaves out what the candidate does not sit', () => {
    // Its exam days are official: nobody waits for the plan that named them.
    const without2026 = { enteredYears: [2025], skippedYears: [2026] }
    expect(next('2026-09-10', null, [], without2026)).toBe('annual-plan 2027 ahead 2027-01-05 117')
    const skipping = { enteredYears: [2026], skippedYears: [2027] }
    expect(next('2027-07-25', null, [], skipping)).toBe('annual-plan 2027 unconfirmed')
    const plan = [announce('annual-plan', 2027, '2027-01-12')]
    expect(next('2027-07-25', null, plan, skipping)).toBe('annual-plan 2028 ahead 2028-01-05 164')
    expect(next('2027-10-30', null, plan, skipping)).toBe('annual-plan 2028 ahead 2028-01-05 67')
  })
})

describe('with a certificate', () => {
  const certified = { certificateYear: 2026, enteredYears: [2026] }

  it.each([
    // Entered before anybody announced it: the review is not skipped.
    ['2026-12-20', 'post-review 2026 ahead 2026-12-24 4'],
    ['2026-12-24', 'post-review 2026 possible'],
    ['2027-01-22', 'post-review 2026 possible'],
    ['2027-01-23', 'e-certificate 2026 possible'],
    ['2027-02-28', 'e-certificate 2026 possible'],
    ['2027-03-01', 'paper-certificate 2026 possible'],
    ['2027-07-01', 'paper-certificate 2026 unconfirmed'],
    ['2027-10-31', 'paper-certificate 2026 unconfirmed'],
    ['2027-11-01', undefined],
  ])('on %s: %s', (today, expected) => {
    expect(next(today, null, [], certified)).toBe(expected)
  })

  it('a review with a last day comes before everything else', () => {
    const review = [
      announce('score-release', 2026, '2026-12-24'),
      announce('post-review', 2026, '2027-01-18', '2027-01-29'),
      announce('e-certificate', 2026, '2027-01-20'),
    ]
    expect(next('2027-01-10', null, review, certified)).toBe('post-review 2026 ahead 2027-01-18 8')
    expect(next('2027-01-25', null, review, certified)).toBe('post-review 2026 open 2027-01-29 4')
    // Of the download only the first day is known: it goes on.
    expect(next('2027-02-10', null, review, certified)).toBe('e-certificate 2026 open')
  })

  it('has its own calendar for somebody who sits for another one', () => {
    expect(certificateMilestone(examCalendar(null), '2027-01-10', 2026)?.milestone.kind).toBe('post-review')
  })
})

describe('a row on a day', () => {
  const phase = (kind: MilestoneKind, today: Day, announcements: Announcement[] = [], entered: number[] = []) =>
    milestoneState(examCalendar('湖南', announcements), 2026, kind, today, entered).phase

  it('that is counted from the scores says nothing before they are out', () => {
    for (const kind of ['score-recheck', 'post-review', 'e-certificate', 'paper-certificate'] as const) {
      expect(phase(kind, '2026-11-23')).toBe('after-release')
      // Not even when the usual days have come: nobody has seen a score.
      expect(phase(kind, '2027-01-20')).toBe('after-release')
    }
    expect(phase('post-review', '2027-01-20', [], [2026])).toBe('possible')
    const released = [announce('score-release', 2026, '2026-12-28')]
    expect(phase('post-review', '2026-12-27', released)).toBe('after-release')
    expect(phase('post-review', '2026-12-28', released)).toBe('possible')
    expect(phase('post-review', '2027-02-01', released)).toBe('unconfirmed')
    expect(isReleased(examCalendar(null, released), 2026, '2026-12-27')).toBe(false)
    expect(isReleased(examCalendar(null, released), 2026, '2026-12-28')).toBe(true)
  })

  it('that nobody announced is passed by when something later has come', () => {
    expect(phase('registration', '2026-10-01')).toBe('unconfirmed')
    expect(phase('registration', '2026-10-24')).toBe('superseded')
    expect(phase('admission-ticket', '2026-10-24')).toBe('superseded')
    expect(phase('exam', '2026-10-26')).toBe('over')
    const review = [
      announce('score-release', 2026, '2026-12-28'),
      announce('post-review', 2026, '2027-01-04', '2027-01-08'),
    ]
    expect(phase('score-recheck', '2027-01-05', review)).toBe('possible')
    const download = [announce('e-certificate', 2026, '2027-01-20')]
    expect(phase('score-release', '2027-01-20', download)).toBe('superseded')
    // Nothing expected closes, the exam days of 2027 neither.
    expect(milestoneState(examCalendar(null), 2027, 'exam', '2027-11-01').phase).toBe('unconfirmed')
    expect(milestoneState(examCalendar(null), 2027, 'registration', '2027-11-01').phase).toBe('superseded')
  })

  it('of the scores ends with the entry of the candidate', () => {
    expect(phase('score-release', '2026-12-23', [], [2026])).toBe('over')
  })

  it('of an exam put off into November keeps its likeliest day, which lies behind the usual window', () => {
    const late = [announce('exam', 2026, '2026-11-07', '2026-11-08')]
    expect(milestoneState(examCalendar(null, late), 2026, 'score-release', '2027-01-01')).toMatchObject({
      phase: 'ahead',
      day: '2027-01-07',
      days: 6,
    })
    expect(phase('score-release', '2027-01-07', late)).toBe('possible')
    expect(phase('score-release', '2027-01-08', late)).toBe('unconfirmed')
  })
})

it('a calendar opens with the cycle whose scores or certificates are awaited, from July with the coming one', () => {
  expect(['2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'].map(defaultExamYear)).toEqual([
    2025, 2026, 2026, 2026,
  ])
})
