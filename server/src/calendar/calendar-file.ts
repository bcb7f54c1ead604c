import { routes } from '@zhuan/api'
import { MILESTONE_NAMES, type Milestone, type MilestoneKind, regionCode } from '@zhuan/exam'
import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { chinaInstant } from '../clock'
import type { Revision } from './revisions'

const DAY = 86_400_000
/** For days: 9 o'clock of the day before, on the phone's own clock. */
const DAY_ALARM_SECONDS = 15 * 3600
/** For the last day of a window: 9 o'clock of the day before it, counted from the end, which is the midnight after it. */
const DEADLINE_ALARM_SECONDS = DAY_ALARM_SECONDS + 24 * 3600
/** Windows in which something has to be done: their last day is a deadline. */
const WITH_DEADLINE: readonly MilestoneKind[] = [
  'registration',
  'payment',
  'admission-ticket',
  'score-recheck',
  'post-review',
]
/** For moments: half an hour before. */
const MOMENT_ALARM_SECONDS = 30 * 60

/**
 * Writes milestones as an iCalendar file (RFC 5545) that phones subscribe to. An event's UID names its kind, exam
 * year and region and nothing that moves: when a date is announced, the phone's event moves instead of doubling.
 * @param revisionOf - which state of an exam year's events this is
 * @param publicUrl - where the server is reached from outside: the file then says where it is from, for apps that reload it
 */
export function writeCalendarFile(
  milestones: readonly Milestone[],
  region: string | null,
  revisionOf: (examYear: number) => Revision,
  publicUrl?: string,
): string {
  const calendar = ical({
    name: region === null ? '注安考试日历' : `注安考试日历 · ${region}`,
    prodId: { company: 'zhuan-pass', product: 'exam-calendar', language: 'ZH' },
    ttl: 6 * 3600,
    ...(publicUrl !== undefined && { source: addressOf(publicUrl, region) }),
  })
  const place = region === null ? 'national' : regionCode(region)
  for (const milestone of milestones) {
    const { kind, examYear, status } = milestone
    const name = `${examYear} 年度注安${MILESTONE_NAMES[kind]}`
    const { at, sequence } = revisionOf(examYear)
    const event = calendar.createEvent({
      id: `${kind}-${examYear}-${place}@zhuan-pass`,
      ...when(milestone),
      stamp: at,
      lastModified: at,
      sequence,
      summary: status === 'official' ? name : `${name}（${status === 'expected' ? '预计' : '往年参考'}）`,
      description: describe(milestone),
      status: status === 'official' ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      // Nobody is busy for weeks because a registration is open.
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    const isMoment = !event.allDay()
    event.createAlarm({
      type: ICalAlarmType.display,
      trigger: isMoment ? MOMENT_ALARM_SECONDS : DAY_ALARM_SECONDS,
      description: name,
    })
    if (hasDeadline(milestone))
      event
        .createAlarm({
          type: ICalAlarmType.display,
          triggerBefore: DEADLINE_ALARM_SECONDS,
          description: `${name}：明天是最后一天`,
        })
        // As an option of the alarm the library passes it over.
        .relatesTo(ICalAlarmRelatesTo.end)
  }
  return calendar.toString()
}

/** What is only expected ends on no day that anybody could miss. */
const hasDeadline = ({ kind, start, end, status }: Milestone): boolean =>
  status === 'official' && end > start && WITH_DEADLINE.includes(kind)

function addressOf(publicUrl: string, region: string | null): string {
  const address = new URL(routes.getCalendarFile.path.slice(1), publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`)
  if (region !== null) address.searchParams.set('region', region)
  return address.href
}

/** A release with its hour is a moment; everything else is days, whose end iCalendar counts exclusively. */
function when({ kind, start, end, time }: Milestone): { start: Date; end: Date; allDay: boolean } {
  if (kind === 'score-release' && time !== undefined) {
    const moment = chinaInstant(start, time)
    return { start: moment, end: new Date(moment.getTime() + 3_600_000), allDay: false }
  }
  return { start: new Date(`${start}T00:00:00Z`), end: new Date(Date.parse(`${end}T00:00:00Z`) + DAY), allDay: true }
}

function describe({ kind, time, source, note, likely, end }: Milestone): string {
  return [
    time !== undefined && kind !== 'score-release' ? `${end} ${time} 截止` : '',
    likely === undefined ? '' : `最可能：${likely}`,
    note ?? '',
    source === undefined ? '' : `来源：${source}`,
    '以官方公告为准',
  ]
    .filter(line => line !== '')
    .join('\n')
}
