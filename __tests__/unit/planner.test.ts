import { type Candidate, examCalendar, type Sitting } from '@zhuan/exam'
import { assumptionsFrom, planFor, registrationAdvice, safestOrder } from '@zhuan/exam/plan'
import { choicesOf } from '@/features/planner/use-plan'
import { adviceWords, orderWords, pendingWords, verdictWords } from '@/features/planner/words'

const TODAY = '2026-11-23'
const CALENDAR = examCalendar('西藏')
const of = (sittings: Sitting[], level: Candidate['level'] = 'full'): Candidate => ({
  level,
  specialty: 'chemical',
  sittings,
})
const STORY = of([
  { examYear: 2024, marks: { law: 71 } },
  { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
  { examYear: 2026, marks: { practice: 'pending' } },
])
const BEGINNER = of([{ examYear: 2025, marks: { law: 52 } }])

type Choices = Parameters<typeof assumptionsFrom>[0]
const planned = (candidate: Candidate, today: string, choices: Choices = {}) => {
  const assumptions = assumptionsFrom(choices, candidate, CALENDAR, today)
  return { assumptions, plan: planFor(candidate, CALENDAR, today, assumptions) }
}
const advice = (candidate: Candidate, today = TODAY, choices: Choices = {}) => {
  const { assumptions, plan } = planned(candidate, today, choices)
  return adviceWords(registrationAdvice(candidate, CALENDAR, today)!, plan, assumptions, candidate)
}
const order = (candidate: Candidate, today = TODAY) =>
  orderWords(safestOrder(candidate, CALENDAR, today), candidate.level)
const verdict = (candidate: Candidate, choices: Choices = {}, today = TODAY) =>
  verdictWords(planned(candidate, today, choices).plan, candidate.level)

describe('which subjects to register for', () => {
  it('is told with its premise, which follows what is assumed', () => {
    expect(advice(STORY)).toEqual({
      question: '2027 年报名，该报哪几科',
      headline: '报《专业实务》，一科就够',
      line: '前提是 2026 年的实务没过；过了就不用再报。',
    })
    expect(advice(STORY, TODAY, { 2026: { practice: 'passed' } })).toMatchObject({
      headline: '不用再报',
      line: '前提是 2026 年《专业实务》过了。',
    })
    const all = of([{ examYear: 2026, marks: { law: 'pending', management: 'pending', technology: 'pending' } }])
    expect(advice(all)).toMatchObject({
      headline: '四科都报',
      line: '前提是 2026 年一科都没过；过了的不用再报。',
    })
    expect(advice(all, TODAY, { 2026: { law: 'passed' } })).toMatchObject({
      headline: '报《安全生产管理》《技术基础》《专业实务》',
      line: '前提是 2026 年《法律法规》过了。',
    })
  })

  it('says what is at stake where nothing is undecided', () => {
    const failed = of([...STORY.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 40 } }])
    expect(advice(failed, '2026-12-28').line).toBe('2027 年凑不齐，《法律法规》就失效。')
    expect(advice(of([{ examYear: 2026, marks: { law: 40 } }]), '2026-12-28')).toMatchObject({
      headline: '四科都报',
      line: '过一科算一科，从考过那年起管 4 个考试年度。',
    })
    expect(advice(of([{ examYear: 2026, marks: { practice: 40 } }], 'added-specialty'), '2026-12-28')).toMatchObject({
      headline: '报《专业实务》',
      line: '要当年通过，没过下一年再报。',
    })
  })
})

describe('the safest order', () => {
  it('is told in three sentences', () => {
    expect(order(STORY)).toEqual([
      '2027 年考过《专业实务》，当年可取证。',
      '2027 年没过，《法律法规》失效，2028 年和《专业实务》一起考。',
      '2028 年还没凑齐，《安全生产管理》《技术基础》也失效，2029 年起四科都要重考。',
    ])
  })

  it('gathers years, and has one sentence where nothing can be lost', () => {
    expect(order(of([{ examYear: 2026, marks: { law: 70, management: 60 } }]), '2026-12-28')).toEqual([
      '2027 到 2029 年考过《技术基础》《专业实务》，哪年凑齐，哪年可取证。',
      '2029 年还没凑齐，《法律法规》《安全生产管理》也失效，2030 年起四科都要重考。',
    ])
    expect(order(BEGINNER)).toEqual(['2027 年四科都报，过一科算一科，从那年起管 4 个考试年度。'])
    expect(order(of([], 'added-specialty'))).toEqual([
      '2027 年考过《专业实务》，当年可得专业类别考试合格证明；没过，下一年再报。',
    ])
  })
})

describe('what a plan comes to', () => {
  it('is a year, and what has to be passed again', () => {
    expect(verdict(STORY)).toEqual({ verdict: '这样排，2027 年可取证' })
    expect(verdict(STORY, { 2027: { practice: 'failed' } })).toEqual({
      verdict: '这样排，2028 年可取证',
      tag: '《法律法规》要重考',
    })
    const never = { 2027: { practice: 'failed' }, 2028: { practice: 'failed' } } as const
    expect(verdict(STORY, never).verdict).toBe('这样排，到 2028 年还差《专业实务》')
  })

  it('begins with a mark that nobody can have yet', () => {
    expect(choicesOf(undefined)).toEqual({})
    expect(choicesOf({ examYear: 2026, marks: { law: 59, practice: 68, management: 'passed' } })).toEqual({
      2026: { law: 'failed', practice: 'passed', management: 'passed' },
    })
    const [year] = planned(STORY, TODAY).plan.years
    expect(pendingWords(year!, '实务', 68)).toBe('实务估 68 分，假如')
    expect(pendingWords(year!, '实务', undefined)).toBe('实务待出分，假如')
  })
})
