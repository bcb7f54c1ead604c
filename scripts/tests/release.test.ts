import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readRelease } from '../release/changelog'
import { explainRefusal, readNeeds } from '../release/needs'

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

/** As WeChat gives them: RSA, in PKCS 1. */
const KEY = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs1', format: 'pem' })

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
    writeFileSync(key, KEY)
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

  it('a slash after the server is none too many', () => {
    expect(() => readNeeds('upload', { ...good(), TARO_APP_API_BASE: 'https://api.zhuan.cn/' })).not.toThrow()
  })

  it('a key that was cut off is none', () => {
    writeFileSync(key, String(KEY).slice(0, 200))
    expect(() => readNeeds('preview', good())).toThrow('download it again')
  })

  it.each([
    ['the tourist’s AppID', { WECHAT_APPID: 'touristappid' }, 'WECHAT_APPID is "touristappid"'],
    ['a key that is not there', { WECHAT_UPLOAD_KEY: '/none' }, 'cannot be read'],
    [
      'a file that is no key',
      { WECHAT_UPLOAD_KEY: __filename.replace(/release.*/, 'templates.test.ts') },
      'holds no private key',
    ],
    ['no AppID', { WECHAT_APPID: '' }, 'WECHAT_APPID is not set'],
    ['an AppID in capitals', { WECHAT_APPID: 'WX0123456789ABCDEF' }, 'WECHAT_APPID is "WX0123456789ABCDEF"'],
    ['a folder in place of a key', { WECHAT_UPLOAD_KEY: __dirname }, 'cannot be read'],
    ['an upload without owner', { TARO_APP_OWNER: ' ' }, 'TARO_APP_OWNER is not set'],
    ['an owner that nobody put in', { TARO_APP_OWNER: '<your name>' }, 'is a placeholder'],
    ['an owner of check:review', { TARO_APP_OWNER: '未填写的运营者' }, 'is a placeholder'],
    ['a contact that nobody put in', { TARO_APP_CONTACT: '…' }, 'is a placeholder'],
    ['a server without encryption', { TARO_APP_API_BASE: 'http://api.zhuan.cn' }, 'expected https'],
    ['a server without a name', { TARO_APP_API_BASE: 'https://203.0.113.5' }, 'takes no bare address'],
    ['this machine', { TARO_APP_API_BASE: 'https://localhost:8080' }, 'takes no bare address'],
    ['a server of check:review', { TARO_APP_API_BASE: 'https://api.example.com' }, 'a domain of yours'],
    ['a server with a path', { TARO_APP_API_BASE: 'https://api.zhuan.cn/v1' }, 'nothing after the name'],
    ['a name alone', { TARO_APP_API_BASE: 'api.zhuan.cn' }, 'an address such as'],
    ['the placeholder of the page', { TARO_APP_API_BASE: 'https://<host>' }, 'an address such as'],
  ])('%s is told', (_what, change, words) => {
    expect(() => readNeeds('upload', { ...good(), ...change })).toThrow(words)
  })
})

it.each([
  ['getaddrinfo ENOTFOUND servicewechat.com', /servicewechat\.com\nWeChat cannot be reached/],
  ['{"errCode":-10008,"errMsg":"invalid ip: 203.0.113.5"}', /IP 白名单/],
  ['something else', /^something else$/],
])('of %j is told what to do', (message, words) => {
  expect(explainRefusal(message)).toMatch(words)
})
