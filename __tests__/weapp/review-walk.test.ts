import { buildProduct } from '../../bench/weapp/build'
import { startBrowser } from '../../packages/weapp-runner/src/index'
import { walkProduct } from '../../scripts/review/walk/product'
import { findingsOf } from '../../scripts/review/walk/rules'

jest.setTimeout(600_000)

/** `npm run check:review` taps every subject and every year; here one stands for all. */
test('nothing is dead, and refusing messages or sharing nothing costs nothing', async () => {
  const browser = await startBrowser()
  try {
    const walks = await walkProduct(await buildProduct(), { browser })
    expect(findingsOf(walks)).toEqual([])
    // A walk that does not get far finds nothing either.
    const tapped = walks.agreeing.flatMap(walked => walked.tapped)
    expect(new Set(tapped.map(({ key }) => key)).size).toBeGreaterThan(200)
    expect(walks.refusing.tapped.length).toBeGreaterThan(40)
  } finally {
    await browser.close()
  }
})
