#!/usr/bin/env tsx
import { parseArgs } from 'node:util'
import { launch } from '../src/index'

const HELP = `weapp-runner DIR [--page pages/x/index?a=b] [--screenshot FILE.png] [--full] [--metrics]
             [--scene N] [--now ISO] [--dark] [--font-size PX] [--storage '{"key":"value"}']

Opens a compiled WeChat mini-program (the folder with app.json) in headless Chromium.
Exits 1 when the app had errors, which are printed.`

const TEXTS = ['page', 'screenshot', 'scene', 'now', 'font-size', 'storage'] as const
const FLAGS = ['full', 'metrics', 'dark', 'help'] as const
const option = <N extends string, T extends 'string' | 'boolean'>(names: readonly N[], type: T) =>
  Object.fromEntries(names.map(name => [name, { type }])) as Record<N, { type: T }>

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...option(TEXTS, 'string'), ...option(FLAGS, 'boolean') },
  })
  const dir = positionals[0]
  if (values.help || dir === undefined) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const { page, screenshot, scene, now, storage = '{}', 'font-size': fontSize = '17' } = values
  const app = await launch({
    ...{ dir, now, storage: JSON.parse(storage) },
    device: { colorScheme: values.dark ? 'dark' : 'light', fontSizeSetting: Number(fontSize) },
  })
  await app.open(page, { scene: scene === undefined ? undefined : Number(scene) })
  if (screenshot !== undefined) await app.screenshot({ path: screenshot, full: values.full === true })
  if (values.metrics) {
    const { setData, package: packed, ...metrics } = await app.metrics()
    const short = { ...metrics, setData: { ...setData, calls: undefined }, package: { ...packed, files: undefined } }
    console.log(JSON.stringify(short, null, 2))
  }
  const errors = await app.errors()
  for (const { kind, page: where, message } of errors) console.error(`${kind} on ${where}: ${message}`)
  await app.close()
  return errors.length === 0 ? 0 : 1
}

main().then(
  code => process.exit(code),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
