import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startBrowser } from '@zhuan/weapp-runner'
import { pagesOf, withPhone } from '../review/walk/phone'
import { findingsOf, WALKING_RULES } from '../review/walk/rules'
import { walk } from '../review/walk/walk'

jest.setTimeout(120_000)

/** A page by its template, and the members of its `Page`. */
type Native = [wxml: string, members?: string]

const HOME: Native = [
  `<view>{{ said }}</view>
   <button id="say" bindtap="say">说一句</button>
   <button id="next" bindtap="next">下一页</button>
   <button id="off" disabled="{{ true }}">先说一句</button>
   <picker id="year" range="{{ years }}" value="{{ chosen }}" bindchange="choose"><view>{{ years[chosen] }}</view></picker>
   <input id="name" placeholder="名字" />
   <button id="ask" bindtap="ask">删除</button>
   <button id="remind" bindtap="remind">开启提醒</button>
   <button id="friend" open-type="share">发给朋友</button>
   <radio-group><radio id="one" checked="{{ true }}">一</radio><radio id="two">二</radio></radio-group>`,
  `data: { said: '', years: ['2026', '2027'], chosen: 0 },
   say() { this.setData({ said: this.data.said + '好' }) },
   next() { wx.navigateTo({ url: '/pages/next/index' }) },
   choose({ detail }) { this.setData({ chosen: Number(detail.value) }) },
   ask() { wx.showModal({ title: '删除？', success: ({ confirm }) => confirm && wx.showToast({ title: '已删除' }) }) },
   remind() { wx.requestSubscribeMessage({ tmplIds: ['a'], success: ({ a }) => this.setData({ said: a }) }) },
   onShareAppMessage() { return { title: '看看' } },`,
]
const NEXT: Native = [
  '<button id="open" bindtap="open">展开</button><view wx:if="{{ opened }}" id="inside" bindtap="close">收起</view>',
  'data: { opened: false }, open() { this.setData({ opened: true }) }, close() { this.setData({ opened: false }) },',
]
/** As little as is needed to get from one page to the other. */
const PLAIN_HOME: Native = [
  '<view>{{ said }}</view><button id="next" bindtap="next">下一页</button>',
  "data: { said: '' }, next() { wx.navigateTo({ url: '/pages/next/index' }) },",
]
const REWARD: Native = ['<view>资料</view>']

let browser: Awaited<ReturnType<typeof startBrowser>>
const folders: string[] = []
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

interface Change {
  home?: Native
  next?: Native
  reward?: Native
}

/** A mini-program in which nothing is wrong, but for what is put after its pages. */
function built({ home = [''], next = [''], reward }: Change, [wxml, members] = PLAIN_HOME): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'walked-'))
  folders.push(folder)
  const pages: Record<string, Native> = {
    home: [wxml + home[0], members + (home[1] ?? '')],
    next: [NEXT[0] + next[0], NEXT[1]! + (next[1] ?? '')],
    ...(reward && { reward }),
  }
  const routes = Object.keys(pages).map(name => `pages/${name}/index`)
  writeFileSync(path.join(folder, 'app.json'), JSON.stringify({ pages: routes }))
  writeFileSync(path.join(folder, 'app.js'), 'App({})')
  for (const [name, [wxml, members = '']] of Object.entries(pages)) {
    const place = path.join(folder, 'pages', name)
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, 'index.json'), '{}')
    writeFileSync(path.join(place, 'index.wxml'), wxml)
    writeFileSync(path.join(place, 'index.js'), `Page({ ${members} })`)
  }
  return folder
}

const agrees = (folder: string) => ({ name: 'agrees', pages: pagesOf(folder) })
const check = (folder: string): Promise<string[]> =>
  withPhone(folder, browser, async phone => {
    const agreeing = [await walk(phone, agrees(folder))]
    return findingsOf({ agreeing, refusing: await walk(phone, { ...agrees(folder), name: 'refuses', refuses: true }) })
  })

it('what nobody would reject has no finding, and everything in it was tapped', async () => {
  const folder = built({}, HOME)
  const { tapped } = await withPhone(folder, browser, phone => walk(phone, agrees(folder)))
  expect(tapped.map(({ control }) => control.id).sort()).toEqual(
    ['say', 'next', 'year', 'name', 'ask', 'ask', 'remind', 'friend', 'two', 'one', 'open', 'inside'].sort(),
  )
  expect(await check(folder)).toEqual([])
})

const [DEAD, SAME] = WALKING_RULES.map(({ name }) => name) as [string, string]
const button = (words: string, more = 'bindtap="tapped"') => `<button id="breach" ${more}>${words}</button>`
const onHome = (wxml: string, members = ''): Change => ({ home: [wxml, members] })
const asking = (done: string) => `wx.requestSubscribeMessage({ tmplIds: ['a'], success: ({ a }) => { ${done} } })`

const BREACHES: [what: string, change: Change, rule: string, words: string][] = [
  ['a button without an answer', onHome(button('确定'), 'tapped() {},'), DEAD, '“确定” (button#breach) does nothing'],
  [
    'a button that asks the server and says nothing',
    onHome(button('刷新'), `tapped() { wx.request({ url: 'http://localhost:1/' }); console.log('asked') },`),
    DEAD,
    '“刷新” (button#breach) does nothing',
  ],
  ['what looks like a link', onHome('<view aria-role="link">详情</view>'), DEAD, '“详情” (view) does nothing'],
  [
    'a picker with one choice',
    onHome('<picker id="breach" range="{{ [1] }}" bindchange="choose">专业</picker>'),
    DEAD,
    'lets choose from 1',
  ],
  ['a picker that forgets', onHome('<picker id="breach" range="{{ [1, 2] }}">专业</picker>'), DEAD, 'does nothing'],
  ['sharing from a page that shares nothing', { next: [button('转给朋友', 'open-type="share"')] }, DEAD, '“转给朋友”'],
  [
    'a question that comes to nothing',
    onHome(button('清空'), `tapped() { wx.showModal({ title: '清空？' }) },`),
    DEAD,
    '“清空（确定）” (button#breach) does nothing',
  ],
  [
    'a dead button that another brings up, on a page further on',
    { next: ['<button wx:if="{{ opened }}" id="breach" bindtap="tapped">保存</button>', 'tapped() {},'] },
    DEAD,
    'pages/next/index (agrees): “保存” (button#breach) does nothing, expected that something changes, after',
  ],
  [
    'a button that something lies over',
    onHome(
      `${button('确定')}<view style="position: fixed; left: 0; right: 0; top: 0; bottom: 0"></view>`,
      'tapped() {},',
    ),
    DEAD,
    '“确定” (button#breach) cannot be touched',
  ],
  [
    'a button that is off and does not say why',
    onHome('<view><button disabled>提交</button></view>'),
    DEAD,
    'says why',
  ],
  [
    'a button that is off and looks as if it were not',
    onHome('<view aria-role="button" aria-disabled="true">还没填好</view>'),
    DEAD,
    'expected that it looks so',
  ],
  [
    'a tap that throws',
    onHome(button('计算'), 'tapped() { this.setData({ said: "1" }); none() },'),
    DEAD,
    'none is not',
  ],
  [
    'an interface that there is not',
    onHome(button('打印'), 'tapped() { this.setData({ said: "2" }); wx.startBluetoothDevicesDiscovery({}) },'),
    DEAD,
    'startBluetoothDevicesDiscovery',
  ],
  [
    'messages asked for when a page is opened',
    { next: ['', `onLoad() { wx.requestSubscribeMessage({ tmplIds: ['a'], fail() {} }) },`] },
    SAME,
    'pages/next/index (agrees): asks for messages when it is opened',
  ],
  [
    'messages asked for by a button that is about something else',
    onHome(button('查看成绩'), `tapped() { ${asking('this.setData({ said: "3" })')} },`),
    SAME,
    '“查看成绩” (button#breach) asks for messages and does not say so',
  ],
  [
    'a page for those who agree',
    {
      ...onHome(
        button('订阅看资料'),
        `tapped() { ${asking("if (a === 'accept') wx.navigateTo({ url: '/pages/reward/index' }); else wx.showToast({ title: '没有同意' })")} },`,
      ),
      reward: REWARD,
    },
    SAME,
    'pages/reward/index (agrees): is reached by those only who agreed',
  ],
  [
    'something on another page, once somebody agreed',
    {
      ...onHome(button('订阅'), `tapped() { ${asking("if (a === 'accept') wx.setStorageSync('vip', 1)")} },`),
      next: [
        '<button wx:if="{{ vip }}" id="gift" bindtap="open">真题资料</button>',
        `onLoad() { this.setData({ vip: wx.getStorageSync('vip') }) },`,
      ],
    },
    SAME,
    '“真题资料” (button#gift) is there for those only who agreed',
  ],
  [
    'something for sharing',
    onHome(
      '<button open-type="share">发给朋友</button><button wx:if="{{ shared }}" id="gift" bindtap="show">真题资料</button>',
      'show() { this.setData({ said: "4" }) }, onShareAppMessage() { this.setData({ shared: true }); return {} },',
    ),
    SAME,
    '“真题资料” (button#gift) is there for those only who agreed',
  ],
  [
    'who refuses is sent away',
    { next: [button('开启提醒'), `tapped() { ${asking("if (a !== 'accept') wx.navigateBack()")} },`] },
    SAME,
    'leads to pages/home/index, expected the same page',
  ],
  [
    'who refuses loses something',
    onHome(
      `${button('订阅通知')}<button wx:if="{{ !refused }}" id="lost" bindtap="next">看成绩</button>`,
      `tapped() { ${asking("if (a !== 'accept') this.setData({ refused: true })")} },`,
    ),
    SAME,
    'takes “看成绩” (button#lost) away',
  ],
  [
    'a refusal is held against somebody',
    onHome(button('订阅通知'), `tapped() { ${asking("wx.setStorageSync('answer', a)")} },`),
    SAME,
    'changes what is stored',
  ],
]

it.each(BREACHES)('%s is seen', async (_what, change, rule, words) => {
  const faults = await check(built(change))
  expect(faults.filter(fault => fault.startsWith(rule)).join('\n')).toContain(words)
})

it('every rule has a breach here', () => {
  expect(WALKING_RULES.map(({ name }) => name).filter(name => !BREACHES.some(([, , rule]) => rule === name))).toEqual(
    [],
  )
})
