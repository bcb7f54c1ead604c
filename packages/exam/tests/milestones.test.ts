import {
  type Announcement,
  MILESTONE_KINDS,
  type Milestone,
  type MilestoneKind,
  milestones,
  postReviewNote,
  previousFact,
  REGIONS,
  sittingDates,
} from '../src/index'
import { deepFreeze } from './support/deep-freeze'
import { rejection } from './support/rejection'
import calendar from './vectors/exam-calendar.json'

const row = (
  kind: MilestoneKind,
  examYear: number,
  region: string | null = null,
  announcements: Announcement[] = [],
): Milestone => milestones(examYear, region, deepFreeze(announcements)).find(found => found.kind === kind)!

const announce = (kind: MilestoneKind, examYear: number, more: Partial<Announcement>): Announcement => ({
  kind,
  examYear,
  region: null,
  source: '公告',
  ...more,
})

const window = ({ start, end }: Milestone): string[] => [start, end]

describe('what is recorded comes out as recorded', () => {
  it.each(calendar.nationalMilestones as Omit<Milestone, 'region'>[])('$examYear $kind', fact => {
    expect(row(fact.kind, fact.examYear)).toStrictEqual({ region: null, ...fact, end: fact.end ?? fact.start })
    expect(row(fact.kind, fact.examYear, '贵州')).toStrictEqual(row(fact.kind, fact.examYear))
  })

  it.each(calendar.regionalMilestones as Milestone[])('$examYear $region $kind', fact => {
    expect(row(fact.kind, fact.examYear, fact.region)).toStrictEqual({ ...fact, end: fact.end ?? fact.start })
    expect(row(fact.kind, fact.examYear).source).not.toBe(fact.source)
  })

  it.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])(
    '%i has the recorded rows and no other official one',
    year => {
      // Paying follows from registering where only that is recorded.
      const official = (region: string | null) =>
        milestones(year, region, []).filter(
          ({ kind, status, region: of }) => status === 'official' && of === region && kind !== 'payment',
        ).length
      const recorded = (facts: { examYear: number; status: string; kind: string }[]) =>
        facts.filter(({ examYear, status, kind }) => examYear === year && status === 'official' && kind !== 'payment')
          .length
      expect(official(null)).toBe(recorded(calendar.nationalMilestones))
      for (const region of REGIONS) {
        expect(official(region)).toBe(recorded(calendar.regionalMilestones.filter(fact => fact.region === region)))
      }
    },
  )
})

describe('what is computed', () => {
  it('of 2027, for the country', () => {
    expect(milestones(2027, null, [])).toStrictEqual([
      { kind: 'annual-plan', examYear: 2027, region: null, start: '2027-01-05', end: '2027-01-31', status: 'expected' },
      {
        kind: 'registration',
        examYear: 2027,
        region: null,
        start: '2027-07-23',
        end: '2027-08-13',
        status: 'reference',
        source: '830687.com（2025 报名平台开放期）',
        note: '参考 2025 年全国，各地在其中自定时段',
      },
      {
        kind: 'payment',
        examYear: 2027,
        region: null,
        start: '2027-07-23',
        end: '2027-08-18',
        status: 'reference',
        source: '830687.com（2025 报名平台开放期）',
        note: '参考 2025 年全国，各地在其中自定时段',
      },
      {
        kind: 'admission-ticket',
        examYear: 2027,
        region: null,
        start: '2027-10-25',
        end: '2027-10-29',
        status: 'expected',
      },
      { kind: 'exam', examYear: 2027, region: null, start: '2027-10-30', end: '2027-10-31', status: 'expected' },
      {
        kind: 'score-release',
        examYear: 2027,
        region: null,
        start: '2027-12-21',
        end: '2027-12-31',
        likely: '2027-12-30',
        status: 'expected',
      },
      {
        kind: 'score-recheck',
        examYear: 2027,
        region: null,
        start: '2027-12-30',
        end: '2028-01-28',
        status: 'expected',
      },
      {
        kind: 'post-review',
        examYear: 2027,
        region: null,
        start: '2027-12-30',
        end: '2028-01-29',
        note: '并非每省都有',
        status: 'expected',
      },
      {
        kind: 'e-certificate',
        examYear: 2027,
        region: null,
        start: '2028-01-29',
        end: '2028-02-29',
        status: 'expected',
      },
      {
        kind: 'paper-certificate',
        examYear: 2027,
        region: null,
        start: '2028-03-01',
        end: '2028-06-30',
        status: 'expected',
      },
    ])
  })

  it('of the scores of 2026: 60 days after the last exam day', () => {
    expect(row('score-release', 2026)).toMatchObject({ start: '2026-12-21', end: '2026-12-31', likely: '2026-12-24' })
    expect(window(row('score-recheck', 2026))).toEqual(['2026-12-24', '2027-01-22'])
    expect(window(row('e-certificate', 2026))).toEqual(['2027-01-23', '2027-02-28'])
  })

  it.each([
    // release, and what is counted from it
    [2020, 'score-recheck', '2021-01-08', '2021-02-06'],
    [2020, 'e-certificate', '2021-02-07', '2021-03-09'],
    [2020, 'paper-certificate', '2021-03-01', '2021-06-30'],
    [2022, 'score-recheck', '2023-03-17', '2023-04-15'],
    [2022, 'post-review', '2023-03-17', '2023-04-16'],
    [2022, 'e-certificate', '2023-04-16', '2023-05-16'],
    [2022, 'paper-certificate', '2023-04-16', '2023-07-15'],
    [2023, 'score-recheck', '2023-12-29', '2024-01-27'],
    [2021, 'paper-certificate', '2022-03-01', '2022-06-30'],
    [2024, 'e-certificate', '2025-01-25', '2025-02-28'],
  ] as const)('%i %s is counted from the recorded release: %s – %s', (year, kind, start, end) => {
    expect(row(kind, year)).toMatchObject({ start, end, status: 'expected' })
    expect(row('score-release', year)).not.toHaveProperty('likely')
  })
})

describe('往年参考', () => {
  it('is the month and day of the latest recorded year of the region, with the year in the note', () => {
    expect(row('registration', 2026, '广东')).toStrictEqual({
      kind: 'registration',
      examYear: 2026,
      region: '广东',
      start: '2026-07-28',
      end: '2026-08-07',
      time: '17:00',
      status: 'reference',
      source: 'youlu.com',
      note: '参考 2025 年',
    })
    expect(row('registration', 2030, '辽宁')).toMatchObject({ start: '2030-08-01', note: '参考 2025 年，不含大连' })
  })

  it.each([
    // The country's window of 2025 is fresher than what these regions last had.
    ['西藏', 2026, '2026-07-23', '2026-08-13', '参考 2025 年全国，各地在其中自定时段'],
    ['浙江', 2027, '2027-07-23', '2027-08-13', '参考 2025 年全国，各地在其中自定时段'],
    ['湖南', 2026, '2026-07-23', '2026-08-13', '参考 2025 年全国，各地在其中自定时段'],
    ['江苏', 2026, '2026-07-23', '2026-08-13', '参考 2025 年全国，各地在其中自定时段'],
    // Of the same year the region's own holds.
    ['天津', 2026, '2026-07-28', '2026-08-06', '参考 2025 年'],
    ['山西', 2026, '2026-07-29', '2026-08-07', '参考 2025 年'],
    // Before 2025 there was nothing fresher.
    ['湖南', 2024, '2024-08-25', '2024-09-03', '参考 2023 年'],
    ['西藏', 2024, '2024-08-22', '2024-08-30', '参考 2022 年'],
  ])('of registration in %s for %i is the freshest that is known', (region, year, start, end, note) => {
    expect(row('registration', year, region)).toMatchObject({ start, end, note, status: 'reference' })
  })

  it('never looks ahead, nor at another region', () => {
    expect(row('registration', 2024, '大连')).toMatchObject({ status: 'expected', region: null, start: '2024-07-21' })
    expect(row('registration', 2022, '湖南').status).toBe('expected')
    expect(row('registration', 2025, '湖南')).toMatchObject({ status: 'official', region: null })
  })

  it('is not made of a certificate: that follows the release of its own year', () => {
    expect(row('paper-certificate', 2026, '江苏').status).toBe('expected')
    expect(row('e-certificate', 2024).status).toBe('expected')
  })
})

describe('paying', () => {
  it.each([
    // The region's own days, of the same year as its registration
    ['广东', 2026, '2026-07-28', '2026-08-08', '17:00', '参考 2025 年'],
    ['天津', 2026, '2026-08-04', '2026-08-10', '16:00', '参考 2025 年'],
    ['北京', 2023, '2023-09-03', '2023-09-06', undefined, '参考 2022 年'],
    ['湖南', 2024, '2024-08-25', '2024-09-04', '17:00', '参考 2023 年'],
    // Of an older year than registration, or never recorded: from registration until five days after it
    ['北京', 2026, '2026-07-23', '2026-08-18', undefined, '参考 2025 年全国，各地在其中自定时段'],
    ['西藏', 2026, '2026-07-23', '2026-08-18', undefined, '参考 2025 年全国，各地在其中自定时段'],
    ['湖南', 2026, '2026-07-23', '2026-08-18', undefined, '参考 2025 年全国，各地在其中自定时段'],
    ['山西', 2026, '2026-07-29', '2026-08-12', undefined, '参考 2025 年'],
  ])('goes with registering: %s %i', (region, year, start, end, time, note) => {
    const payment = row('payment', year, region)
    expect(payment).toMatchObject({ start, end, note, status: 'reference' })
    expect(payment.time).toBe(time)
  })

  it('never begins before registering does', () => {
    for (const region of [null, ...REGIONS]) {
      for (let year = 2019; year <= 2035; year++) {
        expect(row('payment', year, region).start >= row('registration', year, region).start).toBe(true)
      }
    }
  })

  it('is expected where registration is, and official where that was announced', () => {
    expect(row('payment', 2024)).toStrictEqual({
      kind: 'payment',
      examYear: 2024,
      region: null,
      start: '2024-07-21',
      end: '2024-08-25',
      status: 'expected',
    })
    const registration = announce('registration', 2027, {
      region: '西藏',
      start: '2027-08-01',
      end: '2027-08-10',
      time: '17:00',
    })
    expect(row('payment', 2027, '西藏', [registration])).toStrictEqual({
      kind: 'payment',
      examYear: 2027,
      region: '西藏',
      start: '2027-08-01',
      end: '2027-08-15',
      status: 'official',
      source: '公告',
    })
    // Its own days of an earlier year say nothing beside this year's registration.
    expect(row('payment', 2027, '广东', [{ ...registration, region: '广东' }]).start).toBe('2027-08-01')
  })
})

describe('printing the admission ticket', () => {
  it.each([
    ['广东', 2026, '2026-10-20', '2026-10-23', '17:00', '参考 2025 年'],
    ['湖南', 2026, '2026-10-20', '2026-10-23', '17:00', '参考 2024 年'],
    ['辽宁', 2026, '2026-10-16', '2026-10-25', undefined, '参考 2025 年，不含大连'],
    ['辽宁', 2027, '2027-10-22', '2027-10-31', undefined, '参考 2025 年，不含大连'],
    ['甘肃', 2026, '2026-10-16', '2026-10-25', undefined, '参考 2020 年'],
  ])('is as far before the exam as it was: %s %i', (region, year, start, end, time, note) => {
    const ticket = row('admission-ticket', year, region)
    expect(ticket).toMatchObject({ start, end, note, region, status: 'reference' })
    expect(ticket.time).toBe(time)
  })

  it('is the five days before the exam where nothing is recorded', () => {
    expect(row('admission-ticket', 2026, '西藏')).toMatchObject({
      start: '2026-10-19',
      end: '2026-10-23',
      status: 'expected',
    })
  })
})

describe('an announcement', () => {
  const release = announce('score-release', 2026, { start: '2026-12-28', time: '10:00', urgent: true })

  it('replaces the row of its kind', () => {
    expect(row('score-release', 2026, null, [release])).toStrictEqual({
      kind: 'score-release',
      examYear: 2026,
      region: null,
      start: '2026-12-28',
      end: '2026-12-28',
      time: '10:00',
      status: 'official',
      source: '公告',
    })
  })

  it('moves everything along that is counted from it', () => {
    expect(window(row('score-recheck', 2026, null, [release]))).toEqual(['2026-12-28', '2027-01-26'])
    expect(window(row('post-review', 2026, null, [release]))).toEqual(['2026-12-28', '2027-01-27'])
    expect(window(row('e-certificate', 2026, null, [release]))).toEqual(['2027-01-27', '2027-02-28'])
    const late = announce('score-release', 2026, { start: '2027-03-20' })
    expect(window(row('e-certificate', 2026, null, [late]))).toEqual(['2027-04-19', '2027-05-19'])
    expect(window(row('paper-certificate', 2026, null, [late]))).toEqual(['2027-04-19', '2027-07-18'])
    expect(row('paper-certificate', 2026, null, [late]).status).toBe('expected')
  })

  it('of exam days moves the admission ticket and the likely day of the scores', () => {
    const exam = announce('exam', 2027, { start: '2027-11-06', end: '2027-11-07' })
    expect(window(row('admission-ticket', 2027, null, [exam]))).toEqual(['2027-11-01', '2027-11-05'])
    expect(row('score-release', 2027, null, [exam]).likely).toBe('2028-01-06')
    expect(row('score-recheck', 2027, null, [exam]).start).toBe('2028-01-06')
    // A region's own distance of an earlier year is kept.
    expect(window(row('admission-ticket', 2027, '湖南', [exam]))).toEqual(['2027-11-02', '2027-11-05'])
  })

  it('of the e-certificate moves the paper certificate', () => {
    const electronic = announce('e-certificate', 2026, { start: '2027-04-10' })
    expect(window(row('paper-certificate', 2026, null, [electronic]))).toEqual(['2027-04-10', '2027-07-09'])
  })

  it('replaces what is recorded', () => {
    const exam = announce('exam', 2026, { start: '2026-12-05', end: '2026-12-06' })
    expect(window(row('exam', 2026, null, [exam]))).toEqual(['2026-12-05', '2026-12-06'])
  })

  it('of a region wins there and only there', () => {
    const tibet = announce('score-release', 2026, { region: '西藏', start: '2026-12-29' })
    for (const both of [
      [release, tibet],
      [tibet, release],
    ]) {
      expect(row('score-release', 2026, '西藏', both).start).toBe('2026-12-29')
      expect(row('score-recheck', 2026, '西藏', both)).toMatchObject({ start: '2026-12-29', region: '西藏' })
      expect(row('score-release', 2026, '青海', both).start).toBe('2026-12-28')
      expect(row('score-release', 2026, null, both)).toMatchObject({ start: '2026-12-28', region: null })
    }
    expect(row('score-release', 2026, null, [tibet]).status).toBe('expected')
  })

  it('of the country does not replace what a region has recorded, but its reference', () => {
    const paper = announce('paper-certificate', 2025, { start: '2026-03-10', end: '2026-04-10' })
    expect(row('paper-certificate', 2025, '江苏', [paper]).start).toBe('2026-02-03')
    const registration = announce('registration', 2026, { start: '2026-07-10', end: '2026-07-20' })
    expect(row('registration', 2026, '广东', [registration])).toMatchObject({ start: '2026-07-10', status: 'official' })
  })

  it('is corrected by a later one in the list', () => {
    const corrected = announce('score-release', 2026, { start: '2026-12-30' })
    expect(row('score-release', 2026, null, [release, corrected])).not.toHaveProperty('time')
    expect(row('score-release', 2026, null, [release, corrected]).start).toBe('2026-12-30')
  })

  it('without any day leaves the calendar alone; with an end alone it is that day', () => {
    expect(milestones(2026, null, [announce('score-release', 2026, { time: '10:00' })])).toStrictEqual(
      milestones(2026, null, []),
    )
    const deadline = announce('score-recheck', 2026, { end: '2027-01-20', time: '17:00' })
    expect(row('score-recheck', 2026, null, [deadline])).toMatchObject({
      start: '2027-01-20',
      end: '2027-01-20',
      time: '17:00',
      status: 'official',
    })
  })

  it('of another exam year or region is left alone', () => {
    const others = [announce('score-release', 2025, { start: '2025-12-30' }), { ...release, region: '西藏' }]
    expect(milestones(2026, '青海', others)).toStrictEqual(milestones(2026, '青海', []))
  })

  it('is refused with days that do not exist or end before they start', () => {
    const refused = (more: Partial<Announcement>) =>
      rejection(() => milestones(2026, null, [release, announce('registration', 2026, more)]))
    expect(refused({ start: '2026-02-29' })).toEqual({ code: 'invalid-day', path: 'announcements[1].start' })
    expect(refused({ start: '2026-07-01', end: '07-10' })).toEqual({
      code: 'invalid-day',
      path: 'announcements[1].end',
    })
    expect(refused({ start: '2026-07-10', end: '2026-07-09' })).toEqual({
      code: 'out-of-range',
      path: 'announcements[1].end',
    })
  })
})

describe('the order', () => {
  it('is ascending by start, ties as in the cycle', () => {
    expect(milestones(2027, null, []).map(({ kind }) => kind)).toEqual(MILESTONE_KINDS)
    const early = announce('paper-certificate', 2027, { start: '2027-07-23' })
    expect(milestones(2027, null, [early]).map(({ kind }) => kind)).toEqual([
      'annual-plan',
      'registration',
      'payment',
      'paper-certificate',
      'admission-ticket',
      'exam',
      'score-release',
      'score-recheck',
      'post-review',
      'e-certificate',
    ])
  })
})

describe('previousFact', () => {
  it.each<[MilestoneKind, number, string | null, string | undefined]>([
    ['score-release', 2026, null, '2025-12-26'],
    ['score-release', 2026, '贵州', '2025-12-26'],
    ['score-release', 2023, null, '2023-03-17'],
    ['score-release', 2020, null, undefined],
    ['exam', 2019, null, undefined],
    ['registration', 2026, '广东', '2025-07-28'],
    ['registration', 2025, '广东', undefined],
    ['registration', 2026, '西藏', '2022-08-22'],
    ['registration', 2026, null, '2025-07-23'],
    ['registration', 2025, null, undefined],
    ['paper-certificate', 2026, '江苏', '2026-02-03'],
    // 2023's row only says what is usual: the latest day on which it did happen is that of 2021.
    ['e-certificate', 2026, null, '2022-01-13'],
  ])('%s before %i in %p: %p', (kind, examYear, region, start) => {
    expect(previousFact(kind, examYear, region)?.start).toBe(start)
  })

  it('has the hour, and can be changed without harm', () => {
    const fact = previousFact('score-release', 2026, null)!
    expect(fact).toMatchObject({ examYear: 2025, time: '10:00', status: 'official' })
    fact.start = '1970-01-01'
    expect(previousFact('score-release', 2026, null)!.start).toBe('2025-12-26')
  })
})

it('sittingDates: announced, recorded, expected', () => {
  expect(sittingDates(2026)).toEqual({ start: '2026-10-24', end: '2026-10-25', announced: true })
  expect(sittingDates(2027)).toEqual({ start: '2027-10-30', end: '2027-10-31', announced: false })
  const moved = { examYear: 2026, start: '2026-11-07', end: '2026-11-08' }
  expect(sittingDates(2026, [moved])).toEqual({ start: '2026-11-07', end: '2026-11-08', announced: true })
})

describe('notes on the post-exam review', () => {
  it.each(calendar.postExamReview)('$region', ({ region, rule }) => {
    expect(postReviewNote(region)).toBe(rule)
  })

  it('are there for no other region and for no other word', () => {
    const known = calendar.postExamReview.map(({ region }) => region)
    expect(REGIONS.filter(region => postReviewNote(region) !== undefined).sort()).toEqual(known.sort())
    expect(postReviewNote('toString')).toBeUndefined()
  })
})
