import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, STORY, stored } from './support/product'

jest.setTimeout(180_000)

/** Heights of everything that matches on the page on top, in pixels. */
const heights = (app: WeappDriver, selector: string): Promise<number[]> =>
  app.page
    .frames()
    .at(-1)!
    .locator(selector)
    .evaluateAll(elements => elements.map(element => element.getBoundingClientRect().height))

describe.each([
  ['WeChat’s standard type', 17],
  ['the largest type', 23],
])('in %s', (_, fontSizeSetting) => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ storage: stored(STORY), device: { fontSizeSetting } })
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('each view of 日历 and each outcome on 假如考过 is named on one line', async () => {
    await app.open('pages/calendar/index')
    const views = await heights(app, '.segment')
    await app.open('planner/index')
    const outcomes = await heights(app, '.segment')
    expect([views.length, outcomes.length]).toEqual([2, 2])
    for (const height of [...views, ...outcomes]) expect(height).toBeLessThanOrEqual(44)
  })

  it('a subject that needs no entry says what its pass is worth, and offers the entry on one line', async () => {
    await app.open('pages/scores/index')
    const [law] = await app.page.frames().at(-1)!.locator('.flush').allInnerTexts()
    expect(law?.replace(/\s+/g, ' ').trim()).toBe('法律法规 最后一次机会 2024 年 71 分合格，2026 年不用填 仍要填 ›')
    for (const height of await heights(app, '.flush .no-shrink')) expect(height).toBeLessThanOrEqual(26)
  })
})
