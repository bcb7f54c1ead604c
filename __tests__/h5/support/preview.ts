import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openChromium } from '../../../scripts/support/chromium'
import { openPreview, type PreviewState, reopenPreview, shown } from '../../../scripts/support/preview'
import { type StaticServer, serveFolder } from '../../../scripts/support/static-server'

const FOLDER = path.resolve(__dirname, '../../../dist/h5')
/** Height of a line of the preview's picker. */
const PICKER_LINE_PX = 34

jest.setTimeout(120_000)

/**
 * A browser and a server for the tests of one file, and the pages that they open.
 * @param keepsPage - one page shows all states that set no clock, one after another: for files with a great many
 */
export function preparePreview({ keepsPage = false } = {}) {
  let browser: Browser
  let server: StaticServer
  let kept: Page | undefined
  const pages: Page[] = []

  beforeAll(async () => {
    if (!existsSync(path.join(FOLDER, 'index.html')))
      throw new Error(`${FOLDER}: expected the built preview, found nothing; run "npm test -- h5", which builds it`)
    server = await serveFolder(FOLDER, 0)
    browser = await openChromium()
  })
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  return async (state: PreviewState): Promise<Page> => {
    const origin = `http://localhost:${server.port}`
    if (keepsPage && state.now === undefined) {
      if (kept) await reopenPreview(kept, origin, state)
      else kept = await openPreview(browser, origin, state)
      return kept
    }
    const page = await openPreview(browser, origin, state)
    pages.push(page)
    return page
  }
}

/** What the element says, blanks put together. */
export const textOf = async (page: Page, selector: string): Promise<string> =>
  (await shown(page, selector).innerText()).replace(/\s+/g, ' ').trim()

/** Goes to another tab as a finger does. */
export const goToTab = async (page: Page, name: string): Promise<void> => {
  await shown(page, `.weui-tabbar__item:has-text("${name}")`).click()
}

/** Chooses in a picker as a finger does: taps it, moves the wheel to the option, confirms. */
export async function pick(page: Page, selector: string, option: string): Promise<void> {
  await shown(page, selector).click()
  const picker = shown(page, '.weui-picker')
  await picker.waitFor()
  const options = await picker.locator('.weui-picker__item').allInnerTexts()
  const target = options.indexOf(option)
  if (target < 0) throw new Error(`${selector}: expected the option ${option}, found ${options.join(', ')}`)
  const wheel = picker.locator('.weui-picker__group')
  const distance = async () => {
    const middle = await centre(wheel)
    return (await centre(picker.locator('.weui-picker__item').nth(target))).y - middle.y
  }
  // The wheel slides in and, after a move, comes to rest on a line.
  for (let attempt = 0; attempt < 10; attempt++) {
    await page.waitForTimeout(400)
    const offset = await distance()
    if (Math.abs(offset) < PICKER_LINE_PX / 2) break
    const { x, y } = await centre(wheel)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y - offset, { steps: 5 })
    await page.mouse.up()
  }
  await picker.locator('text=确定').click()
  await picker.waitFor({ state: 'hidden' })
}

async function centre(locator: ReturnType<Page['locator']>): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator}: expected it on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** What the phone keeps, as the stored JSON. */
export const storedCandidate = (page: Page): Promise<unknown> =>
  page.evaluate(
    () => JSON.parse(JSON.parse(localStorage.getItem('candidate') ?? '{"data":"{}"}').data).state?.candidate,
  )
