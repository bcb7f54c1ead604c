import { type Candidate, examAhead, examCalendar } from '@zhuan/exam'
import { examView, ownSubjects, paperState } from '@/features/exam-days/exam-view'
import { bigTitle, examHeadline, examPurpose, noteWords, scheduleWords, ticketWords } from '@/features/exam-days/words'

const CALENDAR = examCalendar('西藏')
/** 实务 is the last one. */
const LAST: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
  ],
}
const ALL: Candidate = { ...LAST, sittings: [] }

const at = (minute: string, candidate: Candidate) => {
  const exam = examAhead(candidate, CALENDAR, minute.slice(0, 10))!
  const view = examView(exam, candidate, minute)
  return { exam, view, headline: examHeadline(exam, view, minute), title: bigTitle(view) }
}
const papers = (minute: string, candidate: Candidate) => {
  const { exam } = at(minute, candidate)
  return exam.papers.map(paper => paperState(paper, exam, minute))
}

describe('the eve and the days of the exam', () => {
  it.each([
    ['2026-10-23T20:15', LAST, '后天下午，考最后一科', '距《专业实务》开考'],
    ['2026-10-24T08:00', LAST, '明天下午，考最后一科', '距《专业实务》开考'],
    ['2026-10-25T08:10', LAST, '今天下午，考最后一科', '今天 周日'],
    ['2026-10-25T14:00', LAST, '正在考《专业实务》', '今天 周日'],
    ['2026-10-25T16:30', LAST, '考完了，辛苦', ''],
    ['2026-10-23T20:15', ALL, '明天上午开考，考 4 科', '距《法律法规》开考'],
    ['2026-10-24T08:00', ALL, '今天上午，考《法律法规》', '今天 周六'],
    ['2026-10-24T12:00', ALL, '今天下午，考《安全生产管理》', '今天 周六'],
    ['2026-10-24T16:30', ALL, '明天上午，考《技术基础》', '距《技术基础》开考'],
    ['2026-10-25T12:00', ALL, '今天下午，考最后一科', '今天 周日'],
  ])('%s', (minute, candidate, headline, title) => {
    expect([at(minute, candidate).headline, at(minute, candidate).title]).toEqual([headline, title])
  })

  it('says of each paper where it stands', () => {
    expect(papers('2026-10-23T20:15', LAST)).toEqual(['passed', 'passed', 'passed', 'sit'])
    expect(papers('2026-10-24T12:00', ALL)).toEqual(['over', 'next', 'sit', 'sit'])
    expect(papers('2026-10-24T14:00', ALL)).toEqual(['over', 'on', 'sit', 'sit'])
    expect(papers('2026-10-24T20:00', ALL)).toEqual(['over', 'over', 'sit', 'sit'])
    expect(papers('2026-10-23T20:15', { ...ALL, level: 'exempt-two' })).toEqual([
      'sit',
      'not-required',
      'not-required',
      'sit',
    ])
  })

  it('counts days before, and names the hour on the day', () => {
    expect(at('2026-10-23T20:15', LAST).view).toMatchObject({ phase: 'before', days: 2, paper: { from: '14:00' } })
    expect(at('2026-10-25T08:10', LAST).view).toMatchObject({ phase: 'today', isOn: false, paper: { from: '14:00' } })
    expect(scheduleWords(at('2026-10-23T20:15', LAST).exam)).toBe('明天开考，每科 2.5 小时')
    expect(scheduleWords(at('2026-10-25T20:15', LAST).exam)).toBe('今天第 2 天，每科 2.5 小时')
  })

  it('says what it is good for, and afterwards when the scores come', () => {
    const purpose = (minute: string, candidate: Candidate) => {
      const { exam, view } = at(minute, candidate)
      return examPurpose(exam, candidate, CALENDAR, view, minute.slice(0, 10))
    }
    expect(purpose('2026-10-23T20:15', LAST)).toBe('考过《专业实务》，2026 年可取证。')
    expect(purpose('2026-10-23T20:15', ALL)).toBe('四科都考过，2026 年可取证。')
    expect(purpose('2026-10-23T20:15', { ...ALL, level: 'added-specialty' })).toBe(
      '考过《专业实务》，2026 年可得专业类别考试合格证明。',
    )
    expect(purpose('2026-10-25T17:00', LAST)).toBe('成绩预计 12 月下旬，多半 24 日前后公布。')
  })

  it('asks afterwards whether it was sat, until it is noted', () => {
    expect(at('2026-10-25T17:00', LAST).view).toEqual({ phase: 'done', noted: false })
    const noted: Candidate = {
      ...LAST,
      sittings: [...LAST.sittings, { examYear: 2026, marks: { practice: 'pending' } }],
    }
    expect(at('2026-10-25T17:00', noted).view).toEqual({ phase: 'done', noted: true })
    expect(noteWords(LAST, CALENDAR, 2026, ownSubjects(at('2026-10-25T17:00', LAST).exam), '2026-10-25')).toBe(
      '记一笔，出分前就不用再管。没去考也记一下：最迟 2027 年考过，那年《法律法规》到期。',
    )
  })

  it('reminds of the ticket', () => {
    expect(ticketWords(CALENDAR, 2026, '2026-10-23')).toEqual({
      tag: '预计',
      words: '10 月 19 日起 · 本地未收录，按全国惯例',
    })
    expect(ticketWords(examCalendar('广东'), 2026, '2026-10-23').words).toBe('10 月 20 日起 · 参考 2025 年')
  })
})
