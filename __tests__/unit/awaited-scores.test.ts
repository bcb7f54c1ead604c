import { type Announcement, assess, awaitedYear, type Candidate, examCalendar } from '@zhuan/exam'
import { decisionWords, enterWords, questionWords } from '@/features/awaited-scores/words'
import { missingSubjects } from '@/words/standing'

const WAITING: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}
const RELEASED: Announcement[] = [
  { kind: 'score-release', examYear: 2026, region: null, start: '2026-12-24', time: '10:00', source: '中国人事考试网' },
]

const ask = (candidate: Candidate, today: string, announcements: Announcement[] = []) => {
  const calendar = examCalendar(null, announcements)
  const awaited = awaitedYear(candidate, calendar, today)!
  return {
    question: questionWords(awaited, calendar, today),
    enter: enterWords(awaited, missingSubjects(assess(candidate, today, calendar.sittings))),
    decision: decisionWords(awaited, candidate, calendar, today),
  }
}

describe('the year whose scores are awaited', () => {
  it('is asked for, with what is known of earlier years', () => {
    expect(ask(WAITING, '2026-12-25').question).toEqual({
      state: '随时可能公布',
      tag: '预计',
      question: '2026 年成绩出来了吗？',
      known: '近三年都在 12 月 26 – 29 日公布。',
    })
    expect(ask(WAITING, '2027-01-05').question).toMatchObject({
      state: '还没确认公布',
      known: '近三年都在 12 月 26 – 29 日公布。2026 年的还没见到公布，以官方公告为准。',
    })
  })

  it('is asked for once it was announced, as what it then is', () => {
    expect(ask(WAITING, '2026-12-25', RELEASED).question).toEqual({
      state: '已经公布',
      tag: '官方',
      question: '2026 年成绩已公布，查到了吗？',
      known: '12 月 24 日 10:00 公布，据中国人事考试网转载。',
    })
  })

  it('says what is to be entered, and what it decides', () => {
    const { enter, decision } = ask(WAITING, '2026-12-25')
    expect(enter).toBe('只差《专业实务》，已为你选好 2026 年')
    const failedOne = {
      ...WAITING,
      sittings: [{ examYear: 2026, marks: { law: 40, practice: 'pending' } }],
    } as Candidate
    expect(ask(failedOne, '2026-12-25').enter).toBe('等《专业实务》，已为你选好 2026 年')
    expect(decision).toEqual({
      title: '这一科决定什么',
      ifPassed: '过了',
      ifFailed: '没过',
      passed: '四科都在有效期，2026 年可取证',
      failed: '最迟 2027 年考过，那年《法律法规》到期',
    })
  })

  it.each<[string, Candidate, string, string]>([
    [
      'a pass in its last year',
      { ...WAITING, sittings: [{ examYear: 2023, marks: { law: 70 } }] },
      '四科都在有效期，2026 年可取证',
      '《法律法规》失效，要重新考',
    ],
    [
      'a beginner with half of it',
      { ...WAITING, sittings: [{ examYear: 2026, marks: { law: 'pending', management: 'pending' } }] },
      '还差《技术基础》《专业实务》，最迟 2029 年考过',
      '没有成绩会失效，2027 年接着考',
    ],
    [
      '增报专业',
      { ...WAITING, level: 'added-specialty', sittings: [{ examYear: 2026, marks: { practice: 'pending' } }] },
      '得专业类别考试合格证明',
      '2027 年可以再报',
    ],
  ])('%s', (_, candidate, passed, failed) => {
    expect(ask(candidate, '2026-12-25').decision).toMatchObject({ passed, failed })
  })
})
