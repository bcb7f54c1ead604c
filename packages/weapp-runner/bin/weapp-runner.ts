#!/usr/bin/env tsx
import { parseArgs } from 'node:util'
import { launch } from '../src/index'

const HELP = `weapp-runner DIR [--page pages/x/index?a=b] [--screenshot FILE.png] [--full] [--metrics] [--audit]
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
      audit: { type: 'boolean' },
      scene: { type: 'string' },
      now: { type: 'string' },
      dark: { type: 'boolean' },
      'font-size': { type: 'string' },
      storage: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const dir = positionals[0]
  if (values.help || dir === undefined) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const fontSize = values['font-size']
  const app = await launch({
    dir,
    storage: values.storage === undefined ? {} : JSON.parse(values.storage),
    device: {
      ...(values.dark ? { colorScheme: 'dark' } : {}),
      ...(fontSize === undefined ? {} : { fontSizeSetting: Number(fontSize) }),
    },
    ...(values.now === undefined ? {} : { now: values.now }),
  })
  await app.open(values.page, values.scene === undefined ? {} : { scene: Number(values.scene) })
  if (values.screenshot !== undefined) await app.screenshot({ path: values.screenshot, full: values.full === true })
  if (values.metrics) {
    const { setData, package: packed, ...metrics } = await app.metrics()
    const { files: _, ...sizes } = packed
    console.log(
      JSON.stringify({ ...metrics, setData: { ...setData, calls: setData.calls.length }, package: sizes }, null, 2),
    )
  }
  if (values.audit) console.log(JSON.stringify(await app.audit(), null, 2))
  const errors = await app.errors()
  for (const error of errors) console.error(`${error.kind} on ${error.page}: ${error.message}`)
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
