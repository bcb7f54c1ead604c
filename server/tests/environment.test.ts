import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EnvironmentError, readEnvironment } from '../src/environment'

const folder = mkdtempSync(join(tmpdir(), 'zhuan-environment-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const templates = write('templates.json', {
  'score-release': {
    templateId: 'tpl-1',
    page: 'pages/scores/index?year={examYear}',
    data: { thing1: '{examYear} 成绩', time2: '{date} {time}' },
  },
})

const good = {
  WECHAT_APPID: 'wx0000000000000001',
  WECHAT_SECRET: 'wechat-secret',
  WECHAT_PUSH_TOKEN: 'push-token',
  WECHAT_PUSH_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  SESSION_SECRET: 'x'.repeat(32),
  OPERATOR_TOKEN: 'y'.repeat(16),
  REMINDER_TEMPLATES: templates,
}

const faults = (changes: Record<string, string | undefined>, role = 'all'): string[] => {
  try {
    readEnvironment({ ...good, ...changes }, role)
    return []
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults
    throw error
  }
}

test('the defaults are those of the contract', () => {
  expect(readEnvironment(good, 'all')).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    dataDir: '.data',
    sendConcurrency: 100,
    sendRatePerSecond: 1000,
    undoSeconds: 60,
    unconfirmedRetrySeconds: 600,
    clockOffsetSeconds: 0,
    logLevel: 'info',
    wechat: { apiBase: 'https://api.weixin.qq.com', pushMode: 'safe' },
  })
})

test('all faults are listed at once', () => {
  const found = faults({
    WECHAT_APPID: undefined,
    WECHAT_SECRET: '',
    WECHAT_PUSH_AES_KEY: 'short',
    SESSION_SECRET: 'too short',
    OPERATOR_TOKEN: 'short',
    PORT: '70000',
    SEND_CONCURRENCY: '0',
    UNDO_SECONDS: 'soon',
    WECHAT_PUSH_MODE: 'open',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'example',
    REMINDER_TEMPLATES: join(folder, 'missing.json'),
  })
  for (const name of [
    'WECHAT_APPID',
    'WECHAT_SECRET',
    'WECHAT_PUSH_AES_KEY',
    'SESSION_SECRET',
    'OPERATOR_TOKEN',
    'PORT',
    'SEND_CONCURRENCY',
    'UNDO_SECONDS',
    'WECHAT_PUSH_MODE',
    'LOG_LEVEL',
    'PUBLIC_URL',
    'REMINDER_TEMPLATES',
  ]) {
    expect(found).toContainEqual(expect.stringContaining(name))
  }
})

test('no secret is repeated in a fault', () => {
  const found = faults({
    SESSION_SECRET: 'hush-hush',
    OPERATOR_TOKEN: 'whisper',
    DATABASE_URL: 'mysql://me:password@there/x',
  }).join('\n')
  expect(found).toContain('DATABASE_URL')
  expect(found).not.toMatch(/hush|whisper|password/)
})

test('SESSION_SECRET is counted in bytes', () => {
  expect(faults({ SESSION_SECRET: '密'.repeat(11) })).toEqual([])
  expect(faults({ SESSION_SECRET: '密'.repeat(10) })).toHaveLength(1)
})

test.each(['密'.repeat(16), ` ${'y'.repeat(16)}`, `${'y'.repeat(16)} `, `${'y'.repeat(16)}\t`, `yyyyyyyy\nyyyyyyyy`])(
  'OPERATOR_TOKEN %j cannot be sent in a header',
  token => {
    expect(faults({ OPERATOR_TOKEN: token })).toEqual([
      'OPERATOR_TOKEN cannot be sent in a header: expected printable ASCII characters without blanks at its ends',
    ])
  },
)

test('OPERATOR_TOKEN may have a blank inside', () => {
  expect(faults({ OPERATOR_TOKEN: 'correct horse battery' })).toEqual([])
})

test('an unknown role is listed with all other faults', () => {
  expect(faults({ WECHAT_APPID: '', SESSION_SECRET: '' }, 'wrok')).toEqual([
    'the role is "wrok", expected one of all, serve, work',
    'SESSION_SECRET is missing',
    'WECHAT_APPID is missing',
  ])
})

test('UNDO_SECONDS may be 0', () => {
  expect(readEnvironment({ ...good, UNDO_SECONDS: '0' }, 'all').undoSeconds).toBe(0)
})

test.each(['serve', 'work'] as const)('%s needs a shared database', role => {
  expect(faults({}, role)).toEqual([expect.stringContaining('DATABASE_URL')])
  expect(faults({ DATABASE_URL: 'postgres://localhost/zhuan' }, role)).toEqual([])
})

test('with the real WeChat neither plain push nor a moved clock is taken', () => {
  const risky = { WECHAT_PUSH_MODE: 'plain', CLOCK_OFFSET_SECONDS: '60' }
  expect(faults(risky)).toHaveLength(2)
  expect(faults({ ...risky, WECHAT_API_BASE: 'https://API.weixin.qq.com/' })).toHaveLength(2)
  for (const host of ['api2.weixin.qq.com', 'sh.api.weixin.qq.com', 'api.weixin.qq.com.', 'api.weixin.qq.com:8443'])
    expect(faults({ ...risky, WECHAT_API_BASE: `https://${host}` })).toHaveLength(2)
  for (const base of ['http://127.0.0.1:8787', 'http://weixin.qq.com.example.org', 'http://notweixin.qq.com'])
    expect(faults({ ...risky, WECHAT_API_BASE: base })).toEqual([])
})

test('operators have names, and the single token is the operator’s', () => {
  const { OPERATOR_TOKEN: single, ...without } = good
  expect(
    readEnvironment({ ...without, OPERATOR_TOKENS: 'ann:0123456789abcdef, bob:fedcba:9876543210' }, 'all').operators,
  ).toEqual([
    { name: 'ann', token: '0123456789abcdef' },
    { name: 'bob', token: 'fedcba:9876543210' },
  ])
  expect(readEnvironment(good, 'all').operators).toEqual([{ name: 'operator', token: single }])
})

test.each([
  ['ann', 'entry 1: expected name:token'],
  ['system:0123456789abcdef', 'entry 1: expected name:token'],
  ['ann:hush-hush', 'entry 1 (ann): expected a token of at least 16'],
  ['ann:0123456789abcdef,ann:fedcba9876543210', 'entry 2 (ann): the name or the token is there twice'],
  [`ann:${good.OPERATOR_TOKEN}`, 'entry 1 (ann): the name or the token is there twice'],
])('OPERATOR_TOKENS %j is refused, and no token told', (value, expected) => {
  const told = faults({ OPERATOR_TOKENS: value })
  expect(told).toEqual([expect.stringContaining(expected)])
  expect(told[0]).not.toMatch(/hush|0123|yyyy/)
})

test('TRUSTED_PROXIES names what it does not understand', () => {
  expect(faults({ TRUSTED_PROXIES: 'loopback,100.64.0.0/10' })).toEqual([])
  expect(faults({ TRUSTED_PROXIES: 'example.org' })).toEqual([
    expect.stringContaining('TRUSTED_PROXIES has "example.org"'),
  ])
})

describe('the file of REMINDER_TEMPLATES', () => {
  test.each([
    ['no JSON', '{', 'cannot be read as JSON'],
    ['a list', [], 'found a list'],
    ['an unknown kind', { 'score-relaese': {} }, 'unknown kind "score-relaese"'],
    ['no data', { exam: { templateId: 't', page: 'p' } }, 'exam.data is missing'],
    ['an empty wording', { exam: { templateId: 't', page: 'p', data: { thing1: ' ' } } }, 'exam.data.thing1'],
    ['no keyword code', { exam: { templateId: 't', page: 'p', data: { Thing: 'x' } } }, 'no keyword code'],
    ['an unknown placeholder', { exam: { templateId: 't', page: 'p', data: { thing1: '{name}' } } }, 'has {name}'],
    [
      'a page as the mini-program’s router has it',
      { exam: { templateId: 't', page: '/pages/x', data: { thing1: 'x' } } },
      'exam.page is "/pages/x", expected it without the /',
    ],
    ...['bad id!', 'x'.repeat(65), 'tpl\n'].map((templateId): [string, object, string] => [
      'a template id that the API would refuse',
      { exam: { templateId, page: 'p', data: { thing1: 'x' } } },
      'exam.templateId is ',
    ]),
    [
      'an unknown field',
      { exam: { templateId: 't', page: 'p', data: { thing1: 'x' }, lang: 'en' } },
      'exam.lang is unknown',
    ],
    ...[
      [{ templateId: 'old', data: { thing1: 'x' } }, 'exam.earlier is a object, expected a list'],
      [[{ templateId: 'old' }], 'exam.earlier[0].data is missing'],
      [[{ templateId: 't', data: { thing1: 'x' } }], 'exam.earlier[0].templateId is "t" again'],
      [['old'], 'exam.earlier[0] is a string'],
    ].map(([earlier, expected]): [string, object, string] => [
      'an earlier template that cannot be sent',
      { exam: { templateId: 't', page: 'p', data: { thing1: 'x' }, earlier } },
      expected as string,
    ]),
  ])('%s is refused', (_what, content, expected) => {
    expect(faults({ REMINDER_TEMPLATES: write('bad.json', content) })).toContainEqual(expect.stringContaining(expected))
  })
})
