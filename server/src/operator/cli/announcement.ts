import type { AnnouncementCounts } from '@zhuan/api'

/** An announcement as the server shows it, as far as it is printed. */
export interface Announcement {
  id: string
  state: string
  kind: string
  examYear: number
  region: string | null
  start: string
  recipients: number
  sendAfter: string
  counts: AnnouncementCounts
}

/** One line that says all. */
export function describe({ id, state, kind, examYear, region, start, recipients, counts }: Announcement): string {
  const parts = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  return `${id}  ${state}  ${kind} ${examYear} ${region ?? '全国'} (${start})  ${recipients} recipients: ${parts.join(', ') || 'none'}`
}
