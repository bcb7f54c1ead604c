import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, STORY, stored } from './support/product'

jest.setTimeout(180_000)

const frame = (app: WeappDriver) => app.page.frames().at(-1)!

/** Swipes up from a point of the screen, as a thumb does. */
async function swipe(app: WeappDriver, x: number, y: number, distance = 150): Promise<void> {
  const session = await app.page.context().newCDPSession(app.page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x, y: at }] })
  await touch('touchStart', y)
  for (let moved = 15; moved <= distance; moved += 15) {
    await touch('touchMove', y - moved)
    await app.page.waitForTimeout(16)
  }
  await touch('touchEnd')
  await session.detach()
  await app.page.waitForTimeout(200)
}

const pageTop = (app: WeappDriver) => frame(app).evaluate(() => document.scrollingElement!.scrollTop)
const sheetTop = (app: WeappDriver) => frame(app).evaluate(() => document.querySelector('.sheet')!.scrollTop)

describe.each([['pages/me/index', '#backup-restore', '#restore-sheet']])(
  'a sheet on %s, on a low screen',
  (page, opener, sheet) => {
    let app: WeappDriver
    /** How far the page is scrolled when the sheet opens: as far as its opener needs it. */
    let at: number

    beforeAll(async () => {
      app = await launchProduct({ storage: stored(STORY), device: { height: 480 } })
      await app.open(page)
    })

    afterEach(async () => {
      expect(await app.errors()).toEqual([])
    })

    afterAll(() => app.close())

    it('the page scrolls while none is open', async () => {
      await swipe(app, 180, 250)
      expect(await pageTop(app)).toBeGreaterThan(50)
      await app.scroll(0)
    })

    it('the page stays where it is while one is open, wherever the thumb moves', async () => {
      await app.tap(opener)
      at = await pageTop(app)
      const box = (await app.page.frameLocator('#top').locator(sheet).boundingBox())!
      for (const y of [box.y - 12, box.y + 20, box.y + box.height / 2, box.y + box.height - 20]) {
        await swipe(app, 180, y)
        expect(await pageTop(app)).toBe(at)
      }
    })

    it('what does not fit scrolls within it', async () => {
      const hidden = await frame(app).evaluate(() => {
        const { scrollHeight, clientHeight } = document.querySelector('.sheet')!
        return scrollHeight - clientHeight
      })
      await frame(app).evaluate(() => document.querySelector('.sheet')!.scrollTo(0, 0))
      await swipe(app, 180, 300, 60)
      expect((await sheetTop(app)) > 0).toBe(hidden > 0)
      expect(await pageTop(app)).toBe(at)
    })
  },
)
