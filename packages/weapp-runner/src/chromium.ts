import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium } from 'playwright-core'
import { RunnerError } from './errors'

const USUAL_PLACES = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Finds a Chromium: `CHROMIUM_PATH`, the usual places, then the one that `@sparticuz/chromium` unpacks where it is installed.
 * @throws RunnerError `no-chromium`
 */
export async function findChromium(): Promise<string> {
  const found = [process.env.CHROMIUM_PATH, ...USUAL_PLACES].find(place => place !== undefined && existsSync(place))
  if (found !== undefined) return found
  try {
    const packed = createRequire(__filename)('@sparticuz/chromium')
    return await (packed.default ?? packed).executablePath()
  } catch {
    throw new RunnerError('no-chromium', `no Chromium found: set CHROMIUM_PATH (looked at ${USUAL_PLACES.join(', ')})`)
  }
}

let shared: Promise<Browser> | undefined
let users = 0

/** Borrows the process's one browser; the last to give it back closes it. */
export async function borrowBrowser(): Promise<{ browser: Browser; giveBack: () => Promise<void> }> {
  users += 1
  shared ??= findChromium().then(executablePath => chromium.launch({ executablePath, args: ['--disable-gpu'] }))
  const browser = await shared
  const giveBack = async () => {
    users -= 1
    if (users > 0) return
    shared = undefined
    await browser.close()
  }
  return { browser, giveBack }
}
