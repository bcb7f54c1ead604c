import type { AnnouncementCounts, ParkedTemplate, UnconfirmedDelivery } from '@zhuan/api'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema'

/** Whether a delivery is sent again; if not, the state that forbids it. */
export type Resent = { resent: true } | { resent: false; state: string }

/** What the operator needs of the reminders; compose.ts joins the two. */
export interface ReminderPorts {
  /** How many people an announcement would reach. */
  countRecipients(scope: { kind: string; examYear: number; region: string | null }, before: Date): Promise<number>
  countDeliveries(announcement: {
    id: string
    state: string
    recipients: number
    fanOutDone: boolean
  }): Promise<{ recipients: number; counts: AnnouncementCounts }>
  /** Cancels what cancelled announcements still have due. */
  cancelDue(): Promise<void>
  /** Takes back what is due and tells of a day that is official no more. */
  withdrawDates(): Promise<void>
  /** Nobody was sent anything of this announcement, and once it is cancelled nobody will be. */
  reachesNobody(transaction: Transaction<Database>, announcementId: string): Promise<boolean>
  /** Retracts it if it is cancelled and reaches nobody. */
  retract(announcementId: string): Promise<void>
  listUnconfirmed(): Promise<UnconfirmedDelivery[]>
  /** @returns undefined when there is no such delivery */
  resend(transaction: Transaction<Database>, id: string): Promise<Resent | undefined>
  /** @returns false when the template was not parked */
  resumeTemplate(transaction: Transaction<Database>, templateId: string): Promise<boolean>
  listParked(): Promise<ParkedTemplate[]>
}
