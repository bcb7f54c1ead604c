import { examCalendar } from '@zhuan/exam'
import { overviewOf } from '@/features/reminder/overview'

const templates = {
  templates: { 'score-release': 'a', 'e-certificate': 'b', exam: 'c' },
  titles: { a: '考试成绩通知', b: '待办事项提醒', c: '日程提醒' },
  readAt: '2036-01-01T00:00:00.000Z',
} as const
const reminder = (id: string, kind: 'score-release' | 'e-certificate', state: 'waiting' | 'refused' | 'sent') => ({
  ...{ id, kind, state, examYear: 2026, region: '西藏' },
})
const inUse = (more: Partial<Parameters<typeof overviewOf>[0]>) =>
  overviewOf({
    templates,
    reminders: null,
    outbox: [],
    offers: [],
    calendarOf: region => examCalendar(region),
    ...more,
  })
    .inUse.map(({ templateId }) => templateId)
    .join()
const told = (reminders: ReturnType<typeof reminder>[], grants: Record<string, number> = {}) => ({
  reminders: { reminders, grants },
})
const tap = { acceptanceId: '1', acceptedAt: '2026-11-23T02:00:00.000Z', outcome: { c: 'accept' }, reminders: [] }

// Somebody who has switched nothing on has nothing to count.
it.each([
  ['nothing was ever switched on', {}, ''],
  ['a message is left, though nothing waits', told([], { b: 1 }), 'b'],
  ['something waits and no message is left', told([reminder('1', 'score-release', 'waiting')]), 'a'],
  ['something was not delivered', told([reminder('1', 'e-certificate', 'refused')]), 'b'],
  ['all was delivered', told([reminder('1', 'score-release', 'sent')], { a: 0 }), ''],
  ['the tap waits in the outbox', { outbox: [tap] }, 'c'],
] as const)('%s', (_state, known, expected) => {
  expect(inUse(known as Parameters<typeof inUse>[0])).toBe(expected)
})
