import type { Page } from 'playwright-core'
import { COMPLETED_2025 } from '../../scripts/screens/candidates'
import { shown, storedRecord } from '../../scripts/support/preview'
import { preparePreview, textOf } from './support/preview'

const open = preparePreview()

/** Starts the preview anew at a page, with what the browser has kept. */
async function restartAt(page: Page, path: string): Promise<void> {
  await page.evaluate(hash => {
    window.location.hash = hash
  }, `/${path}`)
  await page.reload()
  await shown(page, '.screen').waitFor()
}

const tap = (page: Page, selector: string) => shown(page, selector).click()
const next = async (page: Page) => {
  await restartAt(page, 'certificate/now/index')
  return textOf(page, '#next-step')
}

/** As on the compiled mini-program, by hand: from the score to registering. */
test('who completed the exam in 2025 is led through, and finds everything again', async () => {
  const page = await open({
    page: 'certificate/now/index',
    today: '2026-02-10',
    stored: storedRecord(COMPLETED_2025, '湖南'),
  })
  expect(await textOf(page, '#next-step')).toContain('全部合格，先看要不要审核')

  await tap(page, '#do-next')
  for (const paper of ['registration-form', 'id-card', 'education', 'work-years']) await tap(page, `#check-${paper}`)
  expect(await textOf(page, '#papers-ready')).toBe('4 / 4 备齐')
  await tap(page, '#check-papers-ready')
  expect(await next(page)).toContain('看看电子证书能不能下载')

  await tap(page, '#do-next')
  await tap(page, '#copy-address')
  expect(await textOf(page, '#copy-result')).toBe('网址已复制，到浏览器里打开。')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('www.cpta.com.cn')
  for (const step of [1, 2, 3, 4, 5]) await tap(page, `#step-${step}`)
  await tap(page, '#check-downloaded')

  await tap(page, '#open-endorsements')
  for (const day of ['2026-02-08', '2026-02-10']) {
    await tap(page, '#add-endorsement')
    await page.locator('input[aria-label="申请日期"]').last().fill(day)
    await tap(page, '#save-endorsement')
  }
  await restartAt(page, 'certificate/endorsements/index')
  expect(await textOf(page, '#endorsement-standing')).toContain('2 / 3 次')
  expect(await textOf(page, '#endorsement-1')).toContain('2 月 8 日申请 有效，还有 87 天')
  expect(await textOf(page, '#endorsement-2')).toContain('2 月 10 日申请 有效，还有 89 天')

  expect(await next(page)).toContain('等纸质证书')
  await tap(page, '#do-next')
  // The page that is left has such a row, too, and is in sight for a moment longer.
  await shown(page, '#paper-certificate').waitFor()
  await shown(page, '#next-step').waitFor({ state: 'hidden' })
  await tap(page, '#check-received')
  expect(await next(page)).toContain('证书到手，接下来是注册')

  await tap(page, '#do-next')
  await page.locator('input[aria-label="证书签发日期"]').last().fill('2026-01-20')
  expect(await textOf(page, '#first-registration')).toContain('最晚 2031 年 1 月 20 日')
  expect(await next(page)).toContain('最晚 2031 年 1 月 20 日')
  expect(await textOf(page, '#ticked')).toMatch(/材料齐了.*已下载.*已领到/)
})

test('a backup takes endorsements and ticks along to another phone', async () => {
  const endorsements = { a: { appliedOn: '2026-02-08', days: 90 } }
  const checklists = { 'downloaded-2025': { done: ['downloaded'] } }
  const first = await open({
    page: 'pages/me/index',
    today: '2026-02-10',
    stored: storedRecord(COMPLETED_2025, '湖南', { endorsements, checklists }),
  })
  await tap(first, '#backup-copy')
  const text = await first.evaluate(() => navigator.clipboard.readText())
  const second = await open({ page: 'pages/me/index', today: '2026-02-11' })
  await tap(second, '#backup-restore')
  await shown(second, '#backup-input textarea').fill(text)
  expect(await textOf(second, '#backup-preview')).toContain('证书：没记，加注 1 次，勾过 1 项')
  await tap(second, '#backup-confirm')
  await shown(second, '#undo').waitFor()
  expect(await next(second)).toContain('等纸质证书')
})
