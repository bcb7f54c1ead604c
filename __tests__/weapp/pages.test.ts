import type { Device, WeappDriver } from '../../packages/weapp-runner/src/index'
import { audit } from './support/audit'
import { expectAsked, launchProduct, STORY, stored, TABS, withProduct } from './support/product'

jest.setTimeout(180_000)

const FORTY = {
  ...STORY,
  sittings: Array.from({ length: 40 }, (_, index) => ({
    examYear: 2019 + index,
    marks: { law: 70, management: 50, technology: 'absent', practice: 30 + (index % 20) },
  })),
}

const CANDIDATES: [name: string, storage: Record<string, unknown>, device: Partial<Device>][] = [
  ['nobody yet', {}, {}],
  ['the story', stored(STORY), {}],
  ['the story in the dark', stored(STORY), { colorScheme: 'dark' }],
  ['the story in the largest type', stored(STORY), { fontSizeSetting: 23 }],
  ['40 sittings', stored(FORTY), {}],
  ['40 sittings in the largest type in the dark', stored(FORTY), { fontSizeSetting: 23, colorScheme: 'dark' }],
]

describe.each(CANDIDATES)('every page, opened by its path: %s', (_, storage, device) => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ storage, device })
  })

  afterAll(() => app.close())

  it.each([
    ...[
      ...TABS,
      'planner/index',
      'help/rules/index',
      'help/about/index',
      'pages/privacy/index',
      'pages/terms/index',
    ].map(page => [page]),
    ['pages/welcome/index', '/v1/templates'],
    ['pages/reminders/index', '/v1/templates'],
  ])('%s', async (page, ...more) => {
    await app.open(page)
    expect((await app.text()).trim().length).toBeGreaterThan(20)
    const { firstContent } = await app.metrics()
    expect(firstContent?.setDataCalls).toBe(1)
    // WeChat asks for 20 px; a finger for 44
    const findings = await audit(app, { tapTarget: 44 })
    // WeChat only advises on style sheets shared between pages; contrast we hold ourselves to
    expect(findings.filter(({ rule }) => rule !== 'unused-wxss')).toEqual([])
    const [shown, wide] = await app.page
      .frames()
      .at(-1)!
      .evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth])
    expect(wide).toBe(shown)
    await expectAsked(app, ...more)
  })
})

describe('dark and large', () => {
  const style = (app: WeappDriver, selector: string, name: 'backgroundColor' | 'fontSize' | 'wordBreak') =>
    app.page
      .frames()
      .at(-1)!
      .locator(selector)
      .first()
      .evaluate((element, property) => getComputedStyle(element)[property], name)

  it('turns dark with the phone, page and bars alike', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open()
      const colors = async () => [
        await app.page.locator('#bar').evaluate(bar => getComputedStyle(bar).backgroundColor),
        await app.page.locator('#tabs').evaluate(bar => getComputedStyle(bar).backgroundColor),
        await style(app, 'body', 'backgroundColor'),
      ]
      const light = await colors()
      await app.setColorScheme('dark')
      const dark = await colors()
      for (const [index, color] of dark.entries()) expect(color).not.toBe(light[index])
      expect(dark[0]).toBe(dark[2])
    }))

  it('a text to copy by hand breaks anywhere, on whichever tab it stands', () =>
    withProduct({ storage: { candidate: '{broken' } }, async app => {
      for (const page of ['pages/progress/index', 'pages/scores/index']) {
        await app.open(page)
        await app.answer('setClipboardData', { errMsg: 'setClipboardData:fail', errno: 104 })
        await app.tap('#copy-unreadable')
        expect(await style(app, '#unreadable .selectable', 'wordBreak')).toBe('break-all')
      }
    }))

  it('follows WeChat’s font size', async () => {
    const sizes: number[] = []
    for (const fontSizeSetting of [17, 23])
      await withProduct({ storage: stored(STORY), device: { fontSizeSetting } }, async app => {
        await app.open()
        sizes.push(Number.parseFloat(String(await style(app, '#standing-law', 'fontSize'))))
      })
    expect(sizes[1]! / sizes[0]!).toBeGreaterThan(1.15)
  })
})
