import type { Announcement } from '@zhuan/api'

/** `2027-10-23 to 2027-10-24 09:00`. */
export const daysOf = ({ start, end, time }: Pick<Announcement, 'start' | 'end' | 'time'>): string =>
  `${start}${end === undefined || end === start ? '' : ` to ${end}`}${time === undefined ? '' : ` ${time}`}`

/** One line that says all of an announcement. */
export function describe(announcement: Announcement): string {
  const { id, state, kind, examYear, region, recipients, counts } = announcement
  const parts = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  return `${id}  ${state}  ${kind} ${examYear} ${region ?? '全国'} (${daysOf(announcement)})  ${recipients} recipients: ${parts.join(', ') || 'none'}`
}
