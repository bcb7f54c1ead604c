import type { QualityResult, WeChatSchemas } from '../release/wechat-ci'
import {
  absentFindings,
  packageBytes,
  QUALITY_RULES,
  qualityFindings,
  schemaFindings,
  scriptFindings,
  secretFindings,
  sizeFindings,
} from '../review/wechat-findings'

/** As miniprogram-ci answers when it has nothing against a mini-program. */
const passed = (): QualityResult[] => QUALITY_RULES.map(name => ({ name, success: true, text: `about ${name}` }))

describe('代码质量', () => {
  it('has no finding when every rule has passed', () => {
    expect(qualityFindings(passed())).toEqual([])
  })

  it.each(QUALITY_RULES)('%s, broken, is a finding with its words and what it found', broken => {
    const results = passed().map(each => (each.name === broken ? { ...each, success: false, detail: ['a.js'] } : each))
    expect(qualityFindings(results)).toEqual([`code quality: ${broken}: about ${broken} ["a.js"]`])
  })

  it('components that only subpackages use are a finding, though their rule always passes', () => {
    const rule = 'CONTAINS_OTHER_PKG_COMPONENTS'
    const withDetail = (comps: string[]) =>
      passed().map(each => (each.name === rule ? { ...each, detail: { size: 1, files: comps, comps } } : each))
    expect(qualityFindings(withDetail(['dead'])).join()).toContain(rule)
    expect(qualityFindings(withDetail([]))).toEqual([])
  })

  it.each(QUALITY_RULES)('%s that did not run is a finding, though it counts as passed', absent => {
    const words = [`code quality: ${absent} was not checked`]
    expect(qualityFindings(passed().filter(({ name }) => name !== absent))).toEqual(words)
    // So it answers when checking a rule throws.
    const thrown = passed().map(each => (each.name === absent ? { name: absent, success: true } : each))
    expect(qualityFindings(thrown)).toEqual(words)
  })
})

describe('schemas', () => {
  const asked: string[] = []
  /** Like WeChat's: what is unknown is a warning, what has a wrong type an error. */
  const schemas: WeChatSchemas = {
    schemaValidate: (schema, json) => {
      asked.push(schema)
      const { wrong, unknown } = json as Record<string, string | undefined>
      return {
        warning: unknown ? `${schema}.json ["${unknown}"]` : '',
        error: wrong ? [{ errorType: 'type', errorProperty: wrong }] : [],
      }
    },
  }
  const found = (files: Record<string, string>) => schemaFindings(schemas, new Map(Object.entries(files)))

  it('every file is held against its own', () => {
    const files = ['app.json', 'theme.json', 'sitemap.json', 'project.config.json', 'pages/me/index.json', 'comp.json']
    expect(found(Object.fromEntries(files.map(file => [file, '{}'])))).toEqual([])
    expect(asked).toEqual(['app', 'theme', 'sitemap', 'projectconfig', 'page', 'page'])
  })

  it.each([
    ['a wrong type', '{"wrong":"darkmode"}', 'schema: app.json: darkmode breaks type'],
    [
      'a name that nobody knows',
      '{"unknown":"darkmod"}',
      'schema: app.json: app.json ["darkmod"] is unknown to WeChat',
    ],
    ['what is no JSON', '{', 'schema: app.json is no JSON'],
  ])('%s is a finding', (_what, text, words) => {
    expect(found({ 'app.json': text }).join()).toContain(words)
  })
})

it('a sitemap or a theme that is not there is a finding', () => {
  const app = JSON.stringify({ sitemapLocation: 'sitemap.json', themeLocation: 'theme.json' })
  const files = (more: Record<string, string>) => new Map(Object.entries({ 'app.json': app, ...more }))
  expect(absentFindings(files({ 'sitemap.json': '{}', 'theme.json': '{}' }))).toEqual([])
  expect(absentFindings(files({ 'theme.json': '{}' })).join()).toContain('sitemapLocation is sitemap.json')
  expect(absentFindings(files({ 'sitemap.json': '{}' })).join()).toContain('themeLocation is theme.json')
})

describe('sizes of what is uploaded', () => {
  const app = { subPackages: [{ root: 'help', pages: ['index'] }] }
  const MB = 2 ** 20

  it('are counted by package, in bytes and not in characters', () => {
    const bytes = packageBytes({ 'app.js': '注安', 'help/index.js': Buffer.alloc(7), 'helper.js': 'x' }, app)
    expect(Object.fromEntries(bytes)).toEqual({ '': 7, help: 7 })
  })

  it.each([
    ['2 MB are not too much', { '': 2 * MB, help: 2 * MB }, []],
    ['a byte more is', { '': 2 * MB + 1 }, ['size: the main package is uploaded with 2097153 bytes, at most 2097152']],
    ['in a subpackage, too', { help: 2 * MB + 1 }, ['size: help is uploaded with 2097153 bytes, at most 2097152']],
    [
      '30 MB in all',
      Object.fromEntries(Array.from({ length: 16 }, (_, at) => [String(at), 2 * MB])),
      [`size: ${32 * MB} bytes are uploaded in all, at most ${30 * MB}`],
    ],
  ])('%s', (_what, bytes, findings) => {
    expect(sizeFindings(new Map(Object.entries(bytes)))).toEqual(findings)
  })
})

it('what looks like an AppSecret is a finding and not shown, but for the names of files', () => {
  const part = 'a171d87b298c630617d8e7dca85a2e1f'
  const files = { [`certificate/${part}.js`]: 'x', 'index.js': `require("./${part}.js")` }
  expect(secretFindings(new Map(Object.entries(files)))).toEqual([])
  const secret = '0123456789abcdef0123456789abcdef'
  const findings = secretFindings(new Map(Object.entries({ ...files, 'common.js': `x="${secret}"` })))
  expect(findings).toEqual(['secret: common.js holds 0123…, which looks like an AppSecret'])
})

it('a script that is none is a finding with its name, and is not run', () => {
  const files = { 'app.js': 'throw new Error("run")', 'help/index.js': 'let x = (;' }
  expect(scriptFindings(new Map(Object.entries(files)))).toEqual(["script: help/index.js: Unexpected token ';'"])
})
