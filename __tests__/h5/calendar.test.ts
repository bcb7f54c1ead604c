import type { Candidate } from '@zhuan/exam'
import { choose, shown, storedRecord } from '../../scripts/support/preview'
import { preparePreview, textOf } from './support/preview'

const open = preparePreview()
const NOBODY: Candidate = { level: 'full', specialty: 'other', sittings: [] }

test('a row taken from an earlier year names that year once', async () => {
  const stored = storedRecord(NOBODY, '广东')
  const page = await open({ page: 'pages/calendar/index', today: '2026-11-23', stored })
  await choose(page, '考试年度', '2027 年度')
  const registration = await textOf(page, '#milestone-registration')
  expect(registration).toContain('往年参考')
  expect(registration.match(/2025/g)).toHaveLength(1)
})

test('an expected row has the fact of the year before beside it', async () => {
  const page = await open({ page: 'pages/calendar/index', today: '2026-11-23' })
  expect(await textOf(page, '#milestone-score-release')).toContain('去年 12 月 26 日，据 kaoshi100.com 转载')
})

test('what is over is folded into one line, and unfolded by a tap; its rows keep their ids', async () => {
  const page = await open({ page: 'pages/calendar/index', today: '2026-11-23', stored: storedRecord(NOBODY, '西藏') })
  expect(await textOf(page, '#fold')).toBe('已过去 4 项：计划、报名、缴费、准考证 展开 ▾')
  expect(await textOf(page, '#milestone-registration')).toBe('、报名')
  await shown(page, '#fold').click()
  expect(await textOf(page, '#milestone-registration')).toContain('参考 2025 年全国；西藏只收录到 2022 年')
  expect(await textOf(page, '#milestone-paper-certificate')).toContain('本地未收录，按全国惯例')
})

test('the next year is one tap away', async () => {
  const page = await open({ page: 'pages/calendar/index', today: '2026-11-23' })
  await shown(page, '#next-year').click()
  expect(await textOf(page, '#milestone-exam')).toContain('多半 2027 年 10 月 30 – 31 日')
})

test.each(['2026-02-30', 'tomorrow'])('a demonstration day that does not exist is named: %s', async today => {
  const page = await open({ page: 'pages/calendar/index', today })
  expect(await textOf(page, '#no-such-day')).toBe(`没有“${today}”这一天，按今天显示。`)
})
