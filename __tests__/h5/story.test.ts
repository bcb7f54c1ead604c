import type { Page } from 'playwright-core'
import { choose, shown } from '../../scripts/support/preview'
import { goToTab, pick, preparePreview, storedCandidate, textOf } from './support/preview'

const open = preparePreview()

const typeMark = (page: Page, subject: string, mark: string) => shown(page, `#mark-${subject} input`).fill(mark)

async function save(page: Page): Promise<void> {
  await shown(page, '#save-scores').click()
  await shown(page, '#undo').waitFor()
}

/** Saves a mark before it can be known: asked about once. */
async function saveAllTheSame(page: Page): Promise<void> {
  await shown(page, '#save-scores').click()
  await shown(page, '#keep-mark').click()
}

/** As a new user does it, by hand, from a phone that knows nothing. */
test('from the first start to the certificate', async () => {
  const page = await open({ page: 'pages/progress/index', today: '2026-11-23' })
  await shown(page, '#first-run').waitFor()
  await pick(page, '#specialty', '化工安全')
  await shown(page, '#start').click()
  await shown(page, '#enter-first').click()

  await pick(page, '#add-year', '2024 年')
  await typeMark(page, 'law', '71')
  await save(page)
  expect(await textOf(page, '#landed')).toContain('《法律法规》管到 2027 年')

  await pick(page, '#add-year', '2025 年')
  await typeMark(page, 'management', '66')
  await typeMark(page, 'technology', '60')
  await typeMark(page, 'practice', '55')
  await save(page)
  expect(await textOf(page, '#landed')).toContain('《安全生产管理》《技术基础》管到 2028 年')

  await shown(page, '#year-2026').click()
  expect(await textOf(page, '#all-pending')).toContain('✓')
  await save(page)

  await goToTab(page, '进度')
  expect(await textOf(page, '#headline')).toBe('还差《专业实务》')
  expect(await textOf(page, '#deadline')).toContain('2027 年考试')
  expect(await textOf(page, '#standing-law')).toMatch(/最后一次机会.*71 分 · 有效至 2027 年考试/)
  expect(await textOf(page, '#standing-management')).toMatch(/还剩 2 次机会.*66 分 · 有效至 2028 年考试/)
  expect(await textOf(page, '#standing-technology')).toMatch(/还剩 2 次机会.*60 分 · 有效至 2028 年考试/)
  expect(await textOf(page, '#standing-practice')).toMatch(/待出分.*2025 年 55 分未合格 · 2026 年已考/)
  expect(await textOf(page, '#next-milestone')).toMatch(/距 2026 年成绩公布 预计 约 31 天/)

  await goToTab(page, '成绩')
  await shown(page, '#year-2026').click()
  await typeMark(page, 'practice', '68')
  await saveAllTheSame(page)
  expect(await textOf(page, '#landed')).toContain('四科都合格，2026 年可取证')

  await goToTab(page, '进度')
  expect(await textOf(page, '#headline')).toBe('四科都合格了')
  expect(await textOf(page, '#certificate')).toContain('中级注安 · 化工安全 可取证')

  expect(await storedCandidate(page)).toEqual({
    level: 'full',
    specialty: 'chemical',
    sittings: [
      { examYear: 2024, marks: { law: 71 } },
      { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
      { examYear: 2026, marks: { practice: 68 } },
    ],
  })

  await page.reload()
  expect(await textOf(page, '#headline')).toBe('四科都合格了')
})

test('a save is taken back', async () => {
  const page = await open({ page: 'pages/scores/index', today: '2026-11-23' })
  await typeMark(page, 'law', '71')
  await saveAllTheSame(page)
  await shown(page, '#undo').click()
  await shown(page, '#undo').waitFor({ state: 'hidden' })
  expect(await storedCandidate(page)).toBeFalsy()
  expect(await shown(page, '#mark-law input').inputValue()).toBe('')
})

test('an estimate is refused at the field, and what was typed stays', async () => {
  const page = await open({ page: 'pages/scores/index', today: '2026-11-23' })
  await typeMark(page, 'law', '59.5')
  expect(await textOf(page, '#mark-fault-law')).toContain('成绩是 0–100 的整数')
  await shown(page, '#save-scores').click()
  expect(await shown(page, '#mark-law input').inputValue()).toBe('59.5')
  expect(await storedCandidate(page)).toBeFalsy()
})

test('typing leaves the caret where it is', async () => {
  const page = await open({ page: 'pages/scores/index', today: '2026-11-23' })
  const field = shown(page, '#mark-law input')
  await field.click()
  await page.keyboard.type('1')
  await page.keyboard.press('Home')
  await page.keyboard.type('7')
  await page.keyboard.type('5')
  expect(await field.inputValue()).toBe('751')
  expect(await textOf(page, '#mark-fault-law')).toContain('0 到 100')
})

test('what the browser cannot store is reported, and what was typed stays', async () => {
  const page = await open({ page: 'pages/scores/index', today: '2026-11-23' })
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  })
  await typeMark(page, 'law', '71')
  await saveAllTheSame(page)
  expect(await textOf(page, '#save-error')).toContain('存储空间已满')
  expect(await shown(page, '#mark-law input').inputValue()).toBe('71')
})

test('a backup goes out as text and comes back on another phone', async () => {
  const first = await open({ page: 'pages/scores/index', today: '2026-11-23' })
  await typeMark(first, 'law', '71')
  await saveAllTheSame(first)
  await goToTab(first, '我的')
  await shown(first, '#backup-copy').click()
  const text = await first.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('注安通关备份 2026-11-23')

  const second = await open({ page: 'pages/me/index', today: '2026-11-24' })
  await shown(second, '#backup-restore').click()
  await shown(second, '#backup-input textarea').fill(text)
  expect(await textOf(second, '#backup-preview')).toContain('2026 年：法律法规 71')
  await shown(second, '#backup-confirm').click()
  await shown(second, '#undo').waitFor()
  expect(await storedCandidate(second)).toEqual(await storedCandidate(first))
})

test.each(['pages/calendar/index', 'pages/me/index'])(
  '%s: a region that cannot be stored is told and does not change',
  async path => {
    const page = await open({ page: path, today: '2026-11-23' })
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      }
    })
    await choose(page, '地区', '广东')
    expect(await textOf(page, '#region-error')).toContain('存储空间已满。地区没有改动')
    expect(await textOf(page, '#region')).toContain('全国')
  },
)
