#!/usr/bin/env tsx
import { parseArgs } from 'node:util'
import { launch } from '../src/index'

const HELP = `weapp-runner DIR [--page pages/x/index?a=b] [--screenshot FILE.png] [--full] [--metrics]
             [--scene N] [--now ISO] [--dark] [--font-size PX] [--storage '{"key":"value"}']

Opens a compiled WeChat mini-program (the folder with app.json) in headless Chromium.
Exits 1 when the app had errors, which are printed.`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      page: { type: 'string' },
      screenshot: { type: 'string' },
      full: { type: 'boolean' },
      metrics: { type: 'boolean' },
      scene: { type: 'string' },
      now: { type: 'string' },
      dark: { type: 'boolean' },
      'font-size': { type: 'string' },
      storage: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [dir] = positionals
  if (values.help || dir === undefined) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const { page, screenshot, full, scene, now, storage = '{}', 'font-size': fontSize = '17' } = values
  const device = { colorScheme: values.dark ? 'dark' : 'light', fontSizeSetting: Number(fontSize) } as const
  const app = await launch({ dir, now, storage: JSON.parse(storage), device })
  await app.open(page, { scene: scene === undefined ? undefined : Number(scene) })
  if (screenshot !== undefined) await app.screenshot({ path: screenshot, full })
  const without = (name: string, value: unknown) => (name === 'calls' || name === 'files' ? undefined : value)
  if (values.metrics) console.log(JSON.stringify(await app.metrics(), without, 2))
  const errors = await app.errors()
  for (const { kind, page: where, message } of errors) console.error(`${kind} on ${where}: ${message}`)
  await app.close()
  return errors.length === 0 ? 0 : 1
}

main().then(process.exit, (error: Error) => {
  console.error(error.message)
  process.exit(1)
})
