import {
  addDays,
  assess,
  type Candidate,
  defaultExamYear,
  type ExamCalendar,
  examCalendar,
  onlookerOf,
} from '@zhuan/exam'
import { nextStep, type Step } from '@zhuan/exam/next-step'
import { headline, moreWords, stepName, whenWords } from '@/features/certificate/now/step-words'
import type { Path } from '@/features/certificate/use-path'

const full = (...sittings: Candidate['sittings']): Candidate => ({ level: 'full', specialty: 'chemical', sittings })
const BEFORE = [
  { examYear: 2024, marks: { law: 71 } },
  { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
]
const PASSED = full(BEFORE[0]!, { examYear: 2025, marks: { management: 66, technology: 60, practice: 68 } })

function pathOn(candidate: Candidate, calendar: ExamCalendar, today: string): Path {
  const { region } = calendar
  const assessment = assess(candidate, today, calendar.sittings)
  const certificateYear = assessment.certificate?.examYear
  const cycleYear = defaultExamYear(today)
  return {
    ...{ today, currentYear: Number(today.slice(0, 4)), calendar, region, candidate, assessment, certificateYear },
    isProof: candidate.level === 'added-specialty' && certificateYear !== undefined,
    enteredYears: onlookerOf(candidate, calendar, today).enteredYears,
    cycleYear,
    examYear: certificateYear ?? cycleYear,
  }
}

const CANDIDATES: [string, Candidate][] = [
  ['waits for a score', full(...BEFORE, { examYear: 2026, marks: { practice: 'pending' } })],
  ['failed', full(...BEFORE, { examYear: 2026, marks: { practice: 58 } })],
  ['has entered nothing', full()],
  ['has not registered', full(...BEFORE, { examYear: 2026, marks: { practice: 'not-registered' } })],
  ['has passed everything', PASSED],
  [
    'adds a specialty',
    {
      level: 'added-specialty',
      specialty: 'construction',
      sittings: [{ examYear: 2026, marks: { practice: 70 } }],
    },
  ],
]

it.each(CANDIDATES)('says something on every day and closes nothing expected, for one who %s', (_, candidate) => {
  const wrong: string[] = []
  for (const calendar of [null, '湖南'].map(region => examCalendar(region))) {
    for (let today = '2026-02-10'; today < '2027-11-15'; today = addDays(today, 1)) {
      const path = pathOn(candidate, calendar, today)
      const { next, rest } = nextStep(candidate, calendar, today)
      for (const step of [next, ...rest]) {
        const said = [
          stepName(step, path),
          headline(step, path),
          whenWords(step, path),
          moreWords(step, path, []) ?? '',
        ]
        const words = said.join(' ')
        const isOfficial = step.state?.milestone.status === 'official'
        if (!said[0] || !said[1] || /undefined|NaN|null/.test(words) || (!isOfficial && /截止|结束/.test(words)))
          wrong.push(`${today} ${calendar.region}: ${words}`)
      }
    }
  }
  expect(wrong).toEqual([])
})

describe('the story of 2025 in 湖南, as of 2026-02-10', () => {
  const path = pathOn(PASSED, examCalendar('湖南'), '2026-02-10')
  const { next, rest } = nextStep(PASSED, path.calendar, '2026-02-10')
  const said = (step: Step) => [stepName(step, path), whenWords(step, path), moreWords(step, path, [])]

  it('begins with the review, without a day that nobody gave', () => {
    expect(headline(next, path)).toBe('全部合格，先看要不要审核')
    expect(said(next)).toEqual([
      '考后审核',
      '一般出分后 1 个月内通知',
      '湖南：成绩公布后 30 日内，名单和时间在省人事考试网公布；核验通过者免现场',
    ])
  })

  it('goes on with the certificate, the paper and registering', () => {
    expect(rest.map(said)).toEqual([
      ['下载电子证书', '1 月下旬 – 2 月，登录看看，状态是“有效”就能下载', '先申请加注，再下载 PDF'],
      ['领纸质证书', '3 – 6 月，还有约 19 天', undefined],
      ['注册', '证书签发后 5 年内', undefined],
    ])
  })
})

it('what was announced closes on its day', () => {
  const announced = { examYear: 2026, region: '西藏', source: '公告', start: '2026-07-28', end: '2026-08-06' } as const
  const calendar = examCalendar('西藏', [{ kind: 'registration', ...announced }])
  const on = (today: string) => {
    const path = pathOn(full(...BEFORE), calendar, today)
    const { next } = nextStep(full(...BEFORE), calendar, today)
    return [headline(next, path), whenWords(next, path)]
  }
  expect(on('2026-07-27')).toEqual(['等 2026 年考试报名', '7 月 28 日 – 8 月 6 日，还有 1 天'])
  expect(on('2026-08-01')).toEqual(['2026 年考试可以报名了', '7 月 28 日 – 8 月 6 日，还有 5 天截止'])
  expect(on('2026-08-06')).toEqual(['2026 年考试可以报名了', '7 月 28 日 – 8 月 6 日，今天截止'])
})

it('who adds a specialty gets a 合格证明, and is told so', () => {
  const candidate = CANDIDATES[5]![1]
  const path = pathOn(candidate, examCalendar('江苏'), '2027-02-01')
  const { next, rest } = nextStep(candidate, path.calendar, '2027-02-01')
  const names = [next, ...rest].map(step => stepName(step, path))
  expect(names).toEqual(['下载合格证明', '考后审核', '领专业类别考试合格证明', '注册'])
})
