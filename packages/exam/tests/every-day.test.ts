import {
  addDays,
  type Candidate,
  cycleStates,
  type Day,
  examCalendar,
  MILESTONE_KINDS,
  MILESTONE_PHASES,
  type MilestoneState,
  type Progress,
  progressOn,
} from '../src/index'

/*
 * Every day from 2026-10-01 to 2027-11-15 in six regions, for three candidates who enter nothing more and of whom
 * nobody announces anything: the barest that a phone can know.
 */
const FIRST: Day = '2026-10-01'
const LAST: Day = '2027-11-15'
const REGIONS = [null, '西藏', '广东', '湖南', '江苏', '浙江']

const CANDIDATES: Record<string, Candidate> = {
  'three passed, practice awaited': {
    level: 'full',
    specialty: 'chemical',
    sittings: [
      { examYear: 2024, marks: { law: 71 } },
      { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
      { examYear: 2026, marks: { practice: 'pending' } },
    ],
  },
  'nothing entered': { level: 'exempt-one', specialty: 'construction', sittings: [] },
  'everything passed in 2025': {
    level: 'exempt-two',
    specialty: 'other',
    sittings: [{ examYear: 2025, marks: { law: 66, practice: 'passed' } }],
  },
}

const DAYS: Day[] = []
for (let day = FIRST; day <= LAST; day = addDays(day, 1)) DAYS.push(day)

/** What a candidate is shown day by day, in words for reading: milestone, exam, the year that is asked for. */
const line = ({ next, exam, awaited }: Progress): string =>
  [
    next ? `${next.milestone.kind} ${next.milestone.examYear} ${next.phase}` : 'nothing',
    ...(exam ? ['exam card'] : []),
    ...(awaited ? [`${awaited.examYear} ${awaited.phase}`] : []),
  ].join(' · ')

/** The days on which something else is shown than the day before. */
function changes(progress: readonly Progress[]): string[] {
  const lines = progress.map(line)
  return DAYS.flatMap((day, index) => (lines[index] === lines[index - 1] ? [] : [`${day} ${lines[index]}`]))
}

const order = ({ milestone, phase }: MilestoneState): number[] => [
  milestone.examYear,
  MILESTONE_KINDS.indexOf(milestone.kind),
  MILESTONE_PHASES.indexOf(phase),
]
const isBefore = (a: number[], b: number[]): boolean => {
  const index = a.findIndex((part, place) => part !== b[place])
  return index >= 0 && a[index]! < b[index]!
}

const years = new Map<string, Progress[]>()
/** Computed once for all that is asked of it. */
function yearOf(name: string, region: string | null): Progress[] {
  const key = `${name} ${region}`
  const calendar = examCalendar(region)
  const progress = years.get(key) ?? DAYS.map(day => progressOn(CANDIDATES[name]!, calendar, day))
  years.set(key, progress)
  return progress
}

const CASES = Object.keys(CANDIDATES).flatMap(name => REGIONS.map(region => [name, region] as const))

describe('what a year looks like', () => {
  it('to somebody who waits for one subject, in the country', () => {
    expect(changes(yearOf('three passed, practice awaited', null))).toEqual([
      '2026-10-01 admission-ticket 2026 ahead',
      '2026-10-19 admission-ticket 2026 possible',
      '2026-10-23 exam 2026 ahead · exam card',
      '2026-10-24 exam 2026 open · exam card',
      '2026-10-26 score-release 2026 ahead · 2026 waiting',
      '2026-12-24 score-release 2026 possible · 2026 possible',
      '2027-01-01 score-release 2026 unconfirmed · 2026 out',
      '2027-07-23 registration 2027 possible · 2026 out',
      '2027-08-14 payment 2027 possible · 2026 out',
      '2027-08-19 payment 2027 unconfirmed · 2026 out',
      '2027-10-25 admission-ticket 2027 possible · 2026 out',
      '2027-10-29 exam 2027 ahead · exam card · 2026 out',
      '2027-10-30 exam 2027 possible · exam card · 2026 out',
      '2027-11-01 score-release 2027 ahead · 2027 waiting',
    ])
  })

  it('to somebody who has entered nothing, in 广东', () => {
    expect(changes(yearOf('nothing entered', '广东'))).toEqual([
      '2026-10-01 admission-ticket 2026 ahead',
      '2026-10-20 admission-ticket 2026 possible',
      '2026-10-23 exam 2026 ahead · exam card',
      '2026-10-24 exam 2026 open · exam card',
      '2026-10-26 score-release 2026 ahead · 2026 waiting',
      '2026-12-24 score-release 2026 possible · 2026 possible',
      '2027-01-01 score-release 2026 unconfirmed · 2026 out',
      // Nothing depends on it: from the next registration on they are not asked any more.
      '2027-07-28 registration 2027 possible',
      '2027-08-08 payment 2027 possible',
      '2027-08-09 payment 2027 unconfirmed',
      '2027-10-26 admission-ticket 2027 possible',
      '2027-10-29 exam 2027 ahead · exam card',
      '2027-10-30 exam 2027 possible · exam card',
      '2027-11-01 score-release 2027 ahead · 2027 waiting',
    ])
  })

  it('to somebody whose certificate is of 2025: the paper, until the next exam is over', () => {
    expect(changes(yearOf('everything passed in 2025', '江苏'))).toEqual([
      '2026-10-01 paper-certificate 2025 open',
      '2026-10-26 nothing',
    ])
    expect(changes(yearOf('everything passed in 2025', '浙江'))).toEqual([
      '2026-10-01 paper-certificate 2025 unconfirmed',
      '2026-10-26 nothing',
    ])
  })
})

// Faults are gathered and looked at once: a matcher for every day would take most of the time.
describe.each(CASES)('%s, %s', (name, region) => {
  it('never runs backwards', () => {
    const shown = yearOf(name, region)
    const faults = DAYS.filter((_, index) => {
      const [before, now] = [shown[index - 1]?.next, shown[index]?.next]
      if (!before || !now) return before === undefined && index > 0 && now !== undefined
      const isSame = order(now).join() === order(before).join()
      return isBefore(order(now), order(before)) || (isSame && now.days !== undefined && now.days !== before.days! - 1)
    })
    expect(faults).toEqual([])
  })

  it('closes nothing that is only expected, and counts to no end of it', () => {
    const faults = yearOf(name, region).filter(({ next }) => {
      if (!next || next.milestone.status === 'official') return false
      const { day, phase, milestone } = next
      return phase === 'open' || phase === 'over' || (day && day !== (milestone.likely ?? milestone.start))
    })
    expect(faults).toEqual([])
  })
})

describe.each(REGIONS)('%s', region => {
  it.each(Object.keys(CANDIDATES).slice(0, 2))('names the exam on its eve and its days: %s', name => {
    for (const [eve, first, second] of [
      ['2026-10-23', '2026-10-24', '2026-10-25'],
      ['2027-10-29', '2027-10-30', '2027-10-31'],
    ] as const) {
      const shown = [eve, first, second].map(day => yearOf(name, region)[DAYS.indexOf(day)]!)
      expect(shown.map(({ next }) => next?.milestone.kind)).toEqual(['exam', 'exam', 'exam'])
      expect(shown.map(({ exam }) => exam?.daysToStart)).toEqual([1, 0, -1])
      const papers = shown[0]!.exam!.papers
      expect(papers.map(({ day, from }) => `${day} ${from}`)).toEqual([
        `${first} 09:00`,
        `${first} 14:00`,
        `${second} 09:00`,
        `${second} 14:00`,
      ])
      expect(shown.some(({ awaited }) => awaited?.examYear === Number(first.slice(0, 4)))).toBe(false)
    }
  })

  it.each(Object.keys(CANDIDATES).slice(0, 2))('asks for the year that is awaited: %s', name => {
    const expected = (day: Day): string => {
      if (day < '2026-10-26') return ''
      if (day < '2026-12-24') return '2026 waiting'
      return day < '2027-01-01' ? '2026 possible' : '2026 out'
    }
    const shown = yearOf(name, region)
    const faults = DAYS.filter(day => day < '2027-07-23').filter(day => {
      const { awaited, next } = shown[DAYS.indexOf(day)]!
      const isScoresTurn = day < '2026-12-24' || next?.milestone.kind === 'score-release'
      return !isScoresTurn || expected(day) !== (awaited ? `${awaited.examYear} ${awaited.phase}` : '')
    })
    expect(faults).toEqual([])
  })

  it('moves every row of the cycles on, and none back', () => {
    const calendar = examCalendar(region)
    for (const year of [2026, 2027]) {
      const phases = DAYS.map(day => cycleStates(calendar, year, day))
      const faults = phases.flatMap((states, index) =>
        states.filter(({ milestone, phase }, place) => {
          const before = phases[index - 1]?.[place]?.phase
          const isBack = before && MILESTONE_PHASES.indexOf(phase) < MILESTONE_PHASES.indexOf(before)
          return isBack || (milestone.status !== 'official' && (phase === 'open' || phase === 'over'))
        }),
      )
      expect(faults).toEqual([])
    }
  })
})
