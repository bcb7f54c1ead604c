import type { Page } from 'playwright-core'
import { shown, storedRecord } from '../../scripts/support/preview'
import { goToTab, preparePreview, storedCandidate, textOf } from './support/preview'

const open = preparePreview()

/** What has the focus, as a screen reader announces it: role and name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase()
    return `${role} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`.trim()
  })

/** Moves on with Tab until the focus is where `wanted` says; fails when it comes round without it. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const seen: string[] = []
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (wanted.test(now)) return
    seen.push(now)
  }
  throw new Error(`Tab never reached ${wanted}, it went through:\n${seen.join('\n')}`)
}

/** Chooses in a native list: the keys go from option to option. */
async function arrows(page: Page, key: 'ArrowUp' | 'ArrowDown', times: number): Promise<void> {
  for (let step = 0; step < times; step++) await page.keyboard.press(key)
}

test('level, specialty and scores are entered, saved and taken back without a finger', async () => {
  const page = await open({ page: 'pages/progress/index', today: '2026-11-23' })
  await tabTo(page, /^radio 免二科/)
  await page.keyboard.press('Space')
  await tabTo(page, /^select 专业类别/)
  await arrows(page, 'ArrowUp', 4)
  await tabTo(page, /^button 2024 年法律法规，没填/)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await tabTo(page, /^button 看我的进度/)
  await page.keyboard.press('Enter')
  await shown(page, '#standing-law').waitFor()
  await goToTab(page, '成绩')

  await shown(page, '#save-scores').waitFor()
  await tabTo(page, /^input 法律法规成绩/)
  await page.keyboard.type('71')
  await tabTo(page, /^button 保存 2026 年/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^button 仍然保存/)
  await page.keyboard.press('Enter')
  await shown(page, '#undo').waitFor()
  expect(await storedCandidate(page)).toEqual({
    level: 'exempt-two',
    specialty: 'chemical',
    sittings: [
      { examYear: 2024, marks: { law: 'failed' } },
      { examYear: 2026, marks: { law: 71, practice: 'pending' } },
    ],
  })

  await tabTo(page, /^button 撤销/)
  await page.keyboard.press('Space')
  await shown(page, '#undo').waitFor({ state: 'hidden' })
  expect(await storedCandidate(page)).toMatchObject({ sittings: [{ examYear: 2024 }] })
})

const stored = storedRecord({
  level: 'full',
  specialty: 'chemical',
  sittings: [{ examYear: 2024, marks: { law: 71 } }],
})

const opensSheet = async () => {
  const page = await open({ page: 'pages/me/index', today: '2026-11-23', stored })
  await tabTo(page, /从备份恢复/)
  await page.keyboard.press('Enter')
  await shown(page, '#restore-sheet').waitFor()
  return page
}

test('a half sheet takes the focus, keeps it, and gives it back when Escape closes it', async () => {
  const page = await opensSheet()
  const isInside = () => page.evaluate(() => document.querySelector('#restore-sheet')!.contains(document.activeElement))
  await page.waitForFunction(() => document.querySelector('#restore-sheet')!.contains(document.activeElement))
  for (const key of ['Shift+Tab', ...Array.from({ length: 20 }, () => 'Tab')]) {
    await page.keyboard.press(key)
    expect(await isInside()).toBe(true)
  }
  await page.keyboard.press('Escape')
  await shown(page, '#restore-sheet').waitFor({ state: 'hidden' })
  expect(await focused(page)).toMatch(/从备份恢复/)
})

test('the page does not scroll behind a half sheet', async () => {
  const page = await opensSheet()
  const position = () =>
    page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('html, .taro-tabbar__panel, .taro_page')].map(({ scrollTop }) => scrollTop),
      ),
    )
  /** How far the wheel moves the page. */
  const wheel = async () => {
    const before = await position()
    await page.mouse.move(180, 60)
    await page.mouse.wheel(0, -300)
    await page.waitForTimeout(300)
    return before - (await position())
  }
  await page.setViewportSize({ width: 375, height: 500 })
  expect(await wheel()).toBe(0)
  await page.keyboard.press('Escape')
  expect(await wheel()).toBeGreaterThan(100)
})

test('假如考过 is opened and used by keyboard', async () => {
  const page = await open({ page: 'pages/progress/index', today: '2026-11-23', stored })
  await tabTo(page, /^link 假如考过/)
  await page.keyboard.press('Enter')
  await shown(page, '#plan-result').waitFor()
  expect(await textOf(page, '#plan-result')).toContain('2027 年可取证')
  await tabTo(page, /^checkbox 假如 2027 年专业实务过了/)
  await page.keyboard.press('Space')
  expect(await textOf(page, '#plan-result')).toContain('2028 年可取证')
})

test.each([
  [
    'pages/scores/index',
    ['textbox 法律法规成绩', 'combobox 法律法规：分数或缺考等', 'combobox 考试级别', 'button 保存 2026 年成绩'],
  ],
  ['pages/calendar/index', ['combobox 考试年度', 'combobox 地区', 'button 时间线', 'button 月历']],
  ['pages/me/index', ['combobox 地区', 'button 复制备份', 'button 从备份恢复', 'button 删除我的全部数据']],
])('%s tells a screen reader what everything is', async (path, wanted) => {
  const page = await open({ page: path, today: '2026-11-23' })
  for (const each of wanted) {
    const [role, name] = each.split(' ', 2) as ['button', string]
    await page.getByRole(role, { name }).first().waitFor({ timeout: 3000 })
  }
})

test('a refused mark is announced', async () => {
  const page = await open({ page: 'pages/scores/index', today: '2026-11-23' })
  await shown(page, '#mark-law input').fill('101')
  await page.getByRole('alert').filter({ hasText: '0 到 100' }).waitFor()
})
