import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { audit } from './support/audit'
import { launchProduct, STORY, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

/** Two taps at once, faster than any page opens. */
const doubleTap = (app: WeappDriver, selector: string): Promise<void> =>
  app.page
    .frames()
    .at(-1)!
    .locator(selector)
    .evaluate(element => {
      const { x, y } = element.getBoundingClientRect()
      const touch = new Touch({ identifier: 1, target: element, pageX: x, pageY: y, clientX: x, clientY: y })
      const at = { bubbles: true, cancelable: true, changedTouches: [touch] }
      for (const type of ['touchstart', 'touchend', 'touchstart', 'touchend'])
        element.dispatchEvent(new TouchEvent(type, type === 'touchstart' ? { ...at, touches: [touch] } : at))
    })

describe('a double tap', () => {
  it.each(['#rules', '#about'])('%s opens its page once', row =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open('pages/me/index')
      await doubleTap(app, row)
      await app.settle()
      expect((await app.wxCalls('navigateTo')).length).toBe(1)
      expect(await app.pageStack()).toHaveLength(2)
      await app.back()
      await app.tap(row)
      expect(await app.pageStack()).toHaveLength(2)
    }),
  )

  it('goes to a tab once', () =>
    withProduct({ storage: stored({ ...STORY, sittings: [] }) }, async app => {
      await app.open()
      await doubleTap(app, '#enter-first')
      await app.settle()
      expect((await app.wxCalls('switchTab')).length).toBe(1)
    }))
})

/** iOS says nothing of an input without a role, and a label takes the place of all that stands inside. */
describe('screen readers are told', () => {
  let app: WeappDriver
  const said = (selector: string, name = 'aria-label') => app.attribute(selector, name)

  beforeAll(async () => {
    app = await launchProduct({ storage: stored(STORY) })
    await app.open('pages/scores/index')
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('what a field is and holds', async () => {
    await app.tap('#year-2025')
    expect(await said('#mark-practice', 'aria-role')).toBe('textbox')
    expect(await said('#mark-practice')).toBe('2025 年专业实务成绩，55')
    await app.input('#mark-practice', '58')
    expect(await said('#mark-practice')).toBe('2025 年专业实务成绩，58')
    await app.pick('#mark-code-practice', 1)
    expect(await said('#mark-practice')).toBe('2025 年专业实务成绩，缺考')
  })

  it('what is chosen in a picker', async () => {
    expect(await said('#level')).toBe('考试级别，考全科（4 科）')
    expect(await said('#mark-code-practice')).toBe('专业实务：分数或缺考等，缺考')
    expect(await said('#add-year')).toBe('添加考试年度')
  })

  it('which of several is chosen', async () => {
    expect(await said('#year-2025', 'aria-role')).toBe('radio')
    expect([await said('#year-2025', 'aria-checked'), await said('#year-2026', 'aria-checked')]).toEqual([true, false])
  })

  it('what the field for a backup is, which stays in its place on a sheet', async () => {
    await app.open('pages/me/index')
    expect(await said('#region')).toBe('地区，全国')
    await app.tap('#backup-restore')
    expect(await said('#backup-input', 'aria-role')).toBe('textbox')
    expect(await said('#backup-input')).toBe('备份的文字，还没有粘贴')
    expect(await app.attribute('#backup-input', 'fixed')).toBe(true)
  })
})

it.each([
  ['pages/progress/index', []],
  ['planner/index', ['#plan-2027-practice', '#plan-2028-more']],
  ['pages/scores/index', ['#year-2024', '#extensions']],
  ['pages/calendar/index', ['#as-month', '#month-after']],
  ['pages/me/index', ['#backup-restore']],
])('on %s a finger has 44 px wherever it can tap, whatever is open', (page, opened) =>
  withProduct({ storage: stored(STORY) }, async app => {
    await app.open(page)
    const findings = await audit(app, { tapTarget: 44 })
    expect(findings.filter(({ rule }) => rule === 'tap-target')).toEqual([])
    for (const each of opened) {
      await app.tap(each)
      const small = (await audit(app, { tapTarget: 44 })).filter(({ rule }) => rule === 'tap-target')
      expect(small).toEqual([])
    }
    if (page !== 'pages/scores/index') return
    await app.input('#mark-law', '70')
    await app.tap('#save-scores')
    expect((await audit(app, { tapTarget: 44 })).filter(({ rule }) => rule === 'tap-target')).toEqual([])
  }),
)
