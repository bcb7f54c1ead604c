import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { type Backend, startBackend, until } from '../support/backend'
import { Person } from '../support/person'
import { launchProduct, STORY, savedCandidate, stored } from './support/product'

jest.setTimeout(180_000)

/** The morning of the day on which the scores of 2026 come out. */
const NOW = '2026-12-24T09:30:00+08:00'
const SCENE = 'r=54&c=bj01'
const SCORE = 'tpl-score'
const TODO = 'tpl-todo'
const SCHEDULE = 'tpl-schedule'

let backend: Backend
const open: WeappDriver[] = []
let people = 0

beforeAll(async () => {
  backend = await startBackend(NOW)
  // On a busy machine the server gives the stand-in up before it has answered.
  await until('the code is made', () =>
    backend.operate('POST', '/codes', { scene: SCENE, page: 'pages/welcome/index' }).then(
      () => true,
      () => false,
    ),
  )
})
afterEach(async () => {
  for (const app of open.splice(0)) {
    // what a failed test left unread must not hide why it failed
    await app.errors().catch(() => [])
    await app.close()
  }
})
afterAll(() => backend?.stop())

const somebody = (): Person => new Person(backend, `weapp-${++people}-${process.pid}`, () => Date.parse(NOW))

/** A phone of somebody's, with the mini-program on it. */
async function phoneOf(person: Person, storage: Record<string, unknown> = {}): Promise<WeappDriver> {
  const app = await launchProduct({ now: NOW, storage, wx: person.wx() })
  open.push(app)
  return app
}

const text = async (app: WeappDriver, selector = 'body') => (await app.text(selector)).replace(/\s+/g, ' ')
const shows = (app: WeappDriver, selector: string, words: string | RegExp) =>
  until(`${selector} says ${words}`, async () => {
    await app.settle()
    if (!(await app.exists(selector))) return false
    const found = await text(app, selector)
    return typeof words === 'string' ? found.includes(words) : words.test(found)
  })
const remindersOf = async (app: WeappDriver) => {
  const { server } = (await app.storage()) as { server: string }
  return JSON.parse(server).state.reminders as { reminders: { kind: string; state: string }[]; grants: object } | null
}
const outboxOf = async (app: WeappDriver): Promise<unknown[]> =>
  JSON.parse(String((await app.storage()).server)).state.outbox

/** Subscribes from 出分提醒 and waits until the server has it. */
async function subscribe(app: WeappDriver, scene = SCENE): Promise<void> {
  await app.open('pages/welcome/index', { scene: 1047, query: { scene: encodeURIComponent(scene) } })
  await until('templates', async () => JSON.parse(String((await app.storage()).server ?? 'null'))?.state.templates)
  await app.tap('#subscribe')
  await until('the server has it', async () => (await remindersOf(app))?.reminders.length)
}

const announce = (body: object) =>
  backend.operate('POST', '/announcements', {
    examYear: 2026,
    region: '西藏',
    start: '2026-12-24',
    source: 'https://www.cpta.com.cn/',
    urgent: true,
    ...body,
  })

test('scan, subscribe, be told, enter the score, sync, and find it on a second phone', async () => {
  const person = somebody()
  const app = await phoneOf(person)

  await app.open('pages/welcome/index', { scene: 1047, query: { scene: 'r%3D54%26c%3Dbj01' } })
  expect(await text(app, '#region')).toContain('西藏')
  expect((await app.metrics()).firstContent?.setDataCalls).toBe(1)
  await until('the scan is counted', async () => {
    const { codes } = (await backend.operate('GET', '/codes')) as { codes: { scene: string; scans?: number }[] }
    return JSON.stringify(codes).includes('bj01') && person.asked.includes('POST /v1/scans')
  })
  await until('templates', async () => person.asked.includes('GET /v1/templates'))
  await app.settle()
  await app.tap('#subscribe')
  expect(
    (await app.wxCalls('requestSubscribeMessage')).map(({ args }) => (args[0] as { tmplIds: string[] }).tmplIds),
  ).toEqual([[SCORE, TODO, SCHEDULE]])
  await shows(app, '#subscribe-result', '考试成绩通知：加上 1 条')
  await until('three reminders wait', async () => (await remindersOf(app))?.reminders.length === 3)
  expect((await remindersOf(app))?.grants).toEqual({ [SCORE]: 1, [TODO]: 1, [SCHEDULE]: 1 })
  const codes = JSON.stringify(await backend.operate('GET', '/codes'))
  expect(codes).toMatch(/"scene":"r=54&c=bj01"/)

  await app.tap('#skip')
  expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/progress/index'])
  for (const cell of ['2024-law', '2025-management', '2025-technology', '2025-practice', '2025-practice'])
    await app.tap(`#first-${cell}`)
  await app.tap('#first-2026-practice')
  await app.tap('#start')
  expect(await text(app, '#next-milestone')).toContain('预计')

  await announce({ kind: 'score-release', time: '09:00' })
  const [message] = await until('the message is in the inbox', async () => {
    const found = await backend.deliveries(person.openid)
    return found.length > 0 && found
  })
  expect(message!.page).toBe('certificate/now/index?year=2026')
  expect(message!.data.thing6!.value).toContain('西藏')

  await app.open('pages/calendar/index')
  await shows(app, '#milestone-score-release', '官方')
  expect(await text(app, '#calendar-updated')).toMatch(/更新于 12 月 24 日 \d\d:\d\d/)

  await app.background()
  await app.foreground({ url: message!.page, scene: 1014 })
  expect((await app.pageStack()).map(({ route }) => route)).toEqual(['certificate/now/index'])
  expect(await text(app, '#next-step')).toContain('成绩可以查了')
  await app.tap('#do-next')
  expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/scores/index'])
  expect(await app.exists('#year-2026')).toBe(true)
  await app.input('#mark-practice', '68')
  await app.tap('#save-scores')
  await app.tab(0)
  expect(await text(app)).toContain('可取证')
  expect(await savedCandidate(app)).toMatchObject({ sittings: [{}, {}, { marks: { practice: 68 } }] })

  await app.tab(3)
  expect(await text(app, '#sync-state')).toContain('只在这部手机')
  expect(person.asked.some(asked => asked.includes('/v1/record'))).toBe(false)
  await app.tap('#sync')
  await shows(app, '#sync-state', '刚刚已同步')
  expect(await app.errors()).toEqual([])

  const second = await phoneOf(person)
  await second.open('pages/me/index')
  await second.tap('#sync')
  await shows(second, '#sync-state', '刚刚已同步')
  expect(await savedCandidate(second)).toEqual(await savedCandidate(app))
  expect(await text(second, '#region')).toContain('西藏')
  await second.tab(0)
  expect(await text(second)).toContain('可取证')
  expect(await second.errors()).toEqual([])
})

test('the server is away at the tap: the tap waits through a restart and is reported once', async () => {
  const person = somebody()
  const app = await phoneOf(person)
  await app.open('pages/welcome/index', { query: { scene: 'r%3D54' } })
  await until('templates', async () => person.asked.includes('GET /v1/templates'))
  await app.settle()
  person.isServerAway = true
  await app.tap('#subscribe')
  await shows(app, '#subscribe-result', '加上 1 条')
  await until('it waits', async () => (await outboxOf(app)).length === 1)
  await app.open('pages/reminders/index')
  await shows(app, '#reminder-score-release-2026', '联网后生效')
  expect(await text(app, '#grants-score-release')).toContain('1')

  person.isServerAway = false
  await app.restart()
  await until('it is told', async () => (await outboxOf(app)).length === 0)
  await app.restart()
  await shows(app, '#reminder-score-release-2026', '2026 成绩公布')
  expect(person.asked.filter(asked => asked === 'POST /v1/reminders')).toHaveLength(1)
  expect((await remindersOf(app))?.grants).toEqual({ [SCORE]: 1, [TODO]: 1, [SCHEDULE]: 1 })
  expect(await app.errors()).toEqual([])
})

test('without network WeChat cannot ask, which is said; a storm of taps asks once', async () => {
  const person = somebody()
  const app = await phoneOf(person)
  await app.open('pages/welcome/index', { query: { scene: 'r%3D54' } })
  await until('templates', async () => person.asked.includes('GET /v1/templates'))
  await app.settle()
  await app.setNetwork('none')
  await app.tap('#subscribe')
  await shows(app, '#subscribe-error', '没有网络')
  await app.setNetwork('wifi')

  let answer = (): void => undefined
  const held = new Promise<void>(resolve => {
    answer = resolve
  })
  const { requestSubscribeMessage } = person.wx()
  await app.answer('requestSubscribeMessage', async (given: never) => {
    await held
    return requestSubscribeMessage!(given)
  })
  const button = app.page.frameLocator('#top').locator('#subscribe')
  for (let taps = 0; taps < 6; taps++) await button.tap()
  answer()
  await until('the server has it', async () => (await remindersOf(app))?.reminders.length)
  expect(person.popups).toBe(1)
  expect(person.asked.filter(asked => asked === 'POST /v1/reminders')).toHaveLength(1)
  expect(await app.errors()).toEqual([])
})

test('a session that is over in the middle is renewed, and nobody hears of it', async () => {
  const person = somebody()
  const app = await phoneOf(person, stored(STORY, undefined, { region: '西藏' }))
  await subscribe(app)
  await app.open('pages/reminders/index')
  await shows(app, '#grants-score-release', '1')
  await app.settle()
  const { session } = JSON.parse(String((await app.storage()).server)).state
  await fetch(`${backend.server}/v1/session`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${session.token}` },
  })
  const before = person.asked.length
  await app.tap('#add-grant-score-release')
  await shows(app, '#grants-score-release', '2')
  await until('it is told', async () => (await outboxOf(app)).length === 0)
  expect(person.asked.slice(before)).toEqual(['POST /v1/reminders', 'POST /v1/session', 'POST /v1/reminders'])
  expect(await app.exists('#reminders-offline')).toBe(false)
  expect(await app.errors()).toEqual([])
})

test('总是保持 with a rejected row: what only WeChat’s settings can mend is said, and read again on return', async () => {
  const person = somebody()
  const app = await phoneOf(person)
  await subscribe(app)
  person.kept = { [SCORE]: 'accept', [TODO]: 'accept', [SCHEDULE]: 'reject' }
  await app.open('pages/reminders/index')
  await shows(app, '#kept-rejected', '日程提醒加不上')
  expect(await app.exists('#add-grant-annual-plan')).toBe(false)
  const popups = person.popups
  await app.tap('#add-grant-score-release')
  await shows(app, '#grants-score-release', '2')
  expect(person.popups).toBe(popups)

  await app.answer('openSetting', async () => {
    person.kept = { ...person.kept, [SCHEDULE]: 'accept' }
    return { authSetting: {} }
  })
  await app.tap('#open-settings')
  await until('it can be added again', async () => app.exists('#add-grant-annual-plan'))
  expect(await app.exists('#kept-rejected')).toBe(false)

  person.mainSwitch = false
  await app.tap('#add-grant-annual-plan')
  await shows(app, '#subscribe-error', '总开关')
  expect(await app.errors()).toEqual([])
})

test('43101: the message is refused, the page says so and adds a grant for the next one', async () => {
  const person = somebody()
  const app = await phoneOf(person)
  await subscribe(app)
  await fetch(`${backend.sandbox.url}/sandbox/rejections`, {
    method: 'POST',
    body: JSON.stringify({ openid: person.openid, templateId: TODO }),
  })
  await announce({ kind: 'e-certificate' })
  await app.open('pages/reminders/index')
  await until('it was refused', async () => {
    await app.restart()
    await app.settle()
    return (await remindersOf(app))?.reminders.some(
      ({ kind, state }) => kind === 'e-certificate' && state === 'refused',
    )
  })
  await shows(app, '#reminder-e-certificate-2026', '没送出')
  await app.tap('#reminder-e-certificate-2026')
  await shows(app, '#grants-post-review', '1')
  expect(await app.errors()).toEqual([])
})

test('a reminder is switched off by what was ticked off, and by hand', async () => {
  const person = somebody()
  const app = await phoneOf(person)
  // Nothing is announced there.
  await subscribe(app, 'r=62')
  await app.open('pages/reminders/index')
  await shows(app, '#reminder-e-certificate-2026', '会收到')
  await app.tap('#reminder-e-certificate-2026')
  await app.tap('#tick-received')
  await until('it is off', async () =>
    (await remindersOf(app))?.reminders.every(({ kind, state }) => kind !== 'e-certificate' || state === 'cancelled'),
  )
  expect(await app.exists('#reminder-e-certificate-2026')).toBe(false)
  await app.tap('#reminder-last-chance')
  await app.tap('#reminder-off')
  await shows(app, '#reminder-last-chance', '去开启')
  expect(await app.errors()).toEqual([])
})

test('two phones that edit offline lose nothing; forget-me while the outbox is full brings nobody back', async () => {
  const person = somebody()
  const first = await phoneOf(person, stored(STORY, undefined, { region: '西藏' }))
  await first.open('pages/me/index')
  await first.tap('#sync')
  await shows(first, '#sync-state', '刚刚已同步')
  const second = await phoneOf(person)
  await second.open('pages/me/index')
  await second.tap('#sync')
  await shows(second, '#sync-state', '刚刚已同步')

  person.isServerAway = true
  await first.open('pages/scores/index?year=2025')
  await first.input('#mark-practice', '61')
  await first.tap('#save-scores')
  await second.open('pages/scores/index?year=2026')
  await second.input('#mark-practice', '68')
  await second.tap('#save-scores')
  await second.tab(3)
  await shows(second, '#sync-state', '没有网络，先存本机')

  person.isServerAway = false
  for (const app of [first, second, first]) {
    await app.open('pages/me/index')
    await shows(app, '#sync-state', '刚刚已同步')
  }
  expect(await savedCandidate(first)).toEqual(await savedCandidate(second))
  expect(await savedCandidate(first)).toMatchObject({
    sittings: [{ examYear: 2024 }, { marks: { practice: 61 } }, { marks: { practice: 68 } }],
  })

  await first.open('pages/welcome/index')
  await until('templates', async () => JSON.parse(String((await first.storage()).server)).state.templates)
  person.isServerAway = true
  await first.tap('#subscribe')
  await until('it waits', async () => (await outboxOf(first)).length === 1)
  await first.open('pages/me/index')
  await first.answer('showModal', { confirm: true, cancel: false })
  await first.tap('#forget-me')
  await until('nothing has changed', async () => (await outboxOf(first)).length === 1)
  person.isServerAway = false
  await first.tap('#forget-me')
  await shows(first, '#sync-state', '只在这部手机')
  expect(await outboxOf(first)).toEqual([])
  const asked = person.asked.length
  await first.restart()
  await first.settle()
  expect(person.asked.slice(asked).filter(each => !each.includes('/v1/announcements'))).toEqual([])
  expect(await savedCandidate(first)).not.toBeNull()

  await second.open('pages/me/index')
  await shows(second, '#sync-state', '服务器上的数据已经删除')
  expect(await savedCandidate(second)).not.toBeNull()
  for (const app of [first, second]) expect(await app.errors()).toEqual([])
})

test('sign-out lasts until a tap needs the login; 删除全部 asks where, and the server forgets too', async () => {
  const person = somebody()
  const app = await phoneOf(person, stored(STORY, undefined, { region: '甘肃' }))
  await subscribe(app, 'r=62')
  await app.open('pages/me/index')
  await app.tap('#sync')
  await shows(app, '#sync-state', '刚刚已同步')
  await app.tap('#sign-out')
  await app.tap('#sign-out-keep')
  await shows(app, '#sync-state', '只在这部手机')
  expect(await savedCandidate(app)).not.toBeNull()
  await until('the session is ended', async () => person.asked.includes('DELETE /v1/session'))
  const before = person.asked.length
  await app.restart()
  await app.settle()
  await app.open('pages/reminders/index')
  await app.settle()
  expect(person.asked.slice(before).filter(asked => !asked.startsWith('GET /v1/announcements'))).toEqual([])
  // Nobody is logged in: what could be switched on is all there is.
  expect(await app.exists('#add-grant-score-release')).toBe(false)
  await app.tap('#reminder-score-release-2026')
  await shows(app, '#grants-score-release', '2')
  await until('it is told', async () => (await remindersOf(app))?.reminders.length)
  expect(person.asked.slice(before)).toContain('POST /v1/session')

  await app.open('pages/me/index')
  await app.tap('#delete-all')
  person.isServerAway = true
  await app.tap('#delete-everywhere')
  await app.settle()
  expect(await savedCandidate(app)).not.toBeNull()
  person.isServerAway = false
  await app.tap('#delete-everywhere')
  await until('nothing is left here', async () => !(await app.storage()).candidate)
  const second = await phoneOf(person)
  await second.open('pages/me/index')
  await second.tap('#sync')
  await shows(second, '#sync-state', '刚刚已同步')
  expect(await savedCandidate(second)).toBeNull()
  for (const each of [app, second]) expect(await each.errors()).toEqual([])
})

test('opening costs one request, two with sync, and almost nothing comes back when nothing changed', async () => {
  const person = somebody()
  const app = await phoneOf(person, stored(STORY, undefined, { region: '西藏' }))
  await app.open()
  await until('the calendar was asked for', async () => person.asked.length > 0)
  await app.settle()
  expect(person.asked).toEqual([`GET /v1/announcements?region=${encodeURIComponent('西藏')}`])
  await app.tab(3)
  await app.tap('#sync')
  await shows(app, '#sync-state', '刚刚已同步')
  person.asked.length = 0
  await app.restart()
  await until('both were asked', async () => person.asked.length >= 2)
  await app.settle()
  expect([...person.asked].sort()).toEqual([
    `GET /v1/announcements?region=${encodeURIComponent('西藏')}`,
    expect.stringMatching(/^GET \/v1\/record\?since=\d+$/),
  ])
  expect(await app.errors()).toEqual([])
})

test('the contact button, a new version, and an error that is told without saying what was typed', async () => {
  const person = somebody()
  const app = await phoneOf(person)
  await app.open('pages/me/index')
  await app.tap('#feedback')
  expect(await app.wxCalls('contact')).toHaveLength(1)
  await app.answer('showModal', { confirm: true, cancel: false })
  await app.updateReady()
  expect(await app.wxCalls('applyUpdate')).toHaveLength(1)
  expect(await app.errors()).toEqual([])

  // A server that answers what no server answers.
  await app.setStorage(stored(STORY, undefined, { region: '西藏' }))
  await app.open('pages/me/index')
  person.instead = { 'POST /v1/record': { revision: 1, entries: { '71 分': '西藏' } } }
  await app.tap('#sync')
  await until('it was told', async () => person.asked.includes('POST /v1/client-errors'))
  const told = person.sent[person.asked.indexOf('POST /v1/client-errors')]
  expect(told).toMatchObject({ page: 'pages/me/index', message: expect.stringContaining('is not iterable') })
  expect(told).toMatchObject({ stack: expect.stringContaining('at ') })
  expect(JSON.stringify(told)).not.toMatch(/西藏|71|law|openid|weapp-/)
  expect(await text(app, '#sync-state')).not.toContain('正在同步')
  expect((await app.errors()).map(({ kind }) => kind)).toEqual(['rejection'])
})

test('an endorsement has a reminder of its own, once the record is synced', async () => {
  const person = somebody()
  // Its last day is the 31st.
  const checklists = { 'looked-up-2025': { done: ['looked-up'] } }
  const endorsements = { spring: { appliedOn: '2026-10-03', days: 90 } }
  const app = await phoneOf(person, stored(STORY, undefined, { region: '西藏', endorsements, checklists }))
  await app.open('certificate/endorsements/index')
  await shows(app, '#reminder-endorsement-expiry-spring', '先打开同步')
  await app.open('pages/me/index')
  await app.tap('#sync')
  await shows(app, '#sync-state', '刚刚已同步')
  await app.open('certificate/endorsements/index')
  await shows(app, '#reminder-endorsement-expiry-spring', '开启')
  await app.tap('#reminder-endorsement-expiry-spring')
  await shows(app, '#reminder-endorsement-expiry-spring', '等待中')
  expect((await remindersOf(app))?.reminders).toMatchObject([{ kind: 'endorsement-expiry', state: 'waiting' }])
  await app.foreground({ url: 'certificate/endorsements/index', scene: 1014 })
  expect(await text(app, '#endorsement-1')).toContain('10 月 3 日申请')

  const second = await phoneOf(person)
  await second.open('pages/me/index')
  await second.tap('#sync')
  await shows(second, '#sync-state', '刚刚已同步')
  const { state } = JSON.parse(String((await second.storage()).candidate))
  expect(state).toMatchObject({ endorsements, checklists })
})
