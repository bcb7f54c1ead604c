import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const words = async (app: WeappDriver, selector: string) => (await app.text(selector)).replace(/\s+/g, ' ')
const chips = async (app: WeappDriver, year: number) => (await app.text(`#plan-year-${year}`)).split('\n').slice(1)

describe('假如考过', () => {
  it('says which subjects to register for, lays out different years, and saves nothing', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open()
      const before = await app.storage()
      await app.tap('#what-if')
      expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/progress/index', 'planner/index'])
      expect(await words(app, '#plan-advice')).toBe(
        '2027 年报名，该报哪几科 报《专业实务》，一科就够 前提是 2026 年的实务没过；过了就不用再报。',
      )
      expect(await words(app, '#plan-year-2028')).toBe('2028 不用再考')
      await app.tap('#plan-2027-practice')
      expect(await chips(app, 2027)).toEqual(['专业实务 没过', '＋ 其他科'])
      expect(await chips(app, 2028)).toEqual(['✓ 法律法规', '✓ 专业实务', '＋'])
      expect(await words(app, '#plan-result')).toBe('这样排，2028 年可取证 《法律法规》要重考')
      expect(await words(app, '#plan-law')).toBe('法律法规 ✓ 有效 有效 截止 假如')
      // 法规 once more in 2027, before it lapses: then 2028 has only one left.
      await app.tap('#plan-2027-more')
      await app.tap('#plan-2027-law')
      expect(await chips(app, 2028)).toEqual(['✓ 专业实务', '＋ 其他科'])
      await app.tap('#plan-2026-practice-passed')
      expect(await words(app, '#plan-advice')).toContain('不用再报')
      expect(await words(app, '#plan-result')).toBe('这样排，2026 年可取证')
      expect(await words(app, '#plan-order')).toContain('2027 年没过，《法律法规》失效，2028 年和《专业实务》一起考。')
      await app.back()
      expect(await app.storage()).toEqual(before)
      await app.tap('#what-if')
      expect(await words(app, '#plan-result')).toBe('这样排，2027 年可取证')
    }))

  it('a choice sends 6 KB at most', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open('planner/index')
      for (const each of ['#plan-2027-practice', '#plan-2028-law', '#plan-2026-practice-passed']) {
        const chosen = await app.measure(() => app.tap(each))
        expect(chosen.count).toBe(1)
        expect(chosen.bytes).toBeLessThanOrEqual(6000)
      }
    }))

  it('begins with the mark that was not saved, which stays where it was typed', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open('pages/scores/index')
      await app.input('#mark-practice', '68')
      await app.tap('#save-scores')
      await app.tap('#try-mark')
      expect((await app.pageStack()).at(-1)?.route).toBe('planner/index')
      expect(await words(app, '#plan-year-2026')).toContain('实务估 68 分，假如')
      expect(await words(app, '#plan-result')).toBe('这样排，2026 年可取证')
      expect(await savedCandidate(app)).toEqual(STORY)
      await app.back()
      expect(await app.exists('#keep-mark')).toBe(false)
      expect(await app.value('#mark-practice')).toBe('68')
      await app.tab(0)
      await app.tap('#what-if')
      expect(await words(app, '#plan-year-2026')).toContain('实务待出分，假如')
    }))

  it('takes a mark of a year that is still to come', () =>
    withProduct(
      { storage: stored({ ...STORY, sittings: STORY.sittings.slice(0, 2) }), now: '2026-09-10T09:00:00+08:00' },
      async app => {
        await app.open('pages/scores/index')
        await app.pick('#add-year', 7)
        await app.input('#mark-practice', '59')
        await app.tap('#save-scores')
        expect(await words(app, '#mark-question')).toContain('2026 年还没考')
        await app.tap('#try-mark')
        expect(await words(app, '#plan-year-2026')).toContain('实务估 59 分，假如')
        expect(await words(app, '#plan-result')).toBe('这样排，2027 年可取证')
      },
    ))

  it('has something to say without a record and with everything passed', async () => {
    await withProduct({}, async app => {
      await app.open('planner/index')
      expect(await words(app, 'body')).toContain('还没有成绩')
      await app.tap('#to-progress')
      expect(await app.exists('#start')).toBe(true)
    })
    const passed = { ...STORY, sittings: [...STORY.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 68 } }] }
    await withProduct({ storage: stored(passed), now: '2026-12-28T09:00:00+08:00' }, async app => {
      await app.open('planner/index')
      expect(await words(app, 'body')).toContain('四科都合格了 2026 年可取证')
    })
  })
})
