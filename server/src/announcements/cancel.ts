import { audit } from '../audit/audit'
import type { Context } from '../context'
import { cancelDue } from '../deliveries/called-off'
import { tellOthers, unknownAnnouncement } from './announcement-view'
import { reachesNobody, retract } from './retraction'

/**
 * Cancels an announcement: what is being sent this moment ends, nothing more begins. If nobody has been sent anything it is
 * as if it had never been made, and the calendar goes back. One that is done is left as it is. Should this process be
 * killed midway, the same again, or the workers, do the rest.
 * @throws HttpError 404
 */
export async function cancel(context: Context, id: string, by: string): Promise<void> {
  const { database } = context
  if (!(await stop(context, id, by))) return
  await cancelDue(database)
  await retract(database, id)
  tellOthers(context)
}

/**
 * The first step, after which nothing more of it begins.
 * @returns whether there is more to do
 */
export async function stop({ database, clock }: Context, id: string, by: string): Promise<boolean> {
  return database.transaction().execute(async transaction => {
    const row = await transaction
      .selectFrom('announcements')
      .select(['state', 'retracted'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw unknownAnnouncement(id)
    const retracted = await reachesNobody(transaction, id)
    const isTooLate = row.state === 'done' && !retracted
    const action = isTooLate ? 'announcement.cancel-too-late' : 'announcement.cancelled'
    await audit(transaction, { by, at: clock.now() }, action, id, { was: row.state })
    if (isTooLate) return false
    if (row.state === 'cancelled') return !row.retracted
    await transaction
      .updateTable('announcements')
      .set({ state: 'cancelled', cancelled_at: clock.now(), finished_at: null, retracted })
      .where('id', '=', id)
      .execute()
    return true
  })
}
