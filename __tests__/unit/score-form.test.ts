import { assess, awaitedYear, type Candidate, choiceChange, examCalendar, MARK_CODES, withChoice } from '@zhuan/exam'
import fc from 'fast-check'
import { changeWords, landingWords } from '@/features/score-record/change-words'
import { missableYears, passesIn, passesOver, withMissedYear } from '@/features/score-record/extensions'
import { addInsteadWords, choiceName, otherwiseWords, satAsQuestion } from '@/features/score-record/level-words'
import { draftOf, readDraft } from '@/features/score-record/mark-draft'
import {
  allAs,
  breaksContract,
  chipYears,
  isUnsaved,
  questionsOf,
  satAsIn,
  subjectRows,
  withDefault,
  withYear,
  wordOfAll,
} from '@/features/score-record/score-form-state'
import { isComplete } from '@/features/score-record/use-caret'
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
  it('asks for the year that could not be sat, and prolongs what was in its term by one year', () => {
    expect(missableYears(STORY, 2026)).toEqual([2026, 2025])
    expect(passesOver(STORY, 2025).map(({ subject, extension }) => [subject, extension])).toEqual([['law', 0]])
    const prolonged = withMissedYear(STORY, 2025)
    expect(prolonged.sittings[0]).toEqual({ examYear: 2024, marks: { law: 71 }, extensionYears: { law: 1 } })
    expect(passesOver(prolonged, 2025)).toMatchObject([{ subject: 'law', extension: 1, validThrough: 2028 }])
    // Asked again, it adds nothing.
    expect(withMissedYear(prolonged, 2025)).toBe(prolonged)
    expect(missableYears({ ...STORY, sittings: [] }, 2026)).toEqual([])
  })

  it('has the passes of one exam year, with the last in which they count', () => {
    expect(passesIn(STORY, 2025).map(({ subject, validThrough }) => [subject, validThrough])).toEqual([
      ['management', 2028],
      ['technology', 2028],
    ])
  })
})

describe('a year whose scores are awaited', () => {
  const NOBODY: Candidate = { level: 'full', specialty: 'other', sittings: [] }
  const CALENDAR = examCalendar(null)
  const start = (candidate: Candidate, typed = EMPTY_YEAR_DRAFT, today = TODAY) =>
    withDefault(candidate, 2026, typed, awaitedYear(candidate, CALENDAR, today))
  const saved = (candidate: Candidate, typed = EMPTY_YEAR_DRAFT) =>
    withYear(candidate, 2026, start(candidate, typed)).sittings.find(({ examYear }) => examYear === 2026)?.marks

  it('starts from 待出分 for what is missing, and nothing of that is unsaved', () => {
    expect(saved(NOBODY)).toEqual({ law: 'pending', management: 'pending', technology: 'pending', practice: 'pending' })
    expect(saved(STORY)).toEqual({ practice: 'pending' })
    expect(isUnsaved(NOBODY, 2026, EMPTY_YEAR_DRAFT)).toBe(false)
  })

  it('starts from nothing once something is typed or recorded, and when scores may be out', () => {
    const typed = { opened: [], marks: { law: { text: '70' } } }
    expect(start(NOBODY, typed)).toBe(typed)
    expect(start(withYear(NOBODY, 2026, typed))).toBe(EMPTY_YEAR_DRAFT)
    expect(start(NOBODY, EMPTY_YEAR_DRAFT, '2026-12-24')).toBe(EMPTY_YEAR_DRAFT)
    expect(withDefault(NOBODY, 2025, EMPTY_YEAR_DRAFT, awaitedYear(NOBODY, CALENDAR, TODAY))).toBe(EMPTY_YEAR_DRAFT)
  })

  it('has a word for all as long as no subject differs', () => {
    const subjects = awaitedYear(NOBODY, CALENDAR, TODAY)!.subjects
    const marks = allAs(subjects, 'pending')
    const rows = (changed: object) => subjectRows(NOBODY, 2026, { opened: [], marks: { ...marks, ...changed } })
    expect(wordOfAll(rows({}), subjects)).toBe('pending')
    expect(wordOfAll(rows({ law: { text: '', code: 'absent' } }), subjects)).toBeUndefined()
    expect(wordOfAll(rows({ law: { text: '70' } }), subjects)).toBeUndefined()
  })

  it('asks about a mark that changes and cannot be known yet, once', () => {
    const next = withYear(STORY, 2026, PASSED)
    expect(questionsOf(STORY, next, 2026, CALENDAR, TODAY)).toMatchObject([{ question: 'not-released', mark: 68 }])
    expect(questionsOf(next, next, 2026, CALENDAR, TODAY)).toEqual([])
    expect(questionsOf(STORY, next, 2026, CALENDAR, '2026-12-26')).toEqual([])
    expect(questionsOf(STORY, next, 2026, CALENDAR, '2026-10-01')).toMatchObject([{ question: 'not-held' }])
  })
})

describe('isComplete', () => {
  it.each([
    ['6', false],
    ['68', true],
    ['10', false],
    ['100', false],
    ['05', false],
    ['5.', false],
  ])('%s: %s', (text, complete) => {
    expect(isComplete(text)).toBe(complete)
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

describe('what a year was sat as', () => {
  const exempt: Candidate = {
    ...STORY,
    level: 'exempt-one',
    sittings: STORY.sittings.map(sitting => ({ ...sitting, level: 'full' })),
  }

  it('is the record’s, the candidate’s where it says nothing, and what was chosen', () => {
    expect(satAsIn(exempt, 2025, EMPTY_YEAR_DRAFT)).toEqual({ level: 'full', specialty: 'chemical' })
    expect(satAsIn(exempt, 2026, EMPTY_YEAR_DRAFT)).toEqual({ level: 'exempt-one', specialty: 'chemical' })
    const chosen = { ...EMPTY_YEAR_DRAFT, level: 'exempt-one', specialty: 'coal-mine' } as const
    expect(satAsIn(exempt, 2025, chosen)).toEqual({ level: 'exempt-one', specialty: 'coal-mine' })
    expect(withYear(exempt, 2025, chosen).sittings[1]).toEqual({
      examYear: 2025,
      specialty: 'coal-mine',
      marks: STORY.sittings[1]!.marks,
    })
    expect(withYear(exempt, 2025, EMPTY_YEAR_DRAFT)).toEqual(exempt)
    expect(isUnsaved(exempt, 2025, chosen)).toBe(true)
  })

  it('gives a year the subjects of its own level, and the passes of the same', () => {
    const kinds = (year: number) =>
      subjectRows(exempt, year, EMPTY_YEAR_DRAFT).map(({ subject, kind }) => `${subject} ${kind}`)
    expect(kinds(2025)).toEqual(['law settled', 'management entry', 'technology entry', 'practice entry'])
    expect(kinds(2026)).toEqual(['law entry', 'management entry', 'practice entry'])
  })
})

describe('changing level or specialty', () => {
  const words = (next: Parameters<typeof satAsQuestion>[1], candidate = STORY) =>
    satAsQuestion(candidate, next, choiceChange(candidate, next, TODAY))

  it('asks what the years so far were sat as', () => {
    expect(words({ level: 'exempt-one', specialty: 'chemical' })).toEqual({
      title: '以前那几年是按什么级别考的？',
      text: '换成免一科之前问一次：2024、2025 年。',
      was: { name: '考全科', line: '那时就是这么报的，成绩都留着' },
      is: { name: '一直是免一科', line: '以前选错了，这几年都按免一科重算' },
      confirm: '换成免一科',
    })
    expect(words({ level: 'full', specialty: 'construction' })).toMatchObject({
      title: '2025 年的实务是按什么专业考的？',
      text: '换成建筑施工安全之前问一次。',
      was: { name: '化工安全' },
      is: { name: '一直是建筑施工安全', line: '以前选错了，这一年按建筑施工安全重算' },
    })
  })

  it('says what was chosen, and the way to a further specialty', () => {
    expect(otherwiseWords({ level: 'full', specialty: 'coal-mine' }, STORY, 'practice')).toBe(
      '按煤矿安全考的，这里不计入',
    )
    expect(otherwiseWords({ level: 'full', specialty: 'coal-mine' }, STORY, 'law')).toBeUndefined()
    expect(choiceName(STORY, { level: 'exempt-one', specialty: 'chemical' })).toBe('已换成免一科')
    expect(choiceName(STORY, { level: 'full', specialty: 'construction' })).toBe('已换成建筑施工安全')
    expect(choiceName(STORY, { level: 'added-specialty', specialty: 'construction' })).toBe(
      '已换成增报专业 · 建筑施工安全',
    )
    expect(addInsteadWords({ level: 'full', specialty: 'chemical', examYear: 2025 })).toBe(
      '你已有化工安全的证书，再考一个专业用“增报专业”，只考《专业实务》。',
    )
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
      '《法律法规》管到 2027 年，《安全生产管理》《技术基础》管到 2028 年',
    )
    expect(words(STORY, add(2026, { law: 80 }))).toBe('《法律法规》管到 2029 年')
  })

  it('says when the certificate is reached, when a pass is lost, and nothing when nothing changed', () => {
    expect(words(STORY, add(2026, { practice: 68 }))).toBe('四科都合格，2026 年可取证')
    expect(words(STORY, add(2024, { law: 59 }))).toBe('《法律法规》不再算合格')
    const exempt = withChoice(STORY, { level: 'exempt-one', specialty: 'chemical' }, false, TODAY)
    expect(words(STORY, exempt)).toBe('《法律法规》《安全生产管理》未计入')
    expect(words(STORY, add(2026, { practice: 'pending' }))).toBe('')
  })
})

describe('landingWords', () => {
  const landing = (before: Candidate, examYear: number, marks: Candidate['sittings'][number]['marks']) => {
    const sittings = [...before.sittings.filter(sitting => sitting.examYear !== examYear), { examYear, marks }]
    return landingWords(assess(before, TODAY), assess({ ...before, sittings }, TODAY), { examYear, marks })
  }
  const EMPTY = { ...STORY, sittings: [] }

  it('says what a year did in one sentence, and counts the years of one pass', () => {
    expect(landing(EMPTY, 2024, { law: 71 })).toEqual({
      title: '《法律法规》管到 2027 年',
      line: '2024 年 71 分合格算第 1 年，2027 年是第 4 年。',
    })
    expect(landing(EMPTY, 2024, { law: 'passed' }).line).toBe('2024 年合格算第 1 年，2027 年是第 4 年。')
    expect(landing(EMPTY, 2024, { law: 71, practice: 60 })).toEqual({ title: '《法律法规》《专业实务》管到 2027 年' })
    expect(landing(STORY, 2026, { practice: 68 }).title).toBe('四科都合格，2026 年可取证')
  })

  it('promises no certificate to who adds a specialty', () => {
    const added = { ...EMPTY, level: 'added-specialty' } as const
    expect(landing(added, 2026, { practice: 68 })).toEqual({
      title: '《专业实务》合格，2026 年可得专业类别考试合格证明',
      line: '接下来留意考后审核，合格证明以当地签发为准',
    })
  })

  it('has words where nothing changed', () => {
    expect(landing(STORY, 2026, { practice: 'pending' }).title).toBe('2026 年等出分')
    expect(landing(STORY, 2026, { practice: 'not-registered' }).title).toBe('2026 年没报考')
    expect(landing(STORY, 2023, { law: 50 }).title).toBe('已保存 2023 年')
  })
})
