import type { Page } from 'playwright-core'
import { WAITING } from '../../scripts/screens/candidates'
import { ANYWHERE, type PreviewState, shown, storedRecord } from '../../scripts/support/preview'
import { API_BASE, SANDBOX_BASE } from '../../scripts/testing/build-variables'
import { type Backend, startBackend, until } from '../support/backend'
import { hasCode } from '../support/poster'
import { goToTab, preparePreview, storedCandidate, textOf } from './support/preview'

/** The story's candidate once the last subject is passed. */
const PASSED_2026 = {
  ...WAITING,
  sittings: [...WAITING.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 68 } }],
}
const PERSON = `preview-${process.pid}`
const open = preparePreview()
let backend: Backend

beforeAll(async () => {
  backend = await startBackend('2026-12-24T09:30:00+08:00')
})
afterAll(() => backend?.stop())

/** A phone of the person's, from which the real server and WeChat's stand-in can be reached. */
async function phone(page: string, more: Partial<PreviewState> = {}): Promise<Page> {
  const state: PreviewState = { page: 'help/about/index', today: '2026-12-24', now: '09:30', person: PERSON, ...more }
  const opened = await open(state)
  const places = { [API_BASE]: backend.server, [SANDBOX_BASE]: backend.sandbox.url }
  for (const [address, place] of Object.entries(places))
    await opened.route(`${address}/**`, async route => {
      const answer = await route.fetch({ url: route.request().url().replace(address, place) })
      await route.fulfill({ response: answer, headers: { ...answer.headers(), ...ANYWHERE } })
    })
  await opened.evaluate(hash => {
    window.location.hash = hash
  }, `#/${page}`)
  await opened.reload()
  await shown(opened, '.screen').waitFor()
  return opened
}

test('scan, subscribe, be told, enter the score, sync, and find it on a second phone', async () => {
  const page = await phone('pages/welcome/index?scene=r%3D54%26c%3Dbj01')
  expect(await textOf(page, '#region')).toContain('西藏')
  await page.waitForFunction(() => /tpl-score/.test(localStorage.getItem('server') ?? ''))
  await shown(page, '#subscribe').click()
  await page.getByRole('dialog').getByText('日程提醒').waitFor()
  await page.locator('#preview-allow').click()
  await shown(page, '#subscribe-result').waitFor()
  expect(await textOf(page, '#subscribe-result')).toContain('考试成绩通知：加上 1 条')
  await page.waitForFunction(() => /"kind\\*":\\*"score-release/.test(localStorage.getItem('server') ?? ''))

  await shown(page, '#skip').click()
  for (const cell of ['2024-law', '2025-management', '2025-technology', '2025-practice', '2025-practice'])
    await shown(page, `#first-${cell}`).click()
  await shown(page, '#first-2026-practice').click()
  await shown(page, '#start').click()
  await shown(page, '#headline').waitFor()

  await backend.operate('POST', '/announcements', {
    ...{ kind: 'score-release', examYear: 2026, region: '西藏', start: '2026-12-24', time: '09:00', urgent: true },
    source: 'https://www.cpta.com.cn/',
  })
  const [message] = await until('the message is in the inbox', async () => {
    const found = await backend.deliveries(PERSON)
    return found.length > 0 && found
  })
  await page.reload()
  await goToTab(page, '日历')
  await shown(page, '#calendar-updated').waitFor()
  expect(await textOf(page, '#milestone-score-release')).toContain('官方')

  await page.evaluate(where => {
    window.location.hash = `#/${where}`
  }, message!.page)
  await shown(page, '#do-next').click()
  await shown(page, '#mark-practice input').fill('68')
  await shown(page, '#save-scores').click()
  await shown(page, '#undo').waitFor()
  await goToTab(page, '进度')
  expect(await textOf(page, 'body')).toContain('可取证')

  await goToTab(page, '我的')
  await shown(page, '#sync').click()
  await shown(page, '#sync-state:has-text("刚刚已同步")').waitFor()

  const second = await phone('pages/me/index')
  await shown(second, '#sync').click()
  await shown(second, '#sync-state:has-text("刚刚已同步")').waitFor()
  expect(await storedCandidate(second)).toEqual(await storedCandidate(page))
  expect(await textOf(second, '#region')).toContain('西藏')
})

test('a card is shared by hand, seen by a stranger, and taken back', async () => {
  const owner = await phone('share/poster/index', { stored: storedRecord(PASSED_2026, '西藏') })
  await shown(owner, '#poster-picture').waitFor()
  await shown(owner, '#open-card').waitFor()
  await shown(owner, '#share-friend').click()
  const link = await owner.evaluate(() => navigator.clipboard.readText())
  const [, where] = /#\/(share\/card\/index\?id=[\w-]{22})$/.exec(link) ?? []
  const poster = await shown(owner, '#poster-picture img').getAttribute('src')
  expect(hasCode(Buffer.from(poster!.split(',')[1]!, 'base64'))).toBe(true)
  const downloading = owner.waitForEvent('download')
  await shown(owner, '#poster').click()
  expect((await downloading).suggestedFilename()).toBe('注安进度.png')

  const friend = await phone(where!, { person: 'a-friend' })
  await shown(friend, '#card-progress:has-text("四科都合格了")').waitFor()
  expect(await textOf(friend, '#card-progress')).toMatch(/专业实务 ✓ 2026 .*未公开分数/)

  await owner.evaluate(() => {
    window.location.hash = '#/pages/me/index'
  })
  await shown(owner, '#revoke-share-1').click()
  await owner.locator('.taro-model__confirm').click()
  await shown(owner, '#revoke-share-1').waitFor({ state: 'hidden' })
  const again = await phone(where!, { person: 'another-friend' })
  await shown(again, '#card-progress:has-text("已收回")').waitFor()
})
