import {
  assess,
  type Candidate,
  type Level,
  passMark,
  requiredSubjects,
  type Sitting,
  type Standing,
  type Subject,
  windowYears,
} from '../src/index'
import { rejection } from './support/rejection'

const sitting = (examYear: number, marks: Sitting['marks'], more: Partial<Sitting> = {}): Sitting => ({
  examYear,
  marks,
  ...more,
})
const full = (...sittings: Sitting[]): Candidate => ({ level: 'full', specialty: 'chemical', sittings })
const standing = (candidate: Candidate, subject: Subject, asOf = '2026-11-23'): Standing =>
  assess(candidate, asOf).subjects.find(found => found.subject === subject)!
const nextYear = (asOf: string): number => assess(full(), asOf).nextSitting.examYear

describe('the rule set', () => {
  it.each<[Level, number, string]>([
    ['full', 4, 'law management technology practice'],
    ['exempt-one', 3, 'law management practice'],
    ['exempt-two', 2, 'law practice'],
    ['added-specialty', 1, 'practice'],
  ])('%s: %i exam years for %s', (level, years, subjects) => {
    expect(windowYears(level)).toBe(years)
    expect(requiredSubjects(level).join(' ')).toBe(subjects)
  })

  it('passes at 60 in every exam year', () => {
    for (let year = 2019; year <= 2099; year++) expect(passMark(year)).toBe(60)
    expect(passMark(2018)).toBe(60)
  })
})

describe('the next sitting', () => {
  it.each([
    ['0001-01-01', 2019],
    ['2018-12-31', 2019],
    ['2019-11-17', 2019],
    ['2019-11-18', 2020],
    ['2020-11-15', 2020],
    ['2022-10-30', 2022],
    // The second batch of November 2022 belongs to 2022, but its exam year was over with the national days.
    ['2022-11-26', 2023],
    ['2023-12-31', 2024],
    ['2024-02-29', 2024],
    ['2026-10-24', 2026],
    ['2026-10-25', 2026],
    ['2026-10-26', 2027],
    ['2027-10-31', 2027],
    ['2027-11-01', 2028],
    ['2099-12-31', 2100],
    ['2199-12-31', 2200],
  ])('on %s is that of %i', (asOf, examYear) => {
    expect(nextYear(asOf)).toBe(examYear)
  })

  it('is the first that is not over, even if a later exam year is held before it', () => {
    const moved = [{ examYear: 2020, start: '2027-01-09', end: '2027-01-10' }]
    expect(assess(full(), '2026-06-01', moved).nextSitting).toEqual({
      examYear: 2020,
      start: '2027-01-09',
      announced: true,
    })
    expect(assess(full(), '2027-01-11', moved).nextSitting.examYear).toBe(2027)
  })

  it('is found among several that were moved to later years, or out of their own', () => {
    const moved = [
      { examYear: 2018, start: '2031-01-08', end: '2031-01-09' },
      { examYear: 2027, start: '2030-03-02', end: '2030-03-03' },
      { examYear: 2022, start: '2030-05-04', end: '2030-05-05' },
      { examYear: 2029, start: '2028-12-30', end: '2028-12-31' },
    ]
    const nextOn = (asOf: string) => assess(full(), asOf, moved).nextSitting.examYear
    expect(['2030-03-03', '2030-05-05', '2030-05-06', '2029-01-01', '2021-01-01'].map(nextOn)).toEqual([
      2022, 2022, 2030, 2022, 2021,
    ])
    expect(assess(full(), '2029-01-01', moved.slice(0, 1).concat(moved.slice(3))).nextSitting.examYear).toBe(2030)
  })

  it.each([
    [2027, '2027-10-30'],
    [2028, '2028-10-28'],
    [2032, '2032-10-30'],
    // 31 October is a Saturday: the Sunday after it lies in November.
    [2037, '2037-10-24'],
    [2038, '2038-10-30'],
    [2100, '2100-10-30'],
  ])('of %i is expected to start on %s', (examYear, start) => {
    expect(assess(full(), `${examYear}-06-01`).nextSitting).toEqual({ examYear, start, announced: false })
  })
})

describe('days that do not exist', () => {
  it.each([
    '2200-01-01',
    '9999-12-31',
    '2026-02-29',
    '2026-13-01',
    '2026-11-31',
    '26-11-23',
    '',
    '2026-11-23T00:00:00Z',
    20261123,
    null,
  ])('refuses %p as the day of assessment', asOf => {
    expect(rejection(() => assess(full(), asOf as string))).toEqual({ code: 'invalid-day', path: 'asOf' })
  })

  it('refuses them in announced sittings', () => {
    const first = { examYear: 2027, start: '2027-10-30', end: '2027-10-31' }
    const announce = (start: string, end: string) => () =>
      assess(full(), '2026-11-23', [first, { examYear: 2028, start, end }])
    expect(rejection(announce('2028-10-32', '2028-10-29'))).toEqual({
      code: 'invalid-day',
      path: 'announcedSittings[1].start',
    })
    expect(rejection(announce('2028-10-28', '2028-02-30')).path).toBe('announcedSittings[1].end')
  })
})

describe('a window', () => {
  it.each<[Level, number, Standing['status']]>([
    ['full', 2027, 'last-chance'],
    ['full', 2028, 'valid'],
    ['exempt-one', 2026, 'last-chance'],
    ['exempt-two', 2025, 'last-chance'],
  ])('of %s, passed so that it ends in %i', (level, through, status) => {
    const passedIn = through - windowYears(level) + 1
    const candidate: Candidate = { level, specialty: 'other', sittings: [sitting(passedIn, { law: 60 })] }
    const asOf = through === 2028 ? '2027-01-01' : `${through}-01-01`
    expect(standing(candidate, 'law', asOf)).toMatchObject({ status, validThrough: through })
  })

  it('is prolonged for its own subject only', () => {
    const candidate = full(sitting(2023, { law: 60, management: 60 }, { extensionYears: { law: 2 } }))
    expect(standing(candidate, 'law')).toMatchObject({ status: 'valid', validThrough: 2028, sittingsLeft: 2 })
    expect(standing(candidate, 'management')).toMatchObject({ status: 'awaiting-results', validThrough: 2026 })
  })

  it('of an older, prolonged pass can be the longer one; of two that end together the later is reported', () => {
    const longer = full(sitting(2023, { law: 80 }, { extensionYears: { law: 2 } }), sitting(2024, { law: 60 }))
    expect(standing(longer, 'law')).toMatchObject({ passedIn: 2023, mark: 80, validThrough: 2028 })
    const tie = full(sitting(2024, { law: 60 }), sitting(2023, { law: 80 }, { extensionYears: { law: 1 } }))
    expect(standing(tie, 'law')).toMatchObject({ passedIn: 2024, mark: 60, validThrough: 2027 })
  })

  it('begins on the first exam day: until then the marks of a sitting count for nothing', () => {
    const ahead = full(sitting(2027, { law: 60, management: 40 }))
    expect(standing(ahead, 'law', '2027-10-29')).toStrictEqual({ subject: 'law', status: 'not-passed' })
    expect(standing(ahead, 'law', '2027-10-30')).toMatchObject({ status: 'valid', validThrough: 2030 })
  })
})

describe('after the last sitting of a pass', () => {
  const law2023 = sitting(2023, { law: 71 })

  it.each<[string, Sitting['marks'], Standing['status']]>([
    ['nothing recorded', {}, 'awaiting-results'],
    ['one pending', { management: 'pending' }, 'awaiting-results'],
    ['one passed, the others open', { management: 60, practice: 'pending' }, 'awaiting-results'],
    ['one absent', { management: 'absent', technology: 'pending', practice: 'pending' }, 'expired'],
    ['one not registered', { practice: 'not-registered' }, 'expired'],
    ['one failed', { technology: 59 }, 'expired'],
    ['one invalid', { technology: 'invalid' }, 'expired'],
    ['one in violation', { technology: 'violation' }, 'expired'],
    ['itself failed again, the others open', { law: 20 }, 'awaiting-results'],
  ])('%s: law is %s', (_, marks, status) => {
    expect(standing(full(law2023, sitting(2026, marks)), 'law')).toMatchObject({ status, sittingsLeft: 0 })
  })

  it('a failure in a subject whose own pass was lost before decides it', () => {
    const candidate = full(sitting(2021, { management: 80 }), law2023, sitting(2026, { management: 40 }))
    expect(standing(candidate, 'law').status).toBe('expired')
    expect(standing(full(sitting(2021, { management: 80 }), law2023), 'law').status).toBe('awaiting-results')
  })

  it('a practice mark of another specialty decides it', () => {
    const others = sitting(2026, { management: 60, technology: 60, practice: 90 }, { specialty: 'other' })
    expect(standing(full(law2023, others), 'law').status).toBe('expired')
  })

  it('its own pending mark waits without a pass when the old one is lost', () => {
    const candidate = full(law2023, sitting(2026, { law: 'pending', management: 40 }))
    expect(standing(candidate, 'law')).toStrictEqual({ subject: 'law', status: 'awaiting-results' })
    expect(assess(candidate, '2026-11-23')).toMatchObject({ passedCount: 0, finishBy: null, lapses: [] })
  })

  it('a pending mark waits only until the next sitting is over', () => {
    const candidate = full(sitting(2026, { law: 'pending' }))
    expect(standing(candidate, 'law', '2027-10-31').status).toBe('awaiting-results')
    expect(standing(candidate, 'law', '2027-11-01').status).toBe('not-passed')
    // On the exam days it waits already, before them nothing can be awaited.
    expect(standing(candidate, 'law', '2026-10-24').status).toBe('awaiting-results')
    expect(standing(candidate, 'law', '2026-10-23').status).toBe('not-passed')
  })
})

describe('a certificate', () => {
  const everything = { law: 60, management: 60, technology: 60, practice: 60 }

  it('is never undone: not by years, not by later sittings', () => {
    const candidate = full(sitting(2020, everything), sitting(2025, { law: 10, practice: 'violation' }))
    const { certificate, subjects, passedCount, finishBy, lapses } = assess(candidate, '2090-01-01')
    expect({ certificate, passedCount, finishBy, lapses }).toEqual({
      certificate: { examYear: 2020 },
      passedCount: 4,
      finishBy: null,
      lapses: [],
    })
    expect(subjects[0]).toStrictEqual({
      subject: 'law',
      status: 'certified',
      passedIn: 2020,
      mark: 60,
      validThrough: 2023,
      needsCheck: false,
    })
  })

  it('reports the latest pass up to its year, and none after it', () => {
    const candidate = full(
      sitting(2022, { law: 61, management: 61 }),
      sitting(2023, { law: 62, technology: 62 }),
      sitting(2024, { practice: 63 }),
      sitting(2025, { law: 90 }),
    )
    const { certificate, subjects } = assess(candidate, '2026-01-01')
    expect(certificate).toEqual({ examYear: 2024 })
    expect(subjects.map(({ passedIn }) => passedIn)).toEqual([2023, 2022, 2023, 2024])
  })

  it('needs every pass in one window', () => {
    const candidate = full(sitting(2021, { law: 60 }), sitting(2025, { management: 60, technology: 60, practice: 60 }))
    expect(assess(candidate, '2026-01-01')).toMatchObject({ certificate: null, passedCount: 3 })
  })

  it('can rest on a pass that was prolonged', () => {
    const rest = sitting(2025, { management: 60, technology: 60, practice: 60 })
    const prolonged = full(sitting(2021, { law: 60 }, { extensionYears: { law: 1 } }), rest)
    expect(assess(prolonged, '2026-01-01').certificate).toEqual({ examYear: 2025 })
  })
})

describe('what lapses', () => {
  it('is told by year, the earliest first, whatever the order of the subjects', () => {
    const candidate = full(sitting(2026, { law: 60, practice: 60 }), sitting(2024, { management: 60 }))
    expect(assess(candidate, '2026-12-28')).toMatchObject({
      finishBy: 2027,
      lapses: [
        { examYear: 2028, subjects: ['management'] },
        { examYear: 2030, subjects: ['law', 'practice'] },
      ],
    })
  })
})

it('gives away nothing of its own: a result that is changed does not change the next one', () => {
  assess(full(), '2026-11-23').required.pop()
  expect(assess(full(), '2026-11-23').required).toHaveLength(4)
})

describe('a pass to be checked', () => {
  it('comes from a sitting with a violation or an invalid mark in any subject, required or not', () => {
    const candidate: Candidate = {
      level: 'exempt-two',
      specialty: 'other',
      sittings: [sitting(2026, { law: 60, technology: 'invalid' })],
    }
    expect(standing(candidate, 'law')).toMatchObject({ needsCheck: true })
    expect(standing(full(sitting(2026, { law: 60, practice: 'absent' })), 'law')).toMatchObject({ needsCheck: false })
  })
})
