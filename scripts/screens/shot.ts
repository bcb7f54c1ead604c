import type { Page } from 'playwright-core'
import { type PreviewState, shown } from '../support/preview'

/** One picture: the state that the preview is opened in, and what is done before the picture is taken. */
export interface Shot extends Omit<PreviewState, 'colorScheme'> {
  name: string
  steps?: (page: Page) => Promise<void>
}

export const tap = (selector: string) => (page: Page) => shown(page, selector).click()

export const type = (selector: string, text: string) => async (page: Page) => {
  await shown(page, `${selector} input, ${selector} textarea`).fill(text)
}

export const inTurn =
  (...steps: ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page)
  }

export const toTheEnd = async (page: Page) => {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('.taro_page, .taro-tabbar__panel, html'))
      element.scrollTop = element.scrollHeight
  })
}
