import type { Announcement } from '@zhuan/api'
import { audit } from '../audit/audit'
import type { Context } from '../context'
import { readAnnouncement, tellOthers, unknownAnnouncement } from './announcement-view'
import type { ReminderPorts } from './ports'

/**
 * Stops an announcement: what is being sent this moment ends, nothing more begins. If nobody has been sent anything it is
 * as if it had never been made, and the calendar goes back. One that is done is left as it is. Should this process be
 * killed midway, the same again, or the workers, do the rest.
 */
export async function cancel(context: Context, ports: ReminderPorts, id: string): Promise<Announcement> {
  const { database, clock } = context
  const isStopped = await database.transaction().execute(async transaction => {
    const row = await transaction
      .selectFrom('announcements')
      .select(['state', 'retracted'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw unknownAnnouncement(id)
    const retracted = await ports.reachesNobody(transaction, id)
    const isTooLate = row.state === 'done' && !retracted
    const action = isTooLate ? 'announcement.cancel-too-late' : 'announcement.cancelled'
    await audit(transaction, clock.now(), action, id, { was: row.state })
    if (isTooLate) return false
    if (row.state === 'cancelled') return !row.retracted
    await transaction
      .updateTable('announcements')
      .set({ state: 'cancelled', cancelled_at: clock.now(), finished_at: null, retracted })
      .where('id', '=', id)
      .execute()
    return true
  })
  if (isStopped) {
    await ports.cancelDue()
    await ports.retract(id)
    tellOthers(context)
  }
  // The calendar may have gone back, now or by a cancellation that was killed before this.
  await ports.withdrawDates()
  return readAnnouncement(context, ports, id)
}
