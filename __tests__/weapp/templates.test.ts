import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, STORY, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

/**
 * Taro numbers a component's attributes twice: in the templates at build time, and in its runtime. Attributes that a
 * plugin adds to the first only shift all numbers after them: a picker then finds its range under `fields`.
 */
describe('templates and runtime agree on attributes', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct()
    await app.open('pages/scores/index')
  })

  afterAll(() => app.close())

  it.each(['#level', '#specialty', '#add-year', '#mark-code-law'])('%s is a picker with its options', async picker => {
    expect(await app.attribute(picker, 'mode')).toBe('selector')
    expect(await app.attribute(picker, 'range')).toEqual(expect.arrayContaining([expect.any(String)]))
    expect(await app.errors()).toEqual([])
  })

  it('an input is one for digits, with a name for screen readers', async () => {
    expect(await app.attribute('#mark-law', 'type')).toBe('digit')
    expect(await app.attribute('#mark-law', 'aria-label')).toEqual(expect.stringContaining('法律法规'))
  })
})

/** Taro's compile mode shows nothing, and says nothing, where it does not understand an element (docs/decisions/017). */
describe('elements with a template of their own show every text', () => {
  const shown = async (app: WeappDriver, selector: string) => (await app.text(selector)).split('\n')

  it('on the cards of 进度', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open()
      expect((await shown(app, 'body')).slice(0, 5)).toEqual([
        ...['3', '/4', '已合格', '还差《专业实务》'],
        '最迟 2027 年考试通过，否则《法律法规》成绩失效。',
      ])
      expect(await shown(app, '#next-milestone')).toEqual([
        ...['距 2026 年成绩公布', '预计', '约', '31', '天', '12 月 24 日前后', '出分提醒我'],
      ])
      expect(await shown(app, '#standing-law')).toEqual([
        ...['法律法规', '最后一次机会', '71 分 · 有效至 2027 年考试，约 341 天后开考', '24 ✓', '25', '26', '27 截止'],
      ])
      expect(await shown(app, '#standing-practice')).toEqual([
        ...['专业实务', '其他安全', '待出分', '2025 年 55 分未合格 · 2026 年已考'],
      ])
    }))

  it('on the day itself, and where a pass needs a check', async () => {
    const doubtful = { ...STORY, sittings: [{ examYear: 2024, marks: { law: 71, practice: 'invalid' } }] }
    await withProduct({ storage: stored(doubtful), now: '2026-12-24T09:00:00+08:00' }, async app => {
      await app.open()
      await app.tap('#not-yet')
      expect((await shown(app, '#next-milestone')).slice(1, 3)).toEqual(['预计', '随时可能公布'])
      expect((await shown(app, '#standing-law')).slice(1, 3)).toEqual(['待核对', '最后一次机会'])
      expect((await shown(app, '#standing-law')).at(-1)).toContain('这科可能不算')
    })
  })

  it('where a pass does not count', async () => {
    const other = { ...STORY, sittings: [{ examYear: 2025, specialty: 'chemical', marks: { practice: 80 } }] }
    await withProduct({ storage: stored(other) }, async app => {
      await app.open()
      expect(await shown(app, '#standing-practice')).toEqual([
        ...[
          '专业实务',
          '其他安全',
          '还没考',
          '还没有成绩',
          '2025 年 80 分',
          '未计入',
          '化工安全的实务，对其他安全不算',
        ],
      ])
    })
  })
})
