import type { Context } from '../context'
import { losingEditsEnd } from '../record/sync-record'

/** Clocks of processes differ, and are set back: a session that was ended stays so beyond its time. Milliseconds. */
const CLOCKS_DIFFER = 86_400_000

/** Removes what has had its time: sessions that were ended and would be over by now, losing edits older than a week. */
export async function sweepCandidates({ database, clock }: Context): Promise<void> {
  const now = clock.now()
  await database
    .deleteFrom('ended_sessions')
    .where('expires_at', '<=', new Date(now.getTime() - CLOCKS_DIFFER))
    .execute()
  await database.deleteFrom('losing_edits').where('lost_at', '<=', losingEditsEnd(now)).execute()
}

/**
 * Sweeps once an hour; several processes may, they only find less to do.
 * @returns ends it
 */
export function startSweeping(context: Context): () => void {
  const sweep = () =>
    sweepCandidates(context).catch(error => context.log.warn({ err: error }, 'cannot sweep; the next hour tries again'))
  const timer = setInterval(sweep, 3_600_000)
  timer.unref()
  return () => clearInterval(timer)
}
