import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const SCORES = 'pages/scores/index'
const EMPTY = { level: 'full', specialty: 'other', sittings: [] }
const ALL_PENDING = { law: 'pending', management: 'pending', technology: 'pending', practice: 'pending' }

const field = (app: WeappDriver, subject: string) => app.page.frameLocator('#top').locator(`#mark-${subject} .wx-field`)
const isFocused = (app: WeappDriver, subject: string) =>
  field(app, subject).evaluate(it => it === document.activeElement)
const marksOf = async (app: WeappDriver, year: number) =>
  ((await savedCandidate(app)) as typeof STORY).sittings.find(({ examYear }) => examYear === year)?.marks

/** Types where the caret is. */
async function press(app: WeappDriver, keys: string): Promise<void> {
  for (const key of keys) await app.page.keyboard.press(key)
  await app.settle()
}

describe('the year whose scores are awaited', () => {
  it('all 待出分 in two gestures from 进度, and the save lands', () =>
    withProduct({ storage: stored(EMPTY) }, async app => {
      await app.open()
      await app.tap('#enter-first')
      expect(await app.text('#all-pending')).toContain('✓')
      await app.tap('#save-scores')
      expect(await marksOf(app, 2026)).toEqual(ALL_PENDING)
      expect(await app.text('#landed')).toContain('2026 年等出分')
      await app.tap('#to-progress')
      expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/progress/index'])
    }))

  it('a word under a field lets the choice go, and leaves the other subjects as they were', () =>
    withProduct({ storage: stored(EMPTY) }, async app => {
      await app.open(SCORES)
      await field(app, 'management').click()
      await app.settle()
      await app.tap('#word-management-absent')
      expect(await app.value('#mark-management')).toBe('')
      expect(await app.text('#all-pending')).not.toContain('✓')
      expect(await app.exists('#year-2026 .unsaved')).toBe(true)
      await app.tap('#save-scores')
      expect(await marksOf(app, 2026)).toEqual({ ...ALL_PENDING, management: 'absent' })
    }))

  it('这一年没报考 is one tap and 保存', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(SCORES)
      await app.tap('#none-registered')
      await app.tap('#save-scores')
      expect(await marksOf(app, 2026)).toEqual({ practice: 'not-registered' })
    }))

  it('a mark before the scores can be out is asked about once, and kept all the same', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(SCORES)
      await app.input('#mark-practice', '68')
      expect(await app.exists('#certificate-reached')).toBe(false)
      await app.tap('#save-scores')
      expect(await app.text('#mark-question')).toContain('还没出分，是估分吗？')
      expect(await savedCandidate(app)).toEqual(STORY)
      await app.tap('#keep-mark')
      expect(await marksOf(app, 2026)).toEqual({ practice: 68 })
      expect(await app.text('#landed')).toContain('四科都合格')
    }))
})

describe('four marks of one year', () => {
  it('take two taps and their digits: the caret moves on by itself, and never after 10', () =>
    withProduct({ storage: stored(EMPTY), now: '2025-12-30T09:00:00+08:00' }, async app => {
      await app.open(SCORES)
      await field(app, 'law').click()
      await press(app, '6')
      expect(await app.text('body')).not.toContain('未合格')
      await press(app, '8')
      await app.advance(500)
      expect(await isFocused(app, 'management')).toBe(true)
      await press(app, '59')
      await app.advance(500)
      expect(await app.text('body')).toContain('未合格')
      await press(app, '10')
      await app.advance(2000)
      expect(await isFocused(app, 'technology')).toBe(true)
      await press(app, '0')
      await field(app, 'practice').click()
      await press(app, '71')
      await app.tap('#save-scores')
      expect(await marksOf(app, 2025)).toEqual({ law: 68, management: 59, technology: 100, practice: 71 })
      expect(await app.text('#landed')).toContain('管到 2028 年')
    }))
})

describe('the offer to take a save back', () => {
  it('leaves by itself', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(SCORES)
      await app.tap('#none-registered')
      await app.tap('#save-scores')
      expect(await app.exists('#undo')).toBe(true)
      await app.advance(15_000)
      expect(await app.exists('#undo')).toBe(false)
    }))
})

it('a subject that was passed later says that it needs no entry, and takes one all the same', () =>
  withProduct({ storage: stored(STORY) }, async app => {
    await app.open(SCORES)
    await app.tap('#year-2024')
    const text = (await app.text('body')).replace(/\s+/g, ' ')
    expect(text).toContain('安全生产管理 2025 年合格，这一年不用填')
    expect(text).toContain('专业实务 这一年没填')
    await app.input('#mark-management', '40')
    await app.tap('#save-scores')
    expect(await marksOf(app, 2024)).toEqual({ law: 71, management: 40 })
  }))

it('another year that is not saved is named, with the way there', () =>
  withProduct({ storage: stored(STORY) }, async app => {
    await app.open(SCORES)
    await app.tap('#year-2025')
    await app.input('#mark-practice', '58')
    await app.tap('#year-2026')
    expect(await app.text('body')).toContain('2025 年还有改动没保存')
    await app.tap('#unsaved-year')
    expect(await app.value('#mark-practice')).toBe('58')
  }))

it('the year that could not be sat prolongs the passes that were in their term', () =>
  withProduct({ storage: stored(STORY) }, async app => {
    await app.open(SCORES)
    await app.tap('#year-2025')
    await app.tap('#extensions')
    expect(await app.attribute('#missed-year', 'range')).toEqual(['没有', '2026 年', '2025 年'])
    await app.pick('#missed-year', 2)
    expect(await savedCandidate(app)).toMatchObject({ sittings: [{ extensionYears: { law: 1 } }, {}, {}] })
    expect(await app.text('#extension-law')).toContain('到 2028 年')
    await app.tap('#undo')
    expect(await savedCandidate(app)).toEqual(STORY)
  }))
