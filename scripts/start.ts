/**
 * The whole product on one machine: `npm start` builds the mini-program and its browser preview, serves the preview and
 * says what to do next. Ctrl-C ends everything that was started.
 */
import { endTogether } from './support/processes'
import { type StaticServer, serveFolder } from './support/static-server'
import { buildTaro, type Target } from './support/taro-build'

const PREVIEW_PORT = Number(process.env.PREVIEW_PORT || 10086)
/** A day between the scores of 2026 and the next registration, good to look around on. */
const DEMONSTRATION_DAY = '2026-12-24'

const said: Record<Target, string> = { weapp: 'the mini-program', h5: 'the browser preview' }

/** A failure that the person in front of the screen can do something about. */
class StartError extends Error {}

async function build(target: Target, env: Record<string, string>): Promise<string> {
  const began = performance.now()
  console.log(`  … building ${said[target]} (dist/${target})`)
  const { folder, ok, complaints } = await buildTaro(target, env)
  if (!ok)
    throw new StartError(
      `Building ${said[target]} failed:\n\n${complaints}\n\nAfter a fresh checkout run "npm ci" first.`,
    )
  if (complaints) console.warn(complaints)
  console.log(`  ✓ built ${said[target]} in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return folder
}

function tellWhatNext(weapp: string, preview: StaticServer): void {
  const address = `http://localhost:${preview.port}`
  console.log(`
Ready.

  Browser preview   ${address}/
      Open it as a phone of 375 × 812: in Chrome F12, then the device button (Ctrl+Shift+M).
      Another day   ${address}/?today=${DEMONSTRATION_DAY}

  WeChat            ${weapp}
      In WeChat DevTools: + → import this folder, enter your own AppID (or choose 测试号), then "compile".

Ctrl-C ends it.
`)
}

async function main(): Promise<void> {
  const stops: (() => Promise<void>)[] = []
  endTogether(async () => {
    console.log('\nstopping …')
    for (const stop of stops.reverse()) await stop().catch(error => console.error(error))
  })
  console.log('注安通关 · zhuan-pass\n')
  const [weapp, h5] = await Promise.all([build('weapp', {}), build('h5', {})])
  const preview = await serveFolder(h5, PREVIEW_PORT)
  stops.push(preview.close)
  tellWhatNext(weapp, preview)
}

main().catch(error => {
  console.error(`\n✗ ${error instanceof StartError ? error.message : (error.stack ?? error)}`)
  process.exit(1)
})
