import { addDays, type Day, MILESTONE_NAMES, type MilestoneState } from '@zhuan/exam'
import type { CalendarEntry } from '@/platform/phone-calendar'
import { rangeWords, yearOf } from '@/words/days'
import { STATUS_TAGS, sourceWords } from '@/words/milestones'

/**
 * A row of the calendar as an event of the phone's own: one day to look at, not weeks that are always busy. What is open
 * already is put on its last day; what is only expected on its likeliest, and it says so.
 */
export function phoneEntry({ milestone, phase }: MilestoneState, today: Day): CalendarEntry {
  const { kind, examYear, region, status, start, end, likely, time, source } = milestone
  const isOfficial = status === 'official'
  const isExam = kind === 'exam'
  const first = phase === 'open' && !isExam ? end : (likely ?? start)
  // What should have come is looked for tomorrow.
  const day = first <= today && !isExam ? addDays(today, 1) : first
  const name = `${examYear} 年注安${MILESTONE_NAMES[kind]}`
  const about = [
    `${region ?? '全国'} · ${STATUS_TAGS[status][1]} ${rangeWords(milestone, yearOf(today))}`,
    isOfficial && source ? sourceWords(source) : '由往年推算',
    '以官方公告为准',
  ]
  return {
    title: isOfficial ? name : `${name}（${STATUS_TAGS[status][1]}）`,
    start: isExam ? start : day,
    end: isExam ? end : day,
    ...(time !== undefined && day === start && start === end && { time }),
    description: about.join('；'),
  }
}
