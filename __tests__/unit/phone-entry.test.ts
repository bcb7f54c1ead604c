import { type Announcement, examCalendar, type MilestoneKind, milestoneState } from '@zhuan/exam'
import { phoneEntry } from '@/features/exam-calendar/phone-entry'

const SCORES: Announcement = {
  kind: 'score-release',
  examYear: 2026,
  region: null,
  start: '2026-12-24',
  end: '2026-12-24',
  time: '10:00',
  source: '中国人事考试网 转载',
}
const entry = (kind: MilestoneKind, today: string, announcements: Announcement[] = [], year = 2026) =>
  phoneEntry(milestoneState(examCalendar('西藏', announcements), year, kind, today), today)

test('what is expected is put on its likeliest day, and says that it is expected', () => {
  expect(entry('score-release', '2026-11-28')).toEqual({
    title: '2026 年注安成绩公布（预计）',
    start: '2026-12-24',
    end: '2026-12-24',
    description: expect.stringMatching(/^全国 · 预计 12 月 .*；由往年推算；以官方公告为准$/),
  })
})

test('what should have come is looked for tomorrow', () => {
  expect(entry('score-release', '2026-12-27')).toMatchObject({ start: '2026-12-28', end: '2026-12-28' })
})

test('an official hour is an hour', () => {
  expect(entry('score-release', '2026-12-20', [SCORES])).toMatchObject({
    title: '2026 年注安成绩公布',
    start: '2026-12-24',
    time: '10:00',
    description: expect.stringContaining('据中国人事考试网转载'),
  })
})

test('the exam takes both its days; a registration that is open is put on its last', () => {
  expect(entry('exam', '2026-10-01')).toMatchObject({ start: '2026-10-24', end: '2026-10-25' })
  const open: Announcement = { ...SCORES, kind: 'registration', examYear: 2027, start: '2027-07-28', end: '2027-08-06' }
  delete (open as { time?: string }).time
  expect(entry('registration', '2027-08-01', [open], 2027)).toMatchObject({ start: '2027-08-06', end: '2027-08-06' })
  expect(entry('registration', '2027-07-01', [open], 2027)).toMatchObject({ start: '2027-07-28' })
})
