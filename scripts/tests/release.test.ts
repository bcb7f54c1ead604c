import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readRelease } from '../release/changelog'
import { readNeeds } from '../release/needs'

describe('version and notes', () => {
  it.each([
    ['## 1.0.0 – 2027-01-05', '1.0.0'],
    ['## [1.2.3] - 2027-01-05', '1.2.3'],
    ['## v2.0.10', '2.0.10'],
  ])('%s is %s', (heading, version) => {
    expect(readRelease(`# Changelog\n\nText.\n\n${heading}\n\n- 出分提醒\n\n## 0.9.0\n\n- 旧的\n`)).toEqual({
      version,
      notes: '- 出分提醒',
    })
  })

  it('people read the part that is for them, cut to what fits', () => {
    const text = `## 1.0.0\n### Added\n**For candidates**\n- ${'长'.repeat(300)}\n\n**For developers**\n- tests\n`
    const { notes } = readRelease(text)
    expect(Array.from(notes)).toHaveLength(200)
    expect(notes).toMatch(/^- 长+…$/)
  })

  it.each(['', '# Changelog\n\n## Unreleased\n\n- x\n\n## 1.0.0\n', '## 1.0\n'])(
    '%j names no version to be uploaded',
    text => {
      expect(() => readRelease(text)).toThrow(/expected a version/)
    },
  )

  it('the version that the package has is a version', () => {
    const { version } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8'))
    expect(readRelease(`## ${version}\n- x`).version).toBe(version)
  })
})

describe('what the environment has to say', () => {
  let folder: string
  let key: string
  const good = () => ({
    ...{ WECHAT_APPID: 'wx0123456789abcdef', WECHAT_UPLOAD_KEY: key },
    ...{ TARO_APP_API_BASE: 'https://api.zhuan.cn', TARO_APP_OWNER: '张三', TARO_APP_CONTACT: 'mail@zhuan.cn' },
  })
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'release-'))
    key = path.join(folder, 'key')
    writeFileSync(key, '-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY-----\n')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is enough', () => {
    expect(readNeeds('upload', good())).toEqual({ appId: 'wx0123456789abcdef', keyPath: key })
    const { WECHAT_APPID, WECHAT_UPLOAD_KEY } = good()
    expect(readNeeds('preview', { WECHAT_APPID, WECHAT_UPLOAD_KEY }).keyPath).toBe(key)
  })

  it('everything that is missing is told at once', () => {
    expect(() => readNeeds('upload', {})).toThrow(
      /WECHAT_APPID[\s\S]*WECHAT_UPLOAD_KEY[\s\S]*TARO_APP_API_BASE[\s\S]*TARO_APP_OWNER[\s\S]*TARO_APP_CONTACT/,
    )
  })

  it.each([
    ['the tourist’s AppID', { WECHAT_APPID: 'touristappid' }, 'WECHAT_APPID is "touristappid"'],
    ['a key that is not there', { WECHAT_UPLOAD_KEY: '/none' }, 'cannot be read'],
    [
      'a file that is no key',
      { WECHAT_UPLOAD_KEY: __filename.replace(/release.*/, 'templates.test.ts') },
      'holds no private key',
    ],
    ['an upload without owner', { TARO_APP_OWNER: ' ' }, 'TARO_APP_OWNER is not set'],
  ])('%s is told', (_what, change, words) => {
    expect(() => readNeeds('upload', { ...good(), ...change })).toThrow(words)
  })
})
