import { assess, type Candidate, MARK_CODES } from '@zhuan/exam'
import fc from 'fast-check'
import { changeWords } from '@/features/score-record/change-words'
import { extensionRows } from '@/features/score-record/extensions'
import { draftOf, readDraft } from '@/features/score-record/mark-draft'
import {
  breaksContract,
  chipYears,
  isUnsaved,
  subjectRows,
  withSpecialty,
  withYear,
} from '@/features/score-record/score-form-state'
import { settledTag } from '@/features/score-record/words'
import { EMPTY_YEAR_DRAFT } from '@/stores/drafts'

const TODAY = '2026-11-23'
const STORY: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
  ],
}

const PASSED = { ...EMPTY_YEAR_DRAFT, marks: { practice: { text: '68' } } }

describe('readDraft', () => {
  it.each([
    ['68', { mark: 68 }],
    [' 0 ', { mark: 0 }],
    ['100', { mark: 100 }],
    ['６８分', { mark: 68 }],
    ['', { mark: undefined }],
    ['59.5', { fault: 'decimal' }],
    ['60.0', { fault: 'decimal' }],
    ['101', { fault: 'out-of-range' }],
    ['-3', { fault: 'out-of-range' }],
    ['-1', { fault: 'official-code' }],
    ['−2', { fault: 'official-code' }],
    ['六十', { fault: 'not-a-number' }],
    ['6e1', { fault: 'not-a-number' }],
    ['9'.repeat(10_000), { fault: 'out-of-range' }],
  ])('%s', (text, expected) => {
    expect(readDraft({ text })).toEqual(expected)
  })

  it('returns every recorded mark from its draft', () => {
    const marks = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(...MARK_CODES))
    fc.assert(fc.property(marks, mark => expect(readDraft(draftOf(mark))).toEqual({ mark })))
  })
})

describe('chipYears', () => {
  const years = { recorded: [2024], added: [], latestHeld: 2026, isLatestRemoved: false, chosen: undefined }

  it('keeps the year in progress, whatever else is chosen or added', () => {
    expect(chipYears({ ...years, chosen: 2024 })).toEqual([2026, 2024])
    expect(chipYears({ ...years, recorded: [], added: [2023], chosen: 2023 })).toEqual([2026, 2023])
    expect(chipYears({ ...years, recorded: [2026, 2024], chosen: 2024 })).toEqual([2026, 2024])
  })

  it('lets the candidate remove it, as long as another year stays', () => {
    expect(chipYears({ ...years, isLatestRemoved: true })).toEqual([2024])
    expect(chipYears({ ...years, recorded: [], isLatestRemoved: true })).toEqual([2026])
  })
})

describe('subjectRows', () => {
  it('explains a subject passed before, and asks for the others', () => {
    expect(subjectRows(STORY, 2026, EMPTY_YEAR_DRAFT)).toEqual([
      { kind: 'settled', subject: 'law', passedIn: 2024, mark: 71, validThrough: 2027 },
      { kind: 'settled', subject: 'management', passedIn: 2025, mark: 66, validThrough: 2028 },
      { kind: 'settled', subject: 'technology', passedIn: 2025, mark: 60, validThrough: 2028 },
      { kind: 'entry', subject: 'practice', draft: { text: '' }, verdict: 'empty' },
    ])
  })

  it('asks again once the pass no longer counts, and shows what is recorded or opened', () => {
    expect(subjectRows(STORY, 2028, EMPTY_YEAR_DRAFT)[0]).toMatchObject({ kind: 'entry', subject: 'law' })
    expect(subjectRows(STORY, 2026, { marks: {}, opened: ['law'] })[0]).toMatchObject({ kind: 'entry' })
    expect(subjectRows(STORY, 2025, EMPTY_YEAR_DRAFT)[3]).toMatchObject({ verdict: 'failed', draft: { text: '55' } })
  })
})

describe('settledTag', () => {
  it('says what a pass is worth today, and nothing with a certificate', () => {
    const standing = assess(STORY, TODAY)
    const words = (['practice', 'law', 'management'] as const).map(subject => settledTag(subject, standing)?.[1])
    expect(words).toEqual([undefined, '最后一次机会', '有效'])
    expect(settledTag('law', assess(withYear(STORY, 2026, PASSED), TODAY))).toBeUndefined()
  })
})

describe('withYear', () => {
  it('takes marks in, leaves faults out, keeps marks of other subjects', () => {
    const recorded = {
      ...STORY,
      sittings: [{ examYear: 2025, marks: { technology: 60, practice: 55 } }],
    } satisfies Candidate
    const typed = { opened: [], marks: { practice: { text: '68' }, law: { text: '59.5' } } }
    expect(withYear(recorded, 2025, typed).sittings).toEqual([
      { examYear: 2025, marks: { technology: 60, practice: 68 } },
    ])
  })

  it('takes an emptied field as no mark', () => {
    const typed = { opened: [], marks: { practice: { text: '' } } }
    expect(withYear(STORY, 2025, typed).sittings[1]?.marks).toEqual({ management: 66, technology: 60 })
  })
})

describe('extensions', () => {
  const prolonged = withYear(STORY, 2024, { ...EMPTY_YEAR_DRAFT, extensions: { law: 1 } })

  it('prolongs one pass of one exam year, as the contract says, and takes it back', () => {
    expect(prolonged.sittings[0]).toEqual({ examYear: 2024, marks: { law: 71 }, extensionYears: { law: 1 } })
    expect(assess(prolonged, TODAY).subjects[0]).toMatchObject({ status: 'valid', validThrough: 2028 })
    expect(withYear(prolonged, 2024, { ...EMPTY_YEAR_DRAFT, extensions: { law: 0 } })).toEqual(STORY)
    expect(withYear(prolonged, 2024, EMPTY_YEAR_DRAFT)).toEqual(prolonged)
  })

  it('can be chosen for passes only, with the last exam year in which they then count', () => {
    expect(extensionRows(STORY, 2025, EMPTY_YEAR_DRAFT)).toEqual([
      { subject: 'management', extension: 0, validThrough: 2028 },
      { subject: 'technology', extension: 0, validThrough: 2028 },
    ])
    expect(extensionRows(prolonged, 2024, EMPTY_YEAR_DRAFT)).toEqual([
      { subject: 'law', extension: 1, validThrough: 2028 },
    ])
    const typed = { ...EMPTY_YEAR_DRAFT, marks: { law: { text: '59' } } }
    expect(extensionRows(prolonged, 2024, typed)).toEqual([])
  })

  it('leaves out a 实务 of another specialty, whose pass does not count', () => {
    const typed = { ...EMPTY_YEAR_DRAFT, marks: { practice: { text: '70' } } }
    expect(extensionRows(STORY, 2024, typed).map(({ subject }) => subject)).toEqual(['law', 'practice'])
    const other = { ...typed, specialty: 'construction' } as const
    expect(extensionRows(STORY, 2024, other).map(({ subject }) => subject)).toEqual(['law'])
  })
})

describe('isUnsaved', () => {
  const typed = (text: string) => ({ ...EMPTY_YEAR_DRAFT, marks: { law: { text } } })

  it('is what saving would change, and what is no mark yet', () => {
    expect(isUnsaved(STORY, 2024, EMPTY_YEAR_DRAFT)).toBe(false)
    expect(isUnsaved(STORY, 2023, EMPTY_YEAR_DRAFT)).toBe(false)
    expect(isUnsaved(STORY, 2024, typed('71'))).toBe(false)
    expect(isUnsaved(STORY, 2024, typed('72'))).toBe(true)
    expect(isUnsaved(STORY, 2024, typed(''))).toBe(true)
    expect(isUnsaved(STORY, 2023, typed('59.5'))).toBe(true)
    expect(isUnsaved(STORY, 2024, { ...EMPTY_YEAR_DRAFT, extensions: { law: 1 } })).toBe(true)
  })
})

describe('breaksContract', () => {
  const sittings = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ examYear: 2019 + index, marks: {} }))

  it('is what the core refuses', () => {
    expect(breaksContract({ ...STORY, sittings: sittings(60) })).toBe(false)
    expect(breaksContract({ ...STORY, sittings: sittings(61) })).toBe(true)
    const four = { examYear: 2024, marks: { law: 71 }, extensionYears: { law: 4 as 1 } }
    expect(breaksContract({ ...STORY, sittings: [four] })).toBe(true)
  })
})

describe('withSpecialty', () => {
  it('leaves a recorded 实务 with the specialty it was taken in, and comes back', () => {
    const changed = withSpecialty(STORY, 'construction')
    expect(changed.sittings.map(({ specialty }) => specialty)).toEqual([undefined, 'chemical'])
    expect(withSpecialty(changed, 'chemical')).toEqual(STORY)
  })
})

describe('changeWords', () => {
  const words = (before: Candidate, after: Candidate) => changeWords(assess(before, TODAY), assess(after, TODAY))
  const add = (examYear: number, marks: Candidate['sittings'][number]['marks']): Candidate => ({
    ...STORY,
    sittings: [...STORY.sittings.filter(sitting => sitting.examYear !== examYear), { examYear, marks }],
  })

  it('says until when a pass counts', () => {
    expect(words({ ...STORY, sittings: [] }, STORY)).toBe(
      '《法律法规》有效至 2027 年考试；《安全生产管理》《技术基础》有效至 2028 年考试',
    )
    expect(words(STORY, add(2026, { law: 80 }))).toBe('《法律法规》有效至 2029 年考试')
  })

  it('says when the certificate is reached, when a pass is lost, and nothing when nothing changed', () => {
    expect(words(STORY, add(2026, { practice: 68 }))).toBe('四科都合格，2026 年可取证')
    expect(words(STORY, add(2024, { law: 59 }))).toBe('《法律法规》不再算合格')
    expect(words(STORY, add(2026, { practice: 'pending' }))).toBe('')
  })
})
