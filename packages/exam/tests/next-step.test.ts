import {
  type Announcement,
  addDays,
  type Candidate,
  type Checklists,
  type Day,
  examCalendar,
  isTicked,
  TICK_NAMES,
  TICKS,
  type Tick,
  tickId,
  tickOfId,
} from '../src/index'
import {
  type CertificateFacts,
  type CycleStage,
  certificateSteps,
  type NextStep,
  nextStep,
} from '../src/planning/next-step'
import { deepFreeze, throughJson } from './support/deep-freeze'

const full = (...sittings: Candidate['sittings']): Candidate => ({ level: 'full', specialty: 'chemical', sittings })
const BEFORE = [
  { examYear: 2024, marks: { law: 71 } },
  { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
]
const ticked = (...ticks: [Tick, number][]): Checklists =>
  deepFreeze(Object.fromEntries(ticks.map(([tick, year]) => [tickId(tick, year), { done: [tick] }])))

const line = ({ stage, next, rest }: NextStep): string =>
  `${stage}: ${next.kind} ${next.examYear} | ${rest.map(({ kind }) => kind).join(' ')}`

interface Life {
  region?: string | null
  announcements?: Announcement[]
  /** The record as it is on a day. */
  candidate: (day: Day) => Candidate
  checklists?: (day: Day) => Checklists
  certificate?: (day: Day) => CertificateFacts | null
  from?: Day
  to?: Day
}

/** Every day of a life; those on which something else is said than the day before. */
function live({ region = '西藏', announcements = [], candidate, checklists, certificate, ...days }: Life): string[] {
  const calendar = examCalendar(region, announcements)
  const said: string[] = []
  let before = ''
  for (let day = days.from ?? '2026-10-26'; day <= (days.to ?? '2027-11-15'); day = addDays(day, 1)) {
    const now = line(nextStep(candidate(day), calendar, day, checklists?.(day), certificate?.(day)))
    if (now !== before) said.push(`${day} ${now}`)
    before = now
  }
  return said
}

describe('every day of a cycle', () => {
  it('for somebody who enters nothing', () => {
    const rest = 'ask-recheck attend-review download-certificate'
    expect(live({ candidate: () => full(...BEFORE, { examYear: 2026, marks: { practice: 'pending' } }) })).toEqual([
      `2026-10-26 waiting: await-scores 2026 | look-up-scores enter-scores ${rest}`,
      `2026-12-24 scores-out: look-up-scores 2026 | enter-scores ${rest}`,
      '2027-10-29 before-exam: sit-exam 2027 | print-ticket await-scores',
      '2027-10-30 before-exam: sit-exam 2027 | await-scores',
      `2027-11-01 waiting: await-scores 2027 | look-up-scores enter-scores ${rest}`,
    ])
  })

  it('for one who failed and goes on, ticking off what is done', () => {
    const failed = live({
      candidate: day => full(...BEFORE, { examYear: 2026, marks: { practice: day < '2026-12-26' ? 'pending' : 58 } }),
      checklists: day =>
        ticked(
          ...(day >= '2026-12-25' ? [['looked-up', 2026] as [Tick, number]] : []),
          ...(day >= '2027-07-30' ? [['registered', 2027] as [Tick, number]] : []),
          ...(day >= '2027-08-05' ? [['paid', 2027] as [Tick, number]] : []),
        ),
    })
    const rest = 'ask-recheck attend-review download-certificate'
    expect(failed).toEqual([
      `2026-10-26 waiting: await-scores 2026 | look-up-scores enter-scores ${rest}`,
      `2026-12-24 scores-out: look-up-scores 2026 | enter-scores ${rest}`,
      `2026-12-25 scores-out: enter-scores 2026 | ${rest}`,
      '2026-12-26 recheck: ask-recheck 2026 | await-plan register pay print-ticket sit-exam',
      '2027-01-23 registering: await-plan 2027 | register pay print-ticket sit-exam',
      '2027-07-23 registering: register 2027 | pay print-ticket sit-exam',
      '2027-07-30 registering: pay 2027 | print-ticket sit-exam',
      '2027-08-05 before-exam: print-ticket 2027 | sit-exam',
      '2027-10-29 before-exam: sit-exam 2027 | print-ticket await-scores',
      '2027-10-30 before-exam: sit-exam 2027 | await-scores',
      `2027-11-01 waiting: await-scores 2027 | look-up-scores enter-scores ${rest}`,
    ])
  })

  it('for one who completed the exam in 2025, in 湖南', () => {
    const at = (day: Day, from: Day, tick: Tick): [Tick, number][] => (day >= from ? [[tick, 2025]] : [])
    const led = live({
      region: '湖南',
      from: '2026-02-10',
      to: '2026-12-31',
      candidate: () => full(BEFORE[0]!, { examYear: 2025, marks: { management: 66, technology: 60, practice: 61 } }),
      checklists: day =>
        ticked(
          ...at(day, '2026-02-12', 'papers-ready'),
          ...at(day, '2026-02-20', 'downloaded'),
          ...at(day, '2026-04-01', 'received'),
        ),
    })
    expect(led).toEqual([
      '2026-02-10 review: attend-review 2025 | download-certificate collect-paper register-certificate',
      '2026-02-12 e-certificate: download-certificate 2025 | collect-paper register-certificate',
      '2026-02-20 paper: collect-paper 2025 | register-certificate',
      '2026-04-01 in-hand: register-certificate 2025 | ',
    ])
  })

  it('for one who passes, where nothing is known of a review', () => {
    const led = live({
      region: '浙江',
      candidate: day =>
        full(...BEFORE, { examYear: 2026, marks: { practice: day < '2026-12-28' ? 'pending' : 'passed' } }),
    })
    expect(led.slice(2)).toEqual([
      '2026-12-28 review: attend-review 2026 | download-certificate collect-paper register-certificate',
      '2027-01-23 e-certificate: download-certificate 2026 | attend-review collect-paper register-certificate',
    ])
  })

  it('for one who does not sit the next exam', () => {
    const entered = full(...BEFORE, { examYear: 2026, marks: { practice: 'absent' } })
    const byTick = live({
      candidate: () => entered,
      checklists: () => ticked(['not-this-year', 2027]),
      from: '2027-01-01',
    })
    const byRecord = live({
      candidate: () =>
        full(...entered.sittings, { examYear: 2027, marks: { practice: 'not-registered', law: 'not-registered' } }),
      from: '2027-01-01',
      to: '2027-10-31',
    })
    expect(byRecord).toEqual(['2027-01-01 registering: await-plan 2028 | register pay print-ticket sit-exam'])
    expect(byTick).toEqual(byRecord)
  })

  it('for somebody who adds a specialty', () => {
    const adding: Candidate = {
      level: 'added-specialty',
      specialty: 'construction',
      sittings: [
        {
          examYear: 2025,
          level: 'full',
          specialty: 'chemical',
          marks: { law: 60, management: 60, technology: 60, practice: 60 },
        },
        { examYear: 2026, marks: { practice: 'pending' } },
      ],
    }
    expect(live({ candidate: () => adding, to: '2026-12-24' }).map(said => said.slice(0, 33))).toEqual([
      '2026-10-26 waiting: await-scores ',
      '2026-12-24 scores-out: look-up-sc',
    ])
    expect(line(certificateSteps(examCalendar('江苏'), '2026-11-23', 2025, ticked(['downloaded', 2025])))).toBe(
      'paper: collect-paper 2025 | register-certificate',
    )
  })

  it.each([null, '西藏', '广东', '湖南', '江苏', '浙江'])('in %s: the stages never run backwards', region => {
    const order: CycleStage[] = ['waiting', 'scores-out', 'recheck', 'review', 'e-certificate', 'paper', 'in-hand']
    const passed = (day: Day) =>
      full(...BEFORE, { examYear: 2026, marks: { practice: day < '2026-12-30' ? 'pending' : 70 } })
    const stages = live({ region, candidate: passed }).map(said =>
      order.indexOf(said.slice(11).split(':')[0] as CycleStage),
    )
    expect(stages).toEqual([...stages].sort((a, b) => a - b))
    expect(stages).not.toContain(-1)
  })
})

describe('a step', () => {
  const released: Announcement[] = [
    { kind: 'score-release', examYear: 2026, region: '西藏', start: '2026-12-22', time: '10:00', source: '公告' },
  ]

  it('hangs on its row of the calendar, and says what may be ticked off', () => {
    const { next, awaited } = nextStep(full(...BEFORE), examCalendar('西藏', released), '2026-12-22')
    expect(next).toMatchObject({ kind: 'look-up-scores', examYear: 2026, ticks: ['looked-up'] })
    expect(next.state).toMatchObject({ phase: 'open', day: '2026-12-22' })
    expect(awaited).toMatchObject({ examYear: 2026, subjects: ['practice'], phase: 'out' })
  })

  it('to register is over with the official window, unticked too', () => {
    const window = { region: null, source: '公告', examYear: 2027 }
    const announcements: Announcement[] = [
      { ...window, kind: 'exam', start: '2027-10-23', end: '2027-10-24' },
      { ...window, kind: 'registration', start: '2027-07-20', end: '2027-08-02' },
      { ...window, kind: 'payment', start: '2027-07-20', end: '2027-08-05' },
    ]
    const said = live({
      announcements,
      candidate: () => full(...BEFORE, { examYear: 2026, marks: { practice: 'absent' } }),
      from: '2027-07-01',
      to: '2027-10-20',
    })
    expect(said).toEqual([
      '2027-07-01 registering: register 2027 | pay print-ticket sit-exam',
      '2027-08-03 registering: pay 2027 | print-ticket sit-exam',
      '2027-08-06 before-exam: print-ticket 2027 | sit-exam',
    ])
  })

  it('to be reviewed on a day that was named is not ticked away', () => {
    const review: Announcement[] = [
      ...released,
      { kind: 'post-review', examYear: 2026, region: '西藏', start: '2027-01-18', end: '2027-01-20', source: '公告' },
    ]
    const passed = full(...BEFORE, { examYear: 2026, marks: { practice: 70 } })
    const stage = (day: Day) =>
      nextStep(passed, examCalendar('西藏', review), day, ticked(['papers-ready', 2026])).stage
    expect(['2027-01-10', '2027-01-20', '2027-01-21'].map(stage)).toEqual(['review', 'review', 'e-certificate'])
  })

  it('to register the certificate has its last day, where the day of issue is known', () => {
    const passed = full(...BEFORE, { examYear: 2026, marks: { practice: 70 } })
    const facts = { examYear: 2026, issuedOn: '2027-02-28', paperReceived: '2027-04-02' }
    const inHand = nextStep(passed, examCalendar(null), '2027-05-01', {}, facts)
    expect(inHand).toEqual({
      stage: 'in-hand',
      next: { kind: 'register-certificate', examYear: 2026, ticks: [], deadline: '2032-02-28' },
      rest: [],
    })
    // Facts of another certificate say nothing here.
    expect(nextStep(passed, examCalendar(null), '2027-05-01', {}, { ...facts, examYear: 2020 }).stage).toBe(
      'e-certificate',
    )
  })

  it('is plain data', () => {
    const found = nextStep(full(...BEFORE), examCalendar('西藏', released), '2026-12-22')
    expect(throughJson(found)).toStrictEqual(found)
  })
})

describe('what is ticked off', () => {
  it('has an id that fits a key of the record, and is read back', () => {
    for (const tick of TICKS) {
      expect(tickId(tick, 2027)).toMatch(/^[a-z0-9-]{1,36}$/)
      expect(tickOfId(tickId(tick, 2027))).toEqual({ tick, examYear: 2027 })
    }
    expect(Object.values(TICK_NAMES)).toEqual([
      '已报名',
      '已缴费',
      '今年不考',
      '已查分',
      '材料齐了',
      '已下载',
      '已领到',
    ])
    expect(['download', 'paid', 'steps-2027', 'paid-27', ''].map(tickOfId)).toEqual(Array(5).fill(undefined))
  })

  it('is taken back by an empty list', () => {
    expect(isTicked(ticked(['paid', 2027]), 'paid', 2027)).toBe(true)
    expect(isTicked(ticked(['paid', 2027]), 'paid', 2028)).toBe(false)
    expect(isTicked({ 'paid-2027': { done: [] } }, 'paid', 2027)).toBe(false)
  })
})
