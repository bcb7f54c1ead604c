import {
  type Announcement,
  cycleStates,
  examCalendar,
  type MilestoneKind,
  milestoneState,
  nextMilestone,
  previousFact,
} from '@zhuan/exam'
import { addMonths, monthGrid } from '@/features/exam-calendar/month-grid'
import { cycleRows } from '@/features/exam-calendar/rows'
import { nextWords } from '@/features/exam-calendar/words'
import { coarseWords, dayWords, nearDayWords, rangeWords } from '@/words/days'
import { earlierWords, originWords, reviewWords, sourceWords, stateWords, whenWords } from '@/words/milestones'

const TODAY = '2026-11-23'
const NATIONAL = examCalendar(null)

const state = (kind: MilestoneKind, today: string, announcements: Announcement[] = []) =>
  milestoneState(examCalendar(null, announcements), 2026, kind, today)

describe('days', () => {
  it('are written with the year only where it is another', () => {
    expect(dayWords('2026-12-24', 2026)).toBe('12 月 24 日')
    expect(dayWords('2027-01-23', 2026)).toBe('2027 年 1 月 23 日')
    expect(rangeWords({ start: '2026-10-24', end: '2026-10-25' }, 2026)).toBe('10 月 24 – 25 日')
    expect(rangeWords({ start: '2026-12-24', end: '2027-01-22' }, 2026)).toBe('12 月 24 日 – 2027 年 1 月 22 日')
    expect(rangeWords({ start: '2027-03-01', end: '2027-06-30' }, 2027)).toBe('3 月 1 日 – 6 月 30 日')
    expect([0, 1, 2, 3].map(days => nearDayWords(`2026-10-2${days + 2}`, '2026-10-22'))).toEqual([
      '今天',
      '明天',
      '后天',
      '10 月 25 日',
    ])
  })

  it.each([
    ['2026-12-21', '2026-12-31', '12 月下旬'],
    ['2027-01-05', '2027-01-31', '1 月'],
    ['2027-01-23', '2027-02-28', '1 月下旬 – 2 月'],
    ['2028-01-23', '2028-02-29', '2028 年 1 月下旬 – 2 月'],
    ['2027-03-01', '2027-06-30', '3 – 6 月'],
    ['2027-07-23', '2027-08-13', '7 月下旬 – 8 月中旬'],
    ['2026-08-11', '2026-08-28', '8 月中旬 – 下旬'],
    ['2026-08-09', '2026-08-22', '8 月上旬 – 下旬'],
    ['2025-01-25', '2025-02-28', '2025 年 1 月下旬 – 2 月'],
  ])('that nobody knows are told in words: %s to %s', (start, end, words) => {
    expect(coarseWords({ start, end }, TODAY)).toBe(words)
  })
})

describe('日历', () => {
  it('counts down to the release of the scores, and never closes it', () => {
    expect(nextWords(nextMilestone(NATIONAL, TODAY)!, TODAY)).toEqual({
      title: '距 2026 年成绩公布',
      tag: '预计',
      about: '约',
      days: 31,
      day: '12 月 24 日前后',
    })
    const words = ['2026-11-23', '2026-12-23', '2026-12-24', '2026-12-31', '2027-01-01', '2027-02-01'].map(day =>
      stateWords(state('score-release', day)),
    )
    expect(words).toEqual([
      '还有约 31 天',
      '还有约 1 天',
      '随时可能公布',
      '随时可能公布',
      '还没确认公布',
      '还没确认公布',
    ])
    expect(nextWords(nextMilestone(NATIONAL, '2027-01-05')!, '2027-01-05')).toMatchObject({
      title: '2026 年成绩公布',
      words: '还没确认公布',
      day: '',
    })
  })

  it('counts to a last day only where it is official', () => {
    const source = '公告'
    const announcements: Announcement[] = [
      { kind: 'score-release', examYear: 2026, region: null, start: '2026-12-28', time: '10:00', source },
      { kind: 'post-review', examYear: 2026, region: null, start: '2027-01-04', end: '2027-01-08', source },
    ]
    expect(stateWords(state('post-review', '2027-01-05'))).toBe('出分后才开始')
    expect(stateWords(state('post-review', '2027-01-05', announcements))).toBe('进行中，还有 3 天截止')
    expect(stateWords(state('post-review', '2027-01-08', announcements))).toBe('今天截止')
    expect(stateWords(state('post-review', '2027-01-09', announcements))).toBe('已结束')
    expect(stateWords(state('score-release', '2026-12-28', announcements))).toBe('就在今天')
    expect(nextWords(state('score-release', '2026-12-20', announcements), '2026-12-20')).toMatchObject({
      days: 8,
      day: '12 月 28 日 10:00',
    })
    expect(nextWords(state('post-review', '2027-01-05', announcements), '2027-01-05').title).toBe(
      '距 2026 年考后审核结束',
    )
    expect(stateWords(state('score-recheck', '2027-02-01', announcements))).toBe('还没见到公布，以当地通知为准')
  })

  it('tells what is far away and not known in words, and what comes with the certificate at any distance', () => {
    expect(nextWords(milestoneState(NATIONAL, 2027, 'registration', TODAY), TODAY)).toEqual({
      title: '报名',
      tag: '往年参考',
      about: '约',
      words: '7 月下旬 – 8 月中旬',
      day: '',
    })
    expect(
      nextWords(milestoneState(NATIONAL, 2026, 'e-certificate', '2027-01-10', [2026]), '2027-01-10', true).title,
    ).toBe('合格证明')
    expect(
      nextWords(milestoneState(NATIONAL, 2026, 'e-certificate', '2027-01-10', [2026]), '2027-01-10'),
    ).toMatchObject({
      title: '电子证书',
      words: '1 月下旬 – 2 月',
    })
  })

  it('calls scores that are entered no announced end', () => {
    const entered = milestoneState(NATIONAL, 2026, 'score-release', '2026-12-28', [2026])
    expect(stateWords(entered)).toBe('成绩已填')
  })

  it('says when, as far as it is known', () => {
    const of = (kind: MilestoneKind) => whenWords(state(kind, TODAY).milestone, TODAY)
    expect(of('exam')).toBe('10 月 24 – 25 日')
    expect(of('score-release')).toBe('12 月下旬，多半 24 日前后')
    expect(of('score-recheck')).toBe('出分当天起 30 天内申请')
    expect(of('e-certificate')).toBe('1 月下旬 – 2 月')
    expect(of('admission-ticket')).toBe('10 月 19 日起')
    expect(whenWords(examCalendar('西藏').milestone(2022, 'registration'), '2022-08-23')).toBe('8 月 22 – 30 日 18:00')
  })

  it('calls an earlier year what it is today, and never by an exam year that is not its own', () => {
    const exam = previousFact('exam', 2027, null)!
    const certificate = previousFact('e-certificate', 2026, null)!
    expect(earlierWords(exam, '2026-11-23')).toBe('今年 10 月 24 – 25 日')
    expect(earlierWords(exam, '2027-01-01')).toBe('去年 10 月 24 – 25 日')
    expect(earlierWords(certificate, TODAY)).toBe('2021 年度是 2022 年 1 月 13 日')
  })

  it.each([
    ['hqwx.com 历年出分时间', '据 hqwx.com 转载'],
    ['kaoshi100.com 2025-12-28', '据 kaoshi100.com 转载'],
    ['转载 2022 西藏报名通知', '据 2022 西藏报名通知转载'],
    ['转载 2020 甘肃报名（hqwx）', '据 2020 甘肃报名转载'],
    ['nadiyi 转载 2023 湖南报名', '据 nadiyi 转载'],
    ['2026 年度专业技术人员职业资格考试工作计划（转载 2026-03-06）', '据年度考试计划转载'],
    ['中国人事考试网', '据中国人事考试网转载'],
  ])('names the reporter of %s', (source, words) => {
    expect(sourceWords(source)).toBe(words)
  })

  it('says whose custom a date is where the region has none of its own', () => {
    const origin = (region: string | null, kind: MilestoneKind, year = 2027) =>
      originWords(examCalendar(region).milestone(year, kind), region)
    expect(origin('西藏', 'registration')).toBe('参考 2025 年全国；西藏只收录到 2022 年')
    expect(origin('江苏', 'registration')).toBe('参考 2025 年全国；江苏未收录')
    expect(origin('广东', 'registration')).toBe('参考 2025 年')
    expect(origin(null, 'registration')).toBe('参考 2025 年全国，各地在其中自定时段')
    expect(origin('西藏', 'paper-certificate')).toBe('本地未收录，按全国惯例')
    expect(origin('西藏', 'score-release')).toBeUndefined()
    expect(origin('广东', 'exam', 2026)).toBeUndefined()
    expect(reviewWords('西藏')).toBe('本地未收录，看当地公告、短信和电话')
    expect(reviewWords('广东')).toContain('10 个工作日')
  })

  it('folds what is over but for the last, and keeps quiet what is of use only later', () => {
    const kinds = (rows: { milestone: { kind: MilestoneKind } }[]) => rows.map(({ milestone }) => milestone.kind)
    const rows = (today: string, hasPassed = false, entered: number[] = []) => {
      const { folded, shown, quiet } = cycleRows(cycleStates(NATIONAL, 2026, today, entered), hasPassed)
      return [kinds(folded), kinds(shown), kinds(quiet)]
    }
    expect(rows(TODAY)).toEqual([
      ['annual-plan', 'registration', 'payment', 'admission-ticket'],
      ['exam', 'score-release', 'score-recheck'],
      ['post-review', 'e-certificate', 'paper-certificate'],
    ])
    expect(rows('2027-01-10', true, [2026])[2]).toEqual([])
    expect(rows('2026-01-02')).toMatchObject([[], { length: 7 }, { length: 3 }])
    const old = cycleRows(cycleStates(NATIONAL, 2021, TODAY), false)
    expect(old.folded.length + old.shown.length + old.quiet.length).toBe(10)
  })

  it('lays a month out from Monday, leap days and year ends included', () => {
    const days = (month: string) => monthGrid(month, []).map(({ day }) => day?.slice(8) ?? '')
    expect(days('2026-11').slice(0, 8)).toEqual(['', '', '', '', '', '', '01', '02'])
    expect(days('2028-02').filter(Boolean)).toHaveLength(29)
    expect(days('2026-06').length % 7).toBe(0)
    expect([addMonths('2026-12', 1), addMonths('2027-01', -1), addMonths('2027-06', -18)]).toEqual([
      '2027-01',
      '2026-12',
      '2025-12',
    ])
  })
})
