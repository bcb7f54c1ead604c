import type { AnnouncedMilestone } from '../../src/announcements/read-announcements'
import { calendarsOf } from '../../src/calendar/calendars'

const NOW = new Date('2026-10-01T10:00:00+08:00')
const exam = (changes: Partial<AnnouncedMilestone>): AnnouncedMilestone =>
  ({
    kind: 'exam',
    examYear: 2026,
    region: null,
    start: '2026-10-24',
    end: '2026-10-25',
    time: null,
    source: 's',
    sendAfter: NOW,
    ...changes,
  }) as AnnouncedMilestone

test('the exam days of a region win over the country’s of that year, and over no other’s', () => {
  const calendars = calendarsOf(
    [
      exam({ region: '贵州', start: '2027-07-31', end: '2027-08-01' }),
      exam({}),
      exam({ examYear: 2027, start: '2027-10-23', end: null }),
      exam({ region: '西藏', start: '2026-11-28', sendAfter: new Date(NOW.getTime() + 1) }),
      exam({ kind: 'registration', region: '西藏' }),
    ],
    NOW,
  )
  const national = { examYear: 2026, start: '2026-10-24', end: '2026-10-25' }
  const next = { examYear: 2027, start: '2027-10-23', end: '2027-10-23' }
  const sittings = (region: string | null) => [...calendars(region).sittings].sort((a, b) => a.examYear - b.examYear)
  expect(sittings('贵州')).toEqual([{ examYear: 2026, start: '2027-07-31', end: '2027-08-01' }, next])
  expect(sittings(null)).toEqual([national, next])
  expect(sittings('西藏')).toEqual([national, next])
})
