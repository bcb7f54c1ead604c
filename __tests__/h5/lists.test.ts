import type { Page } from 'playwright-core'
import { preparePreview } from './support/preview'

const open = preparePreview()

/** The lines below the rows of each list card on the screen, from the top: whether there is one. */
const lines = (page: Page): Promise<boolean[][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.card.list')]
      .filter(card => card.getClientRects().length > 0)
      .map(card =>
        [...card.querySelectorAll('.item')].map(row => Number.parseFloat(getComputedStyle(row).borderBottomWidth) > 0),
      ),
  )

test.each(['pages/scores/index', 'pages/me/index'])(
  '%s: a line between the rows of a list, none below the last',
  async path => {
    const page = await open({ page: path, today: '2026-11-23' })
    const cards = await lines(page)
    expect(cards.length).toBeGreaterThan(0)
    expect(cards).toEqual(cards.map(rows => rows.map((_, index) => index < rows.length - 1)))
  },
)
