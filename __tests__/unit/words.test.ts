import { assess, type Candidate, examCalendar, keptOutPass } from '@zhuan/exam'
import { standingWords } from '@/features/validity/words'
import { notCountedWords } from '@/words/marks'
import { deadlineWords, headlineWords, momentOf } from '@/words/standing'
import { statusTag } from '@/words/status'

const TODAY = '2026-11-23'
const STORY: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}
const passed: Candidate = {
  ...STORY,
  sittings: [...STORY.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 68 } }],
}

const NATIONAL = examCalendar(null)

describe('进度', () => {
  const headline = (candidate: Candidate, today = TODAY) => headlineWords(assess(candidate, today), candidate)
  const line = (candidate: Candidate, today = TODAY) => {
    const { lead, by = '', rest } = deadlineWords(assess(candidate, today), candidate, momentOf(today, NATIONAL))
    return lead + by + rest
  }
  const tags = (candidate: Candidate, today = TODAY) =>
    assess(candidate, today).subjects.map(standing => statusTag(standing, candidate, momentOf(today, NATIONAL))[1])
  const lines = (candidate: Candidate, today = TODAY) =>
    assess(candidate, today).subjects.map(standing =>
      standingWords(standing, candidate, momentOf(today, NATIONAL), false),
    )

  it('says what is missing and by when', () => {
    expect(headline(STORY)).toBe('还差《专业实务》')
    expect(line(STORY)).toBe('最迟 2027 年考试通过，否则《法律法规》成绩失效。')
    expect(headline(passed)).toBe('四科都合格了')
    expect(line(passed)).toBe('2026 年可取证')
    expect(headline({ ...STORY, sittings: [] })).toBe('还差 4 科')
    expect(line({ ...STORY, sittings: [] })).toBe('连续 4 个考试年度内通过 4 科，即可取证。')
  })

  it('waits where everything is pending', () => {
    const pending: Candidate = {
      ...STORY,
      level: 'exempt-two',
      sittings: [{ examYear: 2026, marks: { law: 'pending', practice: 'pending' } }],
    }
    expect(line(pending)).toBe('等 2026 年成绩出来：两科都合格，就能取证。')
    expect(line({ ...pending, level: 'exempt-one' })).toBe('连续 3 个考试年度内通过 3 科，即可取证。')
  })

  it('calls what is reached with 增报专业 by its name', () => {
    const added: Candidate = { level: 'added-specialty', specialty: 'construction', sittings: [] }
    const sat = (practice: 'pending' | 68): Candidate => ({
      ...added,
      sittings: [{ examYear: 2026, marks: { practice } }],
    })
    expect(headline(added)).toBe('增报建筑施工安全，还差《专业实务》')
    expect(headline(sat('pending'))).toBe('增报建筑施工安全，等出分')
    expect(line(sat('pending'))).toBe('当年通过《专业实务》，得专业类别考试合格证明。')
    expect(headline(sat(68))).toBe('《专业实务》合格了')
    expect(line(sat(68))).toBe('2026 年可得专业类别考试合格证明')
  })

  it('waits for the last sitting, then says what is lost', () => {
    const law2023: Candidate = { ...STORY, sittings: [{ examYear: 2023, marks: { law: 60 } }] }
    expect(line(law2023)).toBe('2026 年成绩出来才知道：还差的科目都合格就能取证，否则《法律法规》失效。')
    const failed: Candidate = {
      ...law2023,
      sittings: [...law2023.sittings, { examYear: 2026, marks: { management: 40 } }],
    }
    expect(line(failed)).toBe('《法律法规》已失效，要重新考。连续 4 个考试年度内通过 4 科，即可取证。')
  })

  it('a pass whose last sitting cannot complete anything any more is not called 失效', () => {
    const short: Candidate = {
      ...STORY,
      sittings: [
        { examYear: 2023, marks: { law: 70 } },
        { examYear: 2025, marks: { management: 66 } },
        { examYear: 2026, marks: { technology: 'not-registered', practice: 'not-registered' } },
      ],
    }
    expect(line(short, '2026-09-10')).toBe(
      '《法律法规》今年凑不齐了。最迟 2028 年考试通过，否则《安全生产管理》成绩失效。',
    )
    expect(tags(short, '2026-09-10').slice(0, 2)).toEqual(['今年凑不齐了', '有效，还剩 2 次机会'])
    expect(lines(short, '2026-09-10')[0]).toBe('2023 年 70 分，管到 2026 年，那之前凑不齐其余科目')
    expect(tags(short, '2026-11-23')[0]).toBe('已失效')
  })

  it('names the passes whose last chance comes first, whatever their last year is', () => {
    const lastIsLost: Candidate = {
      ...STORY,
      sittings: [
        { examYear: 2024, marks: { law: 70 } },
        { examYear: 2027, marks: { technology: 'not-registered' } },
      ],
    }
    expect(tags(lastIsLost, '2026-09-10')[0]).toBe('最后一次机会')
    expect(lines(lastIsLost, '2026-09-10')[0]).toBe('70 分 · 有效至 2027 年考试，但只有 2026 年还凑得齐')
    expect(line(lastIsLost, '2026-09-10')).toBe('最迟 2026 年考试通过，否则《法律法规》成绩失效。')
  })

  it('words every standing', () => {
    expect(tags(STORY)).toEqual(['最后一次机会', '有效，还剩 2 次机会', '有效，还剩 2 次机会', '待出分'])
    expect(lines(STORY)).toEqual([
      '71 分 · 有效至 2027 年考试，约 341 天后开考',
      '66 分 · 有效至 2028 年考试',
      '60 分 · 有效至 2028 年考试',
      '2025 年 55 分未合格 · 2026 年已考',
    ])
  })

  it('says 还没考 of what was never sat, 未合格 only of what was', () => {
    const tried: Candidate = {
      ...STORY,
      sittings: [
        { examYear: 2025, marks: { law: 'failed', management: 'absent', technology: 'not-registered' } },
        { examYear: 2027, marks: { practice: 'pending' } },
      ],
    }
    expect(tags(tried)).toEqual(['未合格', '未合格', '还没考', '还没考'])
    expect(lines(tried)).toEqual(['2025 年没过', '2025 年缺考', '还没有成绩', '还没有成绩'])
  })

  it('tells of the own sittings only: what was sat for a certificate before is none of 增报', () => {
    const added: Candidate = {
      level: 'added-specialty',
      specialty: 'construction',
      sittings: [
        { examYear: 2025, level: 'full', specialty: 'chemical', marks: { practice: 55 } },
        { examYear: 2026, marks: { practice: 'pending' } },
      ],
    }
    expect(lines(added)).toEqual(['2026 年已考'])
  })

  it('shows a pass without a number as 合格', () => {
    const unknown: Candidate = { ...STORY, sittings: [{ examYear: 2025, marks: { law: 'passed' } }] }
    expect(lines(unknown)[0]).toBe('合格 · 有效至 2028 年考试')
  })
})

describe('what does not count', () => {
  const words = (candidate: Candidate, today = '2027-11-28') =>
    assess(candidate, today).required.map(subject => {
      const kept = keptOutPass(candidate, subject, today)
      return kept && notCountedWords(kept, subject, candidate)
    })

  it('another level: registration decides', () => {
    const changed: Candidate = {
      level: 'exempt-two',
      specialty: 'chemical',
      sittings: [
        { examYear: 2024, level: 'full', marks: { law: 66, management: 41 } },
        { examYear: 2026, level: 'full', marks: { practice: 'pending' } },
      ],
    }
    expect(words(changed, TODAY)).toEqual([
      '考全科时通过，能否带入由报名审核决定',
      '2026 年按考全科考，出分后也先不计入',
    ])
  })

  it('another specialty; one that made a certificate says so', () => {
    const moved: Candidate = {
      level: 'full',
      specialty: 'construction',
      sittings: [{ examYear: 2025, specialty: 'coal-mine', marks: { practice: 80 } }],
    }
    expect(words(moved)[3]).toBe('煤矿安全的实务，对建筑施工安全不算')
    const added: Candidate = {
      level: 'added-specialty',
      specialty: 'construction',
      sittings: [
        { examYear: 2024, level: 'full', specialty: 'chemical', marks: { law: 71 } },
        { examYear: 2025, level: 'full', specialty: 'chemical', marks: { management: 66, technology: 60 } },
        { examYear: 2026, level: 'full', specialty: 'chemical', marks: { practice: 68 } },
        { examYear: 2027, marks: { practice: 'pending' } },
      ],
    }
    expect(words(added)).toEqual(['化工安全的实务，已用在你的证书上，这里不算'])
    const further: Candidate = {
      ...added,
      sittings: [
        { examYear: 2026, specialty: 'coal-mine', marks: { practice: 70 } },
        { examYear: 2027, marks: { practice: 'pending' } },
      ],
    }
    expect(words(further)).toEqual(['煤矿安全的实务，已用在你的合格证明上，这里不算'])
  })
})
