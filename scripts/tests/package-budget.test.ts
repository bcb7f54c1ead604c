import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { filesWithSchemaLibrary, filesWithStandIn } from '../testing/package-budget'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'package-budget-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Builds a module into the folder as small as it gets, with all that it needs but the exam. */
function build(source: string, define: Record<string, string> = {}): string {
  const file = path.join(folder, 'app.js')
  buildSync({
    stdin: { contents: source, resolveDir: path.join(__dirname, '../..') },
    ...{ outfile: file, bundle: true, minify: true, format: 'esm', target: 'chrome70', define },
    external: ['@zhuan/exam', '@tarojs/taro'],
  })
  return file
}

test.each([
  ['a schema', "import { CalendarQuery } from '@zhuan/api'\nconsole.log(CalendarQuery)"],
  ['the table of routes', "import { routes } from '@zhuan/api'\nconsole.log(routes.getRecord)"],
  [
    'a validator',
    "import { compileCheck, SessionRequest } from '@zhuan/api'\nconsole.log(compileCheck(SessionRequest))",
  ],
])('%s brings the schema library along, and that is seen', (_what, source) => {
  expect(filesWithSchemaLibrary(folder)).toEqual([])
  const file = build(source)
  writeFileSync(path.join(folder, 'app.json'), '{"note":"TypeBox.Kind"}')
  expect(filesWithSchemaLibrary(folder)).toEqual([file])
})

test.each(['login', 'subscribe', 'open-settings'])(
  'platform/%s brings WeChat’s stand-in into the preview, where that is seen, and not into the mini-program',
  name => {
    const source = `export * from './src/platform/${name}'`
    const target = (env: string) => ({
      'process.env.TARO_ENV': JSON.stringify(env),
      'process.env.TARO_APP_SANDBOX_BASE': '"http://sandbox.test"',
    })
    const file = build(source, target('weapp'))
    expect(filesWithStandIn(folder)).toEqual([])
    build(source, target('h5'))
    expect(filesWithStandIn(folder)).toEqual([file])
  },
)

test('what the mini-program may take of packages/api has none of it, and is small', () => {
  const file = build(`
    import { addressOf, createClient } from '@zhuan/api/client'
    import { candidateOf, fromValues, toValues } from '@zhuan/api/record'
    import { APP_ENDPOINTS, REMINDER_NEEDS } from '@zhuan/api/vocabulary'
    console.log(addressOf, createClient, candidateOf, fromValues, toValues, APP_ENDPOINTS, REMINDER_NEEDS)`)
  expect(filesWithSchemaLibrary(folder)).toEqual([])
  expect(statSync(file).size).toBeLessThanOrEqual(5_000)
})
