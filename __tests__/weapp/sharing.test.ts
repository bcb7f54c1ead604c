import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { type Backend, startBackend, until } from '../support/backend'
import { Person } from '../support/person'
import { hasCode } from '../support/poster'
import { launchProduct, STORY, stored } from './support/product'

jest.setTimeout(180_000)

const NOW = '2026-12-24T09:30:00+08:00'
const POSTER = 'share/poster/index'
const CARD = 'share/card/index'
/** The story's candidate after the release: the last subject is passed. */
const PASSED = {
  ...STORY,
  sittings: STORY.sittings.map(sitting =>
    sitting.examYear === 2026 ? { examYear: 2026, marks: { practice: 68 } } : sitting,
  ),
}

let backend: Backend
const open: WeappDriver[] = []
let people = 0

beforeAll(async () => {
  backend = await startBackend(NOW)
})
afterEach(async () => {
  for (const app of open.splice(0)) {
    const errors = await app.errors().catch(() => [])
    await app.close()
    expect(errors).toEqual([])
  }
})
afterAll(() => backend?.stop())

const somebody = () => new Person(backend, `sharing-${++people}-${process.pid}`, () => Date.parse(NOW))
const withRecord = (candidate: unknown) => stored(candidate, undefined, { region: '西藏' })

async function phoneOf(person: Person, storage: Record<string, unknown> = {}): Promise<WeappDriver> {
  const app = await launchProduct({ now: NOW, storage, wx: person.wx() })
  open.push(app)
  return app
}
const text = async (app: WeappDriver, selector = 'body') => (await app.text(selector)).replace(/\s+/g, ' ')

/** Opens 分享进度 and waits until link and pictures lie ready. */
async function readyToShare(app: WeappDriver): Promise<{ id: string; imageUrl: string }> {
  await app.open(POSTER)
  const card = await until('the link is ready', async () => {
    await app.settle()
    const { path = '', imageUrl } = await app.share()
    const id = /^\/share\/card\/index\?id=([\w-]{22})$/.exec(path)?.[1]
    return id && imageUrl && (await app.exists('#poster-picture')) ? { id, imageUrl } : undefined
  })
  return card
}

const posterHasCode = async (app: WeappDriver) =>
  hasCode(await app.file(String(await app.attribute('#poster-picture .poster', 'src'))))

/** The first width and height in a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('shared, seen by a stranger in Moments and in a chat, renewed, taken back', async () => {
  const owner = somebody()
  const app = await phoneOf(owner, withRecord(STORY))
  const { id, imageUrl } = await readyToShare(app)
  expect(sizeOf(await app.file(imageUrl))).toEqual([1000, 800])
  expect(owner.asked.filter(each => each.includes('/v1/record'))).toEqual([])
  expect(owner.asked).toContain(`GET /v1/shares/${id}/code`)
  expect(await posterHasCode(app)).toBe(true)

  const friend = somebody()
  const phone = await phoneOf(friend)
  await phone.open(`${CARD}?id=${id}`)
  await until('the card', async () => (await text(phone, '#card-progress')).includes('已过 3 / 4 科'))
  const seen = await text(phone, '#card-progress')
  expect(seen).toMatch(/考全科 · 其他安全.*法律法规 ✓ 2024.*专业实务 待出分/)
  expect(seen).toMatch(/未公开分数 · 更新于 12 月 24 日$/)
  expect(seen).not.toContain('71')
  expect(await text(phone, '#card-countdown')).toContain('2026 年成绩公布')
  expect(friend.asked.filter(each => /session|record/.test(each))).toEqual([])
  const forwarded = await until('the pictures', async () => {
    const { imageUrl: own } = await phone.share()
    return own !== undefined && phone.share()
  })
  expect(forwarded).toMatchObject({ path: `/${CARD}?id=${id}` })
  const moments = await until('the square picture', async () => {
    const made = await phone.shareTimeline()
    return made.imageUrl !== undefined && made
  })
  expect(moments).toMatchObject({ query: `id=${id}`, title: '注安已过 3 科，看看你的成绩还管几年' })
  expect(sizeOf(await phone.file(moments.imageUrl!))).toEqual([1000, 1000])
  await phone.tap('#start-mine')
  expect((await phone.pageStack()).map(({ route }) => route)).toEqual(['pages/progress/index'])

  const stranger = somebody()
  const single = await phoneOf(stranger)
  await single.open(`${CARD}?id=${id}`, { scene: 1154 })
  await until('the card in Moments', async () => (await text(single, '#card-progress')).includes('已过 3 / 4 科'))
  expect(await text(single, '#start-mine')).toContain('前往小程序')
  expect((await single.wxCalls('login')).length).toBe(0)
  expect(stranger.asked.sort()).toEqual(['GET /v1/announcements', `GET /v1/shares/${id}`])

  // The scores are out; the owner shares again, and the first link shows it.
  await app.setStorage({ ...(await app.storage()), ...withRecord(PASSED) })
  expect((await readyToShare(app)).id).toBe(id)
  await phone.open(`${CARD}?id=${id}`)
  await until('the new card', async () => (await text(phone, '#card-progress')).includes('四科都合格了'))

  // With marks only after the switch, behind a link of its own.
  await app.tap('#show-marks')
  const shown = await until('the link with marks', async () => {
    await app.settle()
    const { path } = await app.share()
    const own = path?.split('id=')[1]
    return own !== undefined && own !== id && own
  })
  await phone.open(`${CARD}?id=${shown}`)
  await until('marks', async () => (await text(phone, '#card-progress')).includes('✓ 2024 · 71 分'))

  await app.open('pages/me/index')
  await until('both links are listed', async () => app.exists('#revoke-share-2'))
  app.answer('showModal', { confirm: true, cancel: false })
  await app.tap('#revoke-share-1')
  await until('one is left', async () => !(await app.exists('#revoke-share-2')))
  await phone.open(`${CARD}?id=${id}`)
  await until('taken back', async () => (await text(phone, '#card-progress')).includes('这张卡片已收回'))
  await phone.open(`${CARD}?id=${shown}`)
  await until('the other goes on', async () => (await text(phone, '#card-progress')).includes('四科都合格了'))
})

test('whoever hides the marks again sends them to nobody, however slow the phone draws', async () => {
  const owner = somebody()
  const app = await phoneOf(owner, withRecord(STORY))
  const { id, imageUrl } = await readyToShare(app)
  await app.tap('#show-marks')
  const shown = await until('the link with marks', async () => {
    await app.settle()
    const own = (await app.share()).path?.split('id=')[1]
    return own !== undefined && own !== id && own
  })
  app.answer('canvasToTempFilePath', async () => {
    await new Promise(resolve => setTimeout(resolve, 1_500))
    return { tempFilePath: imageUrl }
  })
  const tapping = app.tap('#show-marks')
  await until('the switch is off', async () => (await text(app, '#show-marks')).includes('默认不显示'))
  const paths: (string | undefined)[] = []
  for (let asked = 0; asked < 5; asked++) paths.push((await app.share()).path)
  expect(paths.filter(path => path?.includes(shown))).toEqual([])
  await tapping
  await until('the link without marks', async () => (await app.share()).path?.endsWith(id))
})

test('without network picture and a plain link still go out, and the page says so', async () => {
  const owner = somebody()
  owner.isServerAway = true
  const app = await phoneOf(owner, withRecord(STORY))
  await app.open(POSTER)
  await until('the poster', async () => app.exists('#poster-picture'))
  const { path, imageUrl } = await app.share()
  expect([path, imageUrl !== undefined]).toEqual(['/pages/progress/index', true])
  expect(await text(app, '#share-result')).toContain('没有网络')
})

test('a card that is not there, a server that is away', async () => {
  const friend = somebody()
  const app = await phoneOf(friend)
  await app.open(`${CARD}?id=${'A'.repeat(22)}`)
  await until('unknown', async () => (await text(app, '#card-progress')).includes('没有这张卡片'))
  await app.open(`${CARD}?id=${encodeURIComponent('../../x')}`)
  await until('nonsense', async () => (await text(app, '#card-progress')).includes('没有这张卡片'))
  friend.isServerAway = true
  await app.open(`${CARD}?id=${'A'.repeat(22)}`)
  await until('away', async () => (await text(app, '#card-progress')).includes('现在打不开'))
  friend.isServerAway = false
  await app.tap('#retry-card')
  await until('an answer', async () => (await text(app, '#card-progress')).includes('没有这张卡片'))
})

test('the code cannot be drawn: the poster has none, and nothing fails', async () => {
  const owner = somebody()
  owner.refuse = where => /\/code$/.test(where)
  const app = await phoneOf(owner, withRecord(STORY))
  const { id } = await readyToShare(app)
  expect(id).toHaveLength(22)
  expect(await posterHasCode(app)).toBe(false)
  expect(await text(app, '#share-result')).toBe('')
})

test('every refusal of the album has its own way out', async () => {
  const app = await phoneOf(somebody(), withRecord(STORY))
  await readyToShare(app)
  await app.tap('#poster')
  expect((await app.wxCalls('showShareImageMenu')).length).toBe(1)
  app.answer('showShareImageMenu', { errMsg: 'showShareImageMenu:fail cancel' })
  await app.tap('#poster')
  expect(await text(app, '#share-result')).toBe('')
  expect((await app.wxCalls('saveImageToPhotosAlbum')).length).toBe(0)

  app.answer('showShareImageMenu', { errMsg: 'showShareImageMenu:fail not support' })
  app.answer('saveImageToPhotosAlbum', { errMsg: 'saveImageToPhotosAlbum:fail auth deny' })
  await app.tap('#poster')
  expect(await text(app, '#share-result')).toContain('没有相册权限')
  await app.tap('#open-settings')
  expect((await app.wxCalls('openSetting')).length).toBe(1)

  for (const [errno, words] of [
    [104, '没有同意隐私指引'],
    [112, '还不能直接存进相册'],
  ] as const) {
    app.answer('saveImageToPhotosAlbum', { errMsg: 'saveImageToPhotosAlbum:fail', errno })
    await app.tap('#lock-screen')
    expect(await text(app, '#share-result')).toContain(words)
  }
  await app.tap('#poster-picture')
  expect((await app.wxCalls('previewImage')).length).toBe(1)
})

test('a card of forty sittings is as small as any', async () => {
  const sittings = Array.from({ length: 40 }, (_, index) => ({
    examYear: 2019 + index,
    marks: { law: 59 + (index % 2) },
  }))
  const app = await phoneOf(somebody(), withRecord({ ...STORY, sittings }))
  const { id } = await readyToShare(app)
  const card = await (await fetch(`${backend.server}/v1/shares/${id}`)).text()
  expect(card.length).toBeLessThan(600)
})

test('a day goes into the phone’s calendar, and nobody says it is there', async () => {
  const app = await phoneOf(somebody(), withRecord(STORY))
  await app.open('pages/calendar/index')
  await app.tap('#add-to-phone-calendar-score-release')
  const [added] = await app.wxCalls('addPhoneCalendar')
  expect(added!.args[0]).toMatchObject({ title: expect.stringContaining('2026 年注安'), allDay: true })
  const said = (await app.wxCalls('showToast')).map(({ args: [toast] }) => (toast as { title: string }).title)
  expect(said).toEqual(['请到手机日历里看看有没有加上'])
  app.answer('addPhoneCalendar', { errMsg: 'addPhoneCalendar:fail auth deny' })
  app.answer('showModal', { confirm: true, cancel: false })
  await app.tap('#add-to-phone-calendar-e-certificate')
  expect((await app.wxCalls('openSetting')).length).toBe(1)
})
