import { assess, type Candidate } from '@zhuan/exam'
import { passedYears, spanWords } from '@/features/validity/passed-story'
import { earlierCertificateWords } from '@/features/validity/words'

const story = (candidate: Candidate) => {
  const assessment = assess(candidate, '2027-02-01')
  const years = passedYears(assessment, candidate)
  return [
    spanWords(years, assessment.certificate!.examYear),
    ...years.map(({ year, passes, note }) => `${year} ${passes.map(({ words }) => words).join('')} ${note}`),
  ]
}
const full = (...sittings: Candidate['sittings']): Candidate => ({ level: 'full', specialty: 'chemical', sittings })

describe('the way to the certificate', () => {
  it('is told year by year', () => {
    const candidate = full(
      { examYear: 2024, marks: { law: 71 } },
      { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
      { examYear: 2026, marks: { practice: 68 } },
    )
    expect(story(candidate)).toEqual([
      '从 2024 到 2026，三个考试年度',
      '2024 《法律法规》71 分 第一科，管到 2027 年',
      '2025 《安全生产管理》66 分《技术基础》60 分 实务 55 分，再来一年',
      '2026 《专业实务》68 分 四科同年有效',
    ])
  })

  it('in one year, without a number, with two at first', () => {
    const all = full({ examYear: 2026, marks: { law: 'passed', management: 60, technology: 61, practice: 90 } })
    expect(story(all)).toEqual([
      '2026 年一次考过',
      '2026 《法律法规》合格《安全生产管理》60 分《技术基础》61 分《专业实务》90 分 四科同年有效',
    ])
    const two: Candidate = {
      ...full({ examYear: 2024, marks: { law: 62, management: 70 } }, { examYear: 2026, marks: { practice: 77 } }),
      level: 'exempt-one',
    }
    expect(story(two).slice(1)).toEqual([
      '2024 《法律法规》62 分《安全生产管理》70 分 先过两科，管到 2026 年',
      '2026 《专业实务》77 分 三科同年有效',
    ])
  })

  it('calls a pass of a doubtful sitting what it is', () => {
    const candidate = full({ examYear: 2026, marks: { law: 71, management: 60, technology: 60, practice: 60 } })
    const doubted = full(
      { examYear: 2025, marks: { law: 71, technology: 'violation' } },
      { examYear: 2026, marks: { management: 60, technology: 60, practice: 60 } },
    )
    const checks = (one: Candidate) =>
      passedYears(assess(one, '2027-02-01'), one).map(({ passes }) => passes.some(({ needsCheck }) => needsCheck))
    expect([checks(candidate), checks(doubted)]).toEqual([[false], [true, false]])
  })
})

describe('an earlier certificate', () => {
  it('is named by its specialty; of 增报专业 it is a proof', () => {
    expect(earlierCertificateWords({ level: 'full', specialty: 'chemical', examYear: 2026 })).toEqual({
      name: '化工安全',
      tag: '已取证',
      line: '2026 年 · 考全科 · 四科合格',
    })
    expect(earlierCertificateWords({ level: 'added-specialty', specialty: 'other', examYear: 2027 })).toEqual({
      name: '其他安全',
      tag: '合格',
      line: '2027 年 · 增报专业 · 专业类别考试合格证明',
    })
  })
})
