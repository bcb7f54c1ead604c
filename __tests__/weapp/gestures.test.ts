import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const SCORES = 'pages/scores/index'
const EMPTY = { level: 'full', specialty: 'other', sittings: [] }
const SCORES_OUT = '2026-12-26T20:00:00+08:00'

/** A thumb that counts: what it taps, and which digits it types where the caret is. */
function thumb(app: WeappDriver) {
  const made = { taps: 0, digits: 0 }
  return {
    made,
    tap: async (selector: string) => {
      made.taps++
      await app.tap(selector)
    },
    tab: async (index: number) => {
      made.taps++
      await app.tab(index)
    },
    /** Into a field, where the keyboard comes up. */
    enter: async (subject: string) => {
      made.taps++
      await app.page.frameLocator('#top').locator(`#mark-${subject} .wx-field`).click()
      await app.settle()
    },
    /** A mark, and the moment that a hand takes before the next. */
    type: async (mark: string) => {
      made.digits += mark.length
      for (const key of mark) await app.page.keyboard.press(key)
      await app.settle()
      await app.advance(600)
    },
  }
}

const marksOf = async (app: WeappDriver, year: number) =>
  ((await savedCandidate(app)) as typeof STORY).sittings.find(({ examYear }) => examYear === year)?.marks

describe('all 待出分 of the awaited year, from 进度', () => {
  it.each([
    ['nobody has entered anything', EMPTY, ['law', 'management', 'technology', 'practice']],
    ['three are passed', { ...STORY, sittings: STORY.sittings.slice(0, 2) }, ['practice']],
  ])('takes two gestures by the tab: %s', (_, candidate, awaited) =>
    withProduct({ storage: stored(candidate) }, async app => {
      await app.open()
      const hand = thumb(app)
      await hand.tab(1)
      await hand.tap('#save-scores')
      expect(await marksOf(app, 2026)).toEqual(Object.fromEntries(awaited.map(subject => [subject, 'pending'])))
      expect(hand.made).toEqual({ taps: 2, digits: 0 })
    }),
  )

  it('takes one on 进度 itself, where it asks', () =>
    withProduct({ storage: stored({ ...STORY, sittings: STORY.sittings.slice(0, 2) }) }, async app => {
      await app.open()
      await app.tap('#sat')
      expect(await marksOf(app, 2026)).toEqual({ practice: 'pending' })
    }))
})

it('four marks of the year that is open take two taps and their digits', () =>
  withProduct({ storage: stored(EMPTY), now: SCORES_OUT }, async app => {
    await app.open(SCORES)
    const hand = thumb(app)
    await hand.enter('law')
    for (const mark of ['71', '66', '60', '55']) await hand.type(mark)
    await hand.tap('#save-scores')
    expect(await marksOf(app, 2026)).toEqual({ law: 71, management: 66, technology: 60, practice: 55 })
    expect(hand.made).toEqual({ taps: 2, digits: 8 })
  }))

it('a mark after which the caret waits takes one tap more', () =>
  withProduct({ storage: stored(EMPTY), now: SCORES_OUT }, async app => {
    await app.open(SCORES)
    const hand = thumb(app)
    await hand.enter('law')
    await hand.type('71')
    await hand.type('100')
    await hand.enter('technology')
    for (const mark of ['60', '55']) await hand.type(mark)
    await hand.tap('#save-scores')
    expect(await marksOf(app, 2026)).toEqual({ law: 71, management: 100, technology: 60, practice: 55 })
    expect(hand.made).toEqual({ taps: 3, digits: 9 })
  }))

it('the story, from the first start to the certificate, takes fifteen taps and its digits', () =>
  withProduct({}, async app => {
    await app.open()
    const hand = thumb(app)
    for (const cell of ['2024-law', '2025-management', '2026-practice']) await hand.tap(`#first-${cell}`)
    await hand.tap('#start')
    await hand.tab(1)
    await hand.tap('#year-2025')
    await hand.enter('management')
    for (const mark of ['66', '60', '55']) await hand.type(mark)
    await hand.tap('#save-scores')
    await hand.tap('#year-2024')
    await hand.enter('law')
    await hand.type('71')
    await hand.tap('#save-scores')
    await hand.tap('#to-progress')
    expect(await savedCandidate(app)).toEqual(STORY)
    expect(await app.text('#headline')).toBe('还差《专业实务》')
    await app.background()
    await app.foreground({ now: SCORES_OUT })
    await hand.tap('#enter-scores')
    await hand.enter('practice')
    await hand.type('68')
    await hand.tap('#save-scores')
    expect(await app.text('#landed')).toContain('四科都合格，2026 年可取证')
    expect(hand.made).toEqual({ taps: 15, digits: 10 })
    await app.tab(0)
    expect(await app.text('#headline')).toBe('四科都合格了')
  }))
