import type { CertificateValue } from '@zhuan/api/record'
import { assess, type Candidate, examCalendar, type Milestone, milestoneState } from '@zhuan/exam'
import type { OwnFigure } from '@/features/certificate/content/types'
import { readEndorsements } from '@/features/certificate/endorsements/endorsement-rows'
import { phaseWords, titleWords } from '@/features/certificate/parts/milestone-words'
import { factSourceWords } from '@/features/certificate/parts/source-words'
import { ownWords } from '@/features/certificate/questions/own-words'
import { windowWords } from '@/features/help/window-words'

describe('facts', () => {
  it('names every reporter once, and the reading that lies furthest back', () => {
    expect(factSourceWords(['233', '233-article', 'educity'])).toBe('据 233.com、educity.cn 转载 · 2026 年 11 月读')
  })
})

describe('a milestone on a day', () => {
  const state = (
    kind: Milestone['kind'],
    today: string,
    { region = null as string | null, year = 2026, out = true } = {},
  ) => milestoneState(examCalendar(region), year, kind, today, out && kind !== 'score-release' ? [year] : [])

  it.each([
    ['score-release', '2026-12-01', '还有约 23 天。'],
    ['score-release', '2026-12-24', '随时可能公布。'],
    ['score-release', '2026-12-31', '随时可能公布。'],
    ['score-release', '2027-01-01', '还没确认公布，以当地通知为准。'],
    ['e-certificate', '2026-12-24', '还有约 30 天。'],
    ['e-certificate', '2027-01-23', '登录看看，状态是“有效”就能下载。'],
    ['e-certificate', '2027-05-01', '登录看看，状态是“有效”就能下载。'],
    ['paper-certificate', '2027-02-28', '还有约 1 天。'],
    ['paper-certificate', '2027-03-01', '各地陆续发放，看当地通知。'],
    ['paper-certificate', '2027-07-01', '还没见到通知，问问当地人事考试机构。'],
  ] as const)('%s on %s: %s', (kind, today, words) => {
    expect(phaseWords(state(kind, today))).toBe(words)
  })

  it('says something and closes nothing that is only expected, on every day of a cycle', () => {
    for (let day = Date.parse('2026-10-01'); day < Date.parse('2027-11-15'); day += 86_400_000) {
      const today = new Date(day).toISOString().slice(0, 10)
      for (const out of [true, false])
        for (const kind of ['score-release', 'e-certificate', 'paper-certificate'] as const)
          expect(phaseWords(state(kind, today, { out }))).toMatch(/^(?!.*(截止|结束)).+。$/)
    }
  })

  it('counts nothing from scores that are not out', () => {
    const waiting = state('e-certificate', '2026-12-01', { out: false })
    expect([titleWords(waiting, '2026-12-01'), phaseWords(waiting)]).toEqual(['出分以后', '出分后约一个月。'])
  })

  it('begins on its day where a notice names only the first', () => {
    const paper = (today: string) => state('paper-certificate', today, { region: '江苏', year: 2025 })
    expect([
      titleWords(paper('2026-02-10'), '2026-02-10'),
      phaseWords(paper('2026-02-02')),
      phaseWords(paper('2026-02-10')),
    ]).toEqual(['2 月 3 日起', '还有 1 天。', '已经开始发放，按当地通知领。'])
  })

  it('says when the scores came', () => {
    const came = state('score-release', '2026-02-10', { year: 2025 })
    expect([titleWords(came, '2026-02-10'), phaseWords(came)]).toEqual([
      '2025 年 12 月 26 日 10:00',
      '已经公布，可以查了。',
    ])
    expect(titleWords(state('score-release', '2026-12-01'), '2026-12-01')).toBe('12 月 24 日前后')
  })
})

const STORY: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}

describe('the candidate’s own figures under an answer', () => {
  const calendar = examCalendar('西藏')
  const path = (candidate: Candidate | null, today: string) => {
    const assessment = candidate && assess(candidate, today, calendar.sittings)
    const certificateYear = assessment?.certificate?.examYear
    return {
      ...{ today, currentYear: Number(today.slice(0, 4)), calendar, region: '西藏', candidate, assessment },
      ...{ certificateYear, isProof: false, enteredYears: [], cycleYear: 2026, examYear: certificateYear ?? 2026 },
    }
  }
  const own = (figure: OwnFigure, candidate: Candidate | null, certificate: CertificateValue | null = null) =>
    ownWords(figure, path(candidate, '2026-11-23'), certificate)

  it('are those of the story', () => {
    expect(own('release', STORY)).toEqual({
      hint: '预计 12 月 24 日前后',
      sentence: '2026 年度：预计 12 月 24 日前后，还有约 31 天。',
    })
    expect(own('window', STORY)).toEqual({
      hint: '你有 3 科在有效期',
      sentence: '《法律法规》管到 2027 年，《安全生产管理》《技术基础》管到 2028 年。',
    })
    expect(own('next-lapse', STORY)?.sentence).toBe(
      '到 2027 年考试还没凑齐，只有《法律法规》失效；《安全生产管理》《技术基础》管到 2028 年。',
    )
    expect(own('last-chance', STORY)?.sentence).toBe('《法律法规》最后一次是 2027 年考试，那年的报名别错过。')
    expect(own('review', STORY)).toMatchObject({ hint: '西藏未收录' })
    expect(own('e-certificate', STORY)).toMatchObject({ hint: '预计 出分以后' })
    expect(own('next-registration', STORY)).toMatchObject({ hint: '往年参考 7 月下旬 – 8 月中旬' })
  })

  it('are left out where there are none', () => {
    for (const figure of ['window', 'next-lapse', 'last-chance', 'first-registration', 'certificate-year'] as const)
      expect(own(figure, null)).toBeUndefined()
  })

  it('follow the day on the certificate', () => {
    const issued = { examYear: 2025, issuedOn: '2026-01-20' }
    expect(own('first-registration', STORY, issued)).toMatchObject({ hint: '最晚 2031 年 1 月 20 日' })
    expect(own('certificate-year', STORY, issued)?.sentence).toContain('2026 年')
  })
})

describe('the window in the candidate’s own passes', () => {
  it.each([
    [
      { subject: 'law', status: 'last-chance', passedIn: 2024, validThrough: 2027 },
      '《法律法规》2024 年合格，算第 1 年，管到 2027 年考试；2028 年起不算。',
    ],
    [
      { subject: 'practice', status: 'valid', passedIn: 2026, validThrough: 2026 },
      '《专业实务》2026 年合格，只管当年；2027 年起不算。',
    ],
    [
      { subject: 'law', status: 'expired', passedIn: 2022, validThrough: 2025 },
      '《法律法规》2022 年合格，算第 1 年，管到 2025 年考试；现在已经不算。',
    ],
    [
      { subject: 'law', status: 'certified', passedIn: 2022, validThrough: 2025 },
      '《法律法规》2022 年合格，已经用在证书上，不会再失效。',
    ],
    [{ subject: 'law', status: 'not-passed' }, undefined],
  ] as const)('%j', (standing, words) => {
    expect(windowWords(standing)).toBe(words)
  })
})

describe('endorsements in the order of the screen', () => {
  it('shows those in force by their end, then what takes a slot, then what is over', () => {
    const { rows } = readEndorsements(
      {
        old: { appliedOn: '2026-10-01', days: 30 },
        long: { appliedOn: '2027-02-08', days: 90 },
        over: { appliedOn: '2027-02-10', days: 15 },
        short: { appliedOn: '2027-02-20', days: 30 },
      },
      '2027-03-01',
    )
    expect(rows.map(({ id, state, daysLeft }) => [id, state, daysLeft])).toEqual([
      ['short', 'valid', 20],
      ['long', 'valid', 68],
      ['over', 'expired-slot', -5],
      ['old', 'expired', -122],
    ])
  })

  it('gives a slot free on the 90th day after the application', () => {
    const state = (today: string) =>
      readEndorsements({ a: { appliedOn: '2026-02-10', days: 30 } }, today).rows[0]?.state
    expect([state('2026-05-10'), state('2026-05-11')]).toEqual(['expired-slot', 'expired'])
  })
})
