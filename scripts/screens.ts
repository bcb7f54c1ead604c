/**
 * Pictures of every screen and state into `docs/screens`, light and dark, from the running preview.
 * `npm run screens` builds the preview if there is none; `npm run screens -- scores` takes those whose name begins so.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import type { Shot } from './screens/shot'
import { SHOTS } from './screens/shots'
import { openChromium } from './support/chromium'
import { shrinkPng } from './support/png'
import { openPreview } from './support/preview'
import { endTogether, ROOT } from './support/processes'
import { serveFolder } from './support/static-server'
import { buildTaro } from './support/taro-build'
import { BUILD_VARIABLES } from './testing/build-variables'

const FOLDER = path.join(ROOT, 'docs/screens')
/** Enough for flat colours and smooth letters; all pictures together stay below 9 MB. */
const COLOURS = 64
const SCALE = 1.5
const SCALE_OF_LARGE = 1
/** The largest type is looked at for its layout: one theme is enough. */
const themesOf = ({ isLarge }: Shot): ('light' | 'dark')[] => (isLarge ? ['light'] : ['light', 'dark'])

/** One state in both themes: the browser changes its colour scheme as a phone does, while the page stays as it is. */
async function take(browser: Browser, origin: string, shot: Shot): Promise<Buffer[]> {
  const page = await openPreview(browser, origin, { ...shot, scale: shot.isLarge ? SCALE_OF_LARGE : SCALE })
  try {
    await shot.steps?.(page)
    await page.evaluate(() => document.fonts.ready)
    // Sheets, dialogs and toasts slide in.
    await page.waitForTimeout(400)
    const pictures: Buffer[] = []
    for (const colorScheme of themesOf(shot)) {
      await page.emulateMedia({ colorScheme })
      pictures.push(shrinkPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }), COLOURS))
    }
    return pictures
  } finally {
    await page.context().close()
  }
}

async function main(): Promise<void> {
  endTogether()
  const wanted = process.argv.slice(2)
  const shots = SHOTS.filter(({ name }) => wanted.length === 0 || wanted.some(start => name.startsWith(start)))
  const folder = path.join(ROOT, 'dist/h5')
  if (!existsSync(path.join(folder, 'index.html'))) {
    console.log('building the preview …')
    const { ok, complaints } = await buildTaro('h5', BUILD_VARIABLES)
    if (!ok) throw new Error(complaints)
  }
  mkdirSync(FOLDER, { recursive: true })
  if (wanted.length === 0) for (const name of readdirSync(FOLDER)) rmSync(path.join(FOLDER, name))

  const server = await serveFolder(folder, 0)
  const browser = await openChromium()
  let bytes = 0
  let count = 0
  try {
    for (const shot of shots) {
      const pictures = await take(browser, `http://localhost:${server.port}`, shot).catch(error => {
        throw new Error(`${shot.name}: ${error.message}`)
      })
      for (const [index, theme] of themesOf(shot).entries()) {
        const png = pictures[index] as Buffer
        writeFileSync(path.join(FOLDER, `${shot.name}-${theme}.png`), png)
        bytes += png.length
        count++
      }
    }
  } finally {
    await browser.close()
    await server.close()
  }
  console.log(`${count} pictures, ${(bytes / 1e6).toFixed(2)} MB, in docs/screens`)
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
