import type { Context } from '../context'
import { losingEditsEnd } from './sync-record'

/** Removes what has had its time: what ended sessions whose time is over, losing edits older than a week. */
export async function sweepCandidates({ database, clock }: Context): Promise<void> {
  const now = clock.now()
  await database.deleteFrom('ended_sessions').where('expires_at', '<=', now).execute()
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
