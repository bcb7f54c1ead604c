import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { RunnerError } from './errors'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
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
