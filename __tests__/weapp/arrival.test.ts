import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const MESSAGE = 1014
/** Where messages may lead, by `server/reminder-templates.demo.json` or an operator's own file. */
const SCORES = 'pages/scores/index?year=2025'
const REGISTRATION = 'pages/calendar/index?kind=registration&year=2026'

const routes = async (app: WeappDriver) => (await app.pageStack()).map(({ route }) => route)
/** Where the element lies on the screen, in points from its top. */
const topOf = (app: WeappDriver, selector: string): Promise<number> =>
  app.page
    .frames()
    .at(-1)!
    .locator(selector)
    .evaluate(element => element.getBoundingClientRect().top)

/** 报名 of 2026 is over in November and lies folded. */
async function expectRegistration(app: WeappDriver): Promise<void> {
  expect(await routes(app)).toEqual(['pages/calendar/index'])
  expect(await app.text('#exam-year')).toContain('2026')
  expect(await app.text('#fold')).toContain('收起')
  expect(await app.text('#milestone-registration')).toContain('7 月下旬')
}

describe('a message opens what it is about', () => {
  it('cold: the score its year', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(SCORES, { scene: MESSAGE })
      expect(await app.value('#mark-practice')).toBe('55')
    }))

  it('cold: another its row in 日历, unfolded', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(REGISTRATION, { scene: MESSAGE })
      await expectRegistration(app)
    }))

  it('cold: a row below the screen is brought on it', () =>
    withProduct({ storage: stored(STORY), device: { height: 480 } }, async app => {
      await app.open('pages/calendar/index')
      expect(await topOf(app, '#milestone-paper-certificate')).toBeGreaterThan(400)
      await app.open('pages/calendar/index?kind=paper-certificate&year=2026', { scene: MESSAGE })
      expect(await topOf(app, '#milestone-paper-certificate')).toBeLessThan(300)
      await app.open('pages/calendar/index')
      await app.background()
      await app.foreground({ url: 'pages/calendar/index?kind=paper-certificate&year=2026', scene: MESSAGE })
      expect(await topOf(app, '#milestone-paper-certificate')).toBeLessThan(300)
    }))

  it('while the app is open, whatever was chosen there', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open('pages/calendar/index')
      await app.pick('#exam-year', 3)
      expect(await app.exists('#milestone-registration')).toBe(true)
      await app.background()
      await app.foreground({ url: REGISTRATION, scene: MESSAGE })
      await expectRegistration(app)

      await app.tab(1)
      await app.tap('#year-2024')
      await app.background()
      await app.foreground({ url: SCORES, scene: MESSAGE })
      expect(await routes(app)).toEqual(['pages/scores/index'])
      expect(await app.value('#mark-practice')).toBe('55')
    }))

  it('years and kinds that there are not open the page as it is', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open('pages/calendar/index?kind=nothing&year=1999')
      expect(await app.text('#exam-year')).toContain('2026')
      expect(await app.text('#fold')).toContain('展开')
      await app.open('pages/scores/index?year=abc')
      expect(await app.exists('#mark-practice')).toBe(true)
    }))
})

describe('a code', () => {
  it('opens 出分提醒 with its region, cold and while the app is open; what was chosen by hand stays', () =>
    withProduct({}, async app => {
      await app.open('pages/welcome/index', { scene: 1047, query: { scene: encodeURIComponent('r=54&c=bj01') } })
      expect(await app.text('#region')).toContain('西藏')
      expect((await app.metrics()).firstContent?.setDataCalls).toBe(1)
      await app.background()
      await app.foreground({ url: 'pages/welcome/index', scene: 1047, query: { scene: encodeURIComponent('r=44') } })
      expect(await app.text('#region')).toContain('西藏')
      expect((await app.wxCalls('request')).map(({ args }) => (args[0] as { url: string }).url)).toEqual(
        expect.arrayContaining([expect.stringContaining('/v1/scans')]),
      )
    }))

  it.each(['%E0%A4%A', 'r%3D99', 'a'.repeat(40), ''])('that says nothing (%s) does no harm', scene =>
    withProduct({}, async app => {
      await app.open('pages/welcome/index', { scene: 1047, query: { scene } })
      expect(await app.exists('#subscribe')).toBe(true)
      expect(await app.text('#region')).not.toContain('西藏')
      await app.tap('#skip')
      expect(await routes(app)).toEqual(['pages/progress/index'])
    }),
  )
})
