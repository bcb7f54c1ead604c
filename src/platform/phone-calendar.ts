import Taro from '@tarojs/taro'
import { type ImageOutcome, refusalOf } from './sharing/share-image'

/** Something to be put into the phone's calendar. */
export interface CalendarEntry {
  title: string
  /** Civil days in China, `YYYY-MM-DD`; the end is the last day. */
  start: string
  end: string
  /** `HH:mm` in China; without it the whole day. */
  time?: string
  description: string
}

/** `asked`: WeChat took the question to the person. Whether they said yes is not known: Android says success after 取消, too. */
export type CalendarOutcome = 'asked' | Exclude<ImageOutcome, 'shown' | 'saved'>

const DAY_SECONDS = 86_400
const seconds = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`) / 1000

/** What `addPhoneCalendar` is given: seconds, the end as a string after the start, an alarm before it. */
export function calendarOptions({ title, start, end, time, description }: CalendarEntry) {
  const about = { title, description, alarm: true }
  if (time !== undefined) {
    const startTime = seconds(start, time)
    return { ...about, startTime, endTime: String(startTime + 3600), allDay: false, alarmOffset: 3600 }
  }
  // On the eve at 20:00 for a whole day: at midnight nobody reads it.
  const startTime = seconds(start, '00:00')
  return {
    ...about,
    startTime,
    endTime: String(seconds(end, '00:00') + DAY_SECONDS - 60),
    allDay: true,
    alarmOffset: 4 * 3600,
  }
}

/** Asks WeChat to put something into the phone's calendar. */
export async function addToPhoneCalendar(entry: CalendarEntry): Promise<CalendarOutcome> {
  // A browser has no calendar to write to.
  if (process.env.TARO_ENV === 'h5') return 'undeclared'
  try {
    await Taro.addPhoneCalendar(calendarOptions(entry) as never)
    return 'asked'
  } catch (error) {
    return refusalOf(error)
  }
}
