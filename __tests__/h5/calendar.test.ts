import type { Candidate } from '@zhuan/exam'
import { choose, storedRecord } from '../../scripts/support/preview'
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
  expect(await textOf(page, '#milestone-score-release')).toContain('去年 12 月 26 日 10:00')
})

test.each(['2026-02-30', 'tomorrow'])('a demonstration day that does not exist is named: %s', async today => {
  const page = await open({ page: 'pages/calendar/index', today })
  expect(await textOf(page, '#no-such-day')).toBe(`没有“${today}”这一天，按今天显示。`)
})
