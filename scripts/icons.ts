/**
 * Draws the tab bar's icons and the picture that goes out with a link to the app into `src/assets`; run by `npm run icons`
 * after a change of shape, words or colour.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openChromium } from './support/chromium'
import { shrinkPng } from './support/png'

/** WeChat's advice for `tabBar.list[].iconPath`: 81 × 81 px, at most 40 KB, no SVG. */
const SIDE_PX = 81
/** Grey levels of one colour's edge that the eye still tells apart at this size. */
const LEVELS = 8

const SHAPES: Record<string, string> = {
  progress: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
  scores: '<path d="M5 4h14v16H5zM9 9h6M9 13h6"/>',
  calendar: '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
  me: '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 4-6 8-6s8 2 8 6"/>',
}

/** `--ink-3` and `--brand` of both themes: the tab colours of `src/theme.json`. */
const LOOKS: Record<string, string> = { '': '#5E6B65', '-on': '#0B7A63', '-dark': '#8FA099', '-on-dark': '#2FB596' }

const drawing = (shape: string, colour: string): string =>
  `<body style="margin:0"><svg style="display:block" width="${SIDE_PX}" height="${SIDE_PX}" viewBox="0 0 24 24" fill="none"
    stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`

/** 5 : 4, as a chat shows it. */
const SHARE_PX = { width: 500, height: 400 }
const SHARE_COLOURS = 8
const SHARE_PICTURE = `<body style="margin:0;height:400px;display:flex;flex-direction:column;justify-content:center;padding-left:44px;
  background:#0B7A63;color:#fff;font-family:'Noto Sans CJK SC'"><b style="font-size:64px">注安通关</b>
  <span style="font-size:32px;line-height:1.6;margin-top:16px">每科成绩还管几年<br>哪天出分，一看就知道</span>`

async function main(): Promise<void> {
  const assets = path.join(__dirname, '..', 'src', 'assets')
  const folder = path.join(assets, 'tab')
  mkdirSync(folder, { recursive: true })
  const browser = await openChromium()
  try {
    const page = await browser.newPage({ viewport: { width: SIDE_PX, height: SIDE_PX } })
    for (const [name, shape] of Object.entries(SHAPES))
      for (const [look, colour] of Object.entries(LOOKS)) {
        await page.setContent(drawing(shape, colour))
        const png = shrinkPng(await page.screenshot({ omitBackground: true }), LEVELS)
        writeFileSync(path.join(folder, `${name}${look}.png`), png)
        console.log(`${name}${look}.png ${png.length} bytes`)
      }
    await page.setViewportSize(SHARE_PX)
    await page.setContent(SHARE_PICTURE)
    const picture = shrinkPng(await page.screenshot(), SHARE_COLOURS)
    writeFileSync(path.join(assets, 'share.png'), picture)
    console.log(`share.png ${picture.length} bytes`)
  } finally {
    await browser.close()
  }
}

main().catch(error => {
  console.error(error)
  process.exitCode = 1
})
