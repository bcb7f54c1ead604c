import type { Built } from '../review/built'
import { findings, RULES_OF_A_RELEASE, RULES_OF_EVERY_BUILD } from '../review/rules'

const RULES = [...RULES_OF_A_RELEASE, ...RULES_OF_EVERY_BUILD]

const APP = {
  pages: ['pages/progress/index', 'pages/me/index'],
  subPackages: [
    { root: 'help', pages: ['about/index'] },
    { root: 'pages/privacy', pages: ['index'] },
    { root: 'pages/terms', pages: ['index'] },
  ],
  tabBar: { list: [{ pagePath: 'pages/progress/index' }, { pagePath: 'pages/me/index' }] },
  preloadRule: { 'pages/me/index': { packages: ['help'] } },
}

const FILES: Record<string, string> = {
  'app.json': JSON.stringify(APP),
  'taro.js': 'var a="https://taro.com",b=["setClipboardData","getLocation"]',
  'common.js':
    'const s="https://api.zhuan.cn".replace(/x/,""),o="张三",c="mail@zhuan.cn";w.setClipboardData({data:e});w.getAccountInfoSync().envVersion',
  'pages/me/index.js': 'g("privacy");g("terms");t({children:"删除我的全部数据"});b({openType:"contact"})',
  'pages/privacy/index.js': 'x=[{title:"会用到的手机功能",text:["剪贴板（复制备份）"]},{title:"不做的",text:["位置"]}]',
  'pages/terms/index.js':
    'x="不开启提醒，其他功能一样能用；分享的卡片可以收回",y=["同意一次，我们才能发一条","纸质证书领取","分享给朋友","复制日历订阅地址"]',
  'help/about/index.js': 'x="以官方公告为准"',
}

const GUIDE = '| interface | wording |\n|---|---|\n| `wx.setClipboardData` | 读取你的剪切板 |\n'

interface Change {
  files?: Record<string, string>
  sizes?: Record<string, number>
  app?: object
  guide?: string
  owner?: string
  contact?: string
}

/** A mini-program that nobody would reject, but for a change. */
function built({
  files = {},
  sizes = {},
  app,
  guide = GUIDE,
  owner = '张三',
  contact = 'mail@zhuan.cn',
}: Change): Built {
  const all = { ...FILES, ...files, ...(app && { 'app.json': JSON.stringify({ ...APP, ...app }) }) }
  return {
    files: new Map(Object.entries(all)),
    sizes: new Map([
      ...Object.entries(all).map(([name, text]): [string, number] => [name, text.length]),
      ...Object.entries(sizes),
    ]),
    ...{ guide, owner, contact },
  }
}

const check = (change: Change) => findings(built(change), RULES)
const inScript = (text: string): Change => ({ files: { 'help/about/index.js': text } })
const withAddress = (address: string): Change => ({
  files: { 'common.js': FILES['common.js']!.replace('https://api.zhuan.cn', address) },
})

it('what nobody would reject has no finding', () => {
  expect(check({})).toEqual([])
})

/** Breaches, and the rules that see them. */
const BREACHES: [what: string, change: Change, rule: string, words: string][] = [
  ['no server', withAddress(''), 'one https address', 'none'],
  ['a server without encryption', withAddress('http://api.zhuan.cn'), 'one https address', 'expected https'],
  ['a server without a name', withAddress('https://203.0.113.5'), 'one https address', 'a domain'],
  ['a second server', inScript('x="https://dev.zhuan.cn/v1"'), 'one https address', '2 addresses'],
  ['a switch by version', inScript('x=v==="develop"?a:b'), 'no switch by version', 'decides by the version'],
  ['another one', inScript("switch(v){case'trial':y()}"), 'no switch by version', "'trial'"],
  ['this machine', inScript('x="ws://localhost:9"'), 'nothing on this machine', 'localhost'],
  ['this machine by number', inScript('x="127.0.0.1:80"'), 'nothing on this machine', '127.0.0.1'],
  ['an address at home', inScript('x="192.168.1.7"'), 'nothing on this machine', '192.168.1'],
  ['a test', inScript('x="测试版本"'), 'nothing unfinished', '测试'],
  [
    'a demonstration',
    { files: { 'help/about/index.json': '{"navigationBarTitleText":"Demo"}' } },
    'nothing unfinished',
    'Demo',
  ],
  ['what is still to be done', { files: { 'base.wxml': '<text>TODO</text>' } }, 'nothing unfinished', 'TODO'],
  ['what is to come', inScript('x="敬请期待"'), 'nothing unfinished', '敬请期待'],
  ['something for sharing', inScript('x="分享后可查看全部"'), 'nothing for subscribing or sharing', '分享后可'],
  ['a gate on subscribing', inScript('x="开启提醒才能使用"'), 'nothing for subscribing or sharing', '开启提醒才能'],
  ...[
    ...['分享到群即可领取', '转发给 3 位好友，免费领资料', '订阅后就能看真题', '邀请 3 人得会员', '允许通知才可以继续'],
    ...['查看答案请先转发', '抽奖', '签到得积分', '恭喜获得红包', '转发到考证群', '奖励已到账', '好友助力'],
  ].map((words): (typeof BREACHES)[number] => [
    words,
    inScript(`x="${words}"`),
    'nothing for subscribing or sharing',
    'gives something for it',
  ]),
  ['a prize', inScript('x="邀请好友一起"'), 'nothing for subscribing or sharing', '邀请好友'],
  ['an app to be installed', inScript('x="请下载掌上12333App"'), 'no app is promoted', '掌上12333App'],
  ['no owner', { owner: ' ' }, 'owner and contact', 'TARO_APP_OWNER is empty'],
  ['no contact', { contact: '' }, 'owner and contact', 'TARO_APP_CONTACT is empty'],
  ['an owner that the build does not know', { owner: '李四' }, 'owner and contact', 'is not in the build'],
  [
    'an interface that the privacy page keeps quiet about',
    {
      files: { 'share/index.js': 'w.addPhoneCalendar({})' },
      guide: `${GUIDE}| \`wx.addPhoneCalendar\` | 使用你的日历（仅写入） |\n`,
    },
    'the privacy page names every private interface',
    'does not say 日历',
  ],
  [
    'a button that asks for a number',
    { files: { 'share/index.js': 'b({openType:"getPhoneNumber"})' } },
    'the privacy page names every private interface',
    'does not say 手机号',
  ],
  [
    'a privacy page without the phone',
    { files: { 'pages/privacy/index.js': 'x=1' } },
    'the privacy page names every private interface',
    'no block',
  ],
  [
    'an interface that the guide lacks',
    { guide: '' },
    'docs/launch/privacy-guide.md names every private interface',
    'setClipboardData is used',
  ],
  [
    'a wording that is not WeChat’s',
    { guide: '| `wx.setClipboardData` | 剪贴板 |' },
    'docs/launch/privacy-guide.md names every private interface',
    '读取你的剪切板',
  ],
  [
    'an interface in the guide that nobody uses',
    { guide: `${GUIDE}| \`wx.getLocation\` | 位置信息 |\n` },
    'docs/launch/privacy-guide.md names every private interface',
    'getLocation is named and not used',
  ],
  [
    'no privacy page',
    {
      app: {
        subPackages: [
          { root: 'help', pages: [] },
          { root: 'pages/terms', pages: ['index'] },
        ],
      },
    },
    'terms, privacy and deletion can be reached',
    'pages/privacy/index is no page',
  ],
  [
    'no way to the terms',
    { files: { 'pages/me/index.js': FILES['pages/me/index.js']!.replace('"terms"', '"about"') } },
    'terms, privacy and deletion can be reached',
    'does not lead to 使用条款',
  ],
  [
    'no way to the privacy page',
    { files: { 'pages/me/index.js': FILES['pages/me/index.js']!.replace('"privacy"', '"about"') } },
    'terms, privacy and deletion can be reached',
    'does not lead to 隐私说明',
  ],
  [
    'no deletion',
    { files: { 'pages/me/index.js': FILES['pages/me/index.js']!.replace('删除', '查看') } },
    'terms, privacy and deletion can be reached',
    'does not offer 删除我的全部数据',
  ],
  ['我的 that is no tab', { app: { tabBar: { list: [] } } }, 'terms, privacy and deletion can be reached', 'no tab'],
  ['a main package that is too large', { sizes: { 'big.png': 2 ** 21 } }, 'packages', 'the main package has'],
  ['a subpackage that is too large', { sizes: { 'pages/terms/big.png': 2 ** 21 + 1 } }, 'packages', 'pages/terms has'],
  [
    'too much loaded ahead',
    {
      app: { preloadRule: { 'pages/me/index': { packages: ['help', 'pages/terms'] } } },
      sizes: { 'help/big.png': 2 ** 20, 'pages/terms/big.png': 2 ** 20 },
    },
    'packages',
    'bytes ahead',
  ],
  [
    'a package ahead that is none',
    { app: { preloadRule: { 'pages/me/index': { packages: ['x'] } } } },
    'packages',
    'no subpackage',
  ],
]

it.each(BREACHES)('%s is seen', (_what, change, rule, words) => {
  const faults = check(change)
  expect(faults.length).toBeGreaterThan(0)
  expect(faults[0]).toMatch(new RegExp(`^${rule}`))
  expect(faults.join('\n')).toContain(words)
})

it('every rule has a breach here', () => {
  const seen = RULES.filter(({ name }) => BREACHES.some(([, , rule]) => name.startsWith(rule)))
  expect(seen.map(({ name }) => name)).toEqual(RULES.map(({ name }) => name))
})
