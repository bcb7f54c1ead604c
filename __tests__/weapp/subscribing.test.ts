import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { audit } from './support/audit'
import { launchProduct, STORY, stored } from './support/product'

jest.setTimeout(180_000)

const TEMPLATES = {
  templates: {
    ...{ 'score-release': 'a', 'post-review': 'b', 'e-certificate': 'b', 'paper-certificate': 'b', registration: 'b' },
    ...{ 'annual-plan': 'c', 'admission-ticket': 'c', exam: 'c', 'last-chance': 'c' },
  },
  titles: { a: '考试成绩通知', b: '待办事项提醒', c: '日程提醒' },
  readAt: '2036-01-01T00:00:00.000Z',
}
const session = { token: 'token', expiresAt: '2036-01-01T00:00:00.000Z' }
const reminder = (id: string, kind: string, state: string) => ({ id, kind, examYear: 2026, region: '西藏', state })
const REMINDERS = {
  reminders: [
    reminder('1', 'score-release', 'waiting'),
    reminder('2', 'e-certificate', 'waiting'),
    reminder('3', 'paper-certificate', 'waiting'),
    reminder('4', 'post-review', 'refused'),
    { ...reminder('5', 'annual-plan', 'sent'), sentAt: '2026-11-20T02:02:00.000Z' },
    { ...reminder('6', 'admission-ticket', 'late'), examYear: 2026 },
    reminder('7', 'exam', 'cancelled'),
  ],
  grants: { a: 1, b: 1 },
}
const phone = (server: object) => ({
  ...stored(STORY, undefined, { region: '西藏' }),
  server: JSON.stringify({ version: 1, state: { templates: TEMPLATES, ...server } }),
})

const open: WeappDriver[] = []
async function launchWith(...options: Parameters<typeof launchProduct>): Promise<WeappDriver> {
  const app = await launchProduct(...options)
  open.push(app)
  return app
}
afterEach(async () => {
  for (const app of open.splice(0)) {
    await app.errors().catch(() => [])
    await app.close()
  }
})

/** WeChat's errCodes of `requestSubscribeMessage`: what is said of each, and the one thing to do about it. */
const FAILURES: [errCode: number | undefined, words: string, step?: '#open-settings' | '#open-calendar'][] = [
  [10001, '已经重新读取'],
  [10002, '没有网络'],
  [10003, '没有送到微信'],
  [10004, '已报告给我们', '#open-calendar'],
  [10005, '不在前台'],
  [20001, '已经重新读取'],
  [20002, '已报告给我们', '#open-calendar'],
  [20003, '改成一次一项'],
  [20004, '总开关', '#open-settings'],
  [20005, '停用了我们的提醒', '#open-calendar'],
  [20013, '已报告给我们', '#open-calendar'],
  [undefined, '没能打开订阅窗口'],
]
/** These are mistakes of the makers, who are told. */
const OURS = [10001, 10004, 20001, 20002, 20003, 20013]

test('every refusal of WeChat’s has its words and one next step; the makers hear of their own mistakes', async () => {
  const app = await launchWith({ storage: phone({}) })
  await app.open('pages/welcome/index')
  for (const [errCode, words, step] of FAILURES) {
    const before = (await app.wxCalls('request')).length
    await app.answer('requestSubscribeMessage', { errMsg: 'requestSubscribeMessage:fail', errCode })
    await app.tap('#subscribe')
    await app.settle()
    expect([errCode, await app.text('#subscribe-error')]).toEqual([errCode, expect.stringContaining(words)])
    for (const each of ['#open-settings', '#open-calendar']) expect(await app.exists(each)).toBe(each === step)
    const told = (await app.wxCalls('request')).slice(before).map(({ args }) => (args[0] as { url: string }).url)
    expect([errCode, told.some(url => url.endsWith('/v1/client-errors'))]).toEqual([errCode, OURS.includes(errCode!)])
  }
  // Asked for too many at once, it asks one by one from then on.
  const asked = (await app.wxCalls('requestSubscribeMessage')).map(
    ({ args }) => (args[0] as { tmplIds: string[] }).tmplIds,
  )
  expect(asked[0]).toEqual(['a', 'b', 'c'])
  expect(asked.at(-1)).toEqual(['a'])
  expect(await app.wxCalls('login')).toEqual([])
  expect((await app.errors()).filter(({ kind }) => kind !== 'network')).toEqual([])
})

test('every answer to the popup is told for its template; a refusal alone logs nobody in', async () => {
  const app = await launchWith({ storage: phone({}) })
  await app.open('pages/welcome/index')
  await app.answer('requestSubscribeMessage', { a: 'reject', b: 'ban', c: 'filter' })
  await app.tap('#subscribe')
  const said = await app.text('#subscribe-result')
  expect(said).toContain('考试成绩通知：这次没有同意')
  expect(said).toContain('待办事项提醒：被微信停用了')
  expect(said).toContain('日程提醒：和另一项同名')
  expect(await app.wxCalls('login')).toEqual([])
  await app.answer('requestSubscribeMessage', { a: 'acceptWithAlert', b: 'something-new', c: 'reject' })
  await app.tap('#subscribe')
  expect(await app.text('#subscribe-result')).toContain('考试成绩通知：加上 1 条')
  expect(await app.text('#subscribe-result')).toContain('待办事项提醒：这次没有同意')
})

test('a row says whether its message will come, and what became of it', async () => {
  const app = await launchWith({ storage: phone({ session, reminders: REMINDERS }) })
  await app.open('pages/reminders/index')
  expect(await app.text('#grants-score-release')).toContain('1')
  expect(await app.text('#grants-post-review')).toMatch(/1\s*条（电子证书、纸质证书共用）/)
  expect(await app.text('#reminder-e-certificate-2026')).toContain('会收到')
  expect(await app.text('#reminder-paper-certificate-2026')).toContain('会收不到')
  expect(await app.text('#reminder-post-review-2026')).toContain('没送出')
  expect(await app.text('#reminder-annual-plan-2026')).toMatch(/11 月 20 日 10:02[\s\S]*已发送/)
  expect(await app.text('#reminder-admission-ticket-2026')).toContain('已公布')
  expect(await app.exists('#reminder-exam-2026')).toBe(false)
  expect(await app.text('#add-grant-post-review')).toBe('再加一次，都能收到')
  await app.open('pages/calendar/index')
  expect(await app.text('#remind-e-certificate')).toContain('提醒已开')
  await app.open('pages/progress/index')
  expect(await app.exists('#remind-me')).toBe(false)
})

describe.each([
  ['in the light', {}],
  ['in the dark', { colorScheme: 'dark' as const }],
  ['in the largest type', { fontSizeSetting: 23 }],
])('the pages with something on them, %s', (_, device) => {
  it.each(['pages/welcome/index', 'pages/reminders/index', 'pages/me/index'])('%s holds to the audit', async page => {
    const sync = { on: true, revision: 1, known: {}, at: '2026-11-23T00:00:00.000Z', with: '' }
    const app = await launchWith({ storage: phone({ session, reminders: REMINDERS, sync }), device })
    await app.open(page)
    const { firstContent } = await app.metrics()
    expect(firstContent?.setDataCalls).toBe(1)
    expect(firstContent?.setDataBytes).toBeLessThanOrEqual(24_000)
    const findings = await audit(app, { tapTarget: 44 })
    expect(findings.filter(({ rule }) => rule !== 'unused-wxss')).toEqual([])
    const [shown, wide] = await app.page
      .frames()
      .at(-1)!
      .evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth])
    expect(wide).toBe(shown)
  })
})
