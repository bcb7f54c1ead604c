import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type ecmaVersion, parse } from 'acorn'
import doiuse from 'doiuse'
import postcss from 'postcss'
import { buildProduct } from '../../bench/weapp/build'
import { browserslist } from '../../package.json'
import { libVersion, setting } from '../../project.config.json'

/*
 * The oldest phones that are promised (docs/phones.md), against what is compiled and what is asked of WeChat. The floor is
 * stated where tools read it: phones in package.json, the base library in project.config.json.
 */
jest.setTimeout(180_000)

const ROOT = path.resolve(__dirname, '../..')
/** Newer syntax is refused at the upload as long as WeChat may not compile it once more (`es6` in project.config.json). */
const SYNTAX: ecmaVersion = 2019

/** WeChat's own, as the runner has them. */
const TYPINGS = 'miniprogram-api-typings/types/wx/lib.wx.api.d.ts'

/** What caniuse calls partial although all that is used of it works on these phones. */
const PARTIAL: Record<string, string> = {
  'css-overflow': 'without the value clip, which is used nowhere',
  'css-masks': 'with -webkit- in front, which the build adds',
  'css-gradients': 'a colour fades to grey where it should only become transparent, used nowhere',
}

let files: { name: string; text: string }[]
beforeAll(async () => {
  const folder = await buildProduct()
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(js|wxss)$/.test(name))
    .map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
})

it('is written in no newer JavaScript than the upload takes', () => {
  const scripts = files.filter(({ name }) => name.endsWith('.js'))
  const found = scripts.flatMap(({ name, text }) => {
    try {
      parse(text, { ecmaVersion: SYNTAX })
      return []
    } catch (error) {
      return `${name}: ${error instanceof Error ? error.message : error}`
    }
  })
  expect(scripts.length).toBeGreaterThan(10)
  expect(setting.es6).toBe(false)
  expect(found).toEqual([])
})

it('uses no style that the oldest phones do not know', () => {
  const sheets = files.filter(({ name }) => name.endsWith('.wxss'))
  const missing: string[] = []
  const partial = new Set<string>()
  for (const { name, text } of sheets) {
    const plugin = doiuse({
      browsers: browserslist,
      onFeatureUsage: ({ feature, featureData, message }) => {
        if (featureData.missing) missing.push(message)
        else partial.add(feature)
      },
    })
    // The work is done when the result is read.
    void postcss([plugin]).process(text, { from: name }).css
  }
  expect(sheets.some(({ text }) => /[;{]gap:/.test(text))).toBe(true)
  expect(missing).toEqual([])
  expect([...partial].filter(feature => PARTIAL[feature] === undefined)).toEqual([])
})

it('asks WeChat for nothing that is newer than the oldest base library', () => {
  const typings = readFileSync(createRequire(`${ROOT}/packages/weapp-runner/package.json`).resolve(TYPINGS), 'utf8')
  const wx = typings.slice(typings.indexOf('interface Wx {'))
  const source = readdirSync(`${ROOT}/src/platform`, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => readFileSync(`${ROOT}/src/platform/${name}`, 'utf8'))
  const names = new Set(source.flatMap(text => [...text.matchAll(/\bTaro\.([a-z]\w+)/g)].map(([, name]) => name!)))
  // A function of the page's own scope, older than versions.
  names.delete('getCurrentPages')
  const needed = [...names].map(name => {
    const at = wx.search(new RegExp(`^ {8}${name}[(<]`, 'm'))
    if (at < 0) throw new Error(`wx.${name}: expected it in WeChat's typings`)
    const comment = wx.slice(wx.lastIndexOf('/**', at), at)
    return { name, since: /^\* 需要基础库： `([\d.]+)`/m.exec(comment)?.[1] ?? '1.0.0' }
  })
  const order = (version: string): number => version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)
  expect(needed).toContainEqual({ name: 'getAppBaseInfo', since: '2.20.1' })
  expect(needed.filter(({ since }) => order(since) > order(libVersion))).toEqual([])
})

it('is what the page for people says', () => {
  const page = readFileSync(`${ROOT}/docs/phones.md`, 'utf8')
  const promised = [...browserslist.map(each => each.replace(' >= ', ' ')), libVersion, `ES${SYNTAX}`]
  expect(promised.filter(each => !page.includes(each))).toEqual([])
})
