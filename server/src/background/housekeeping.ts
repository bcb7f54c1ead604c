import { sweepSessions } from '../accounts/sessions'
import type { Context } from '../context'
import { sweepLosingEdits } from '../record/sync-record'

/** Removes what has had its time: sessions that were ended and would be over by now, losing edits older than a week. */
export async function sweepAccounts(context: Context): Promise<void> {
  await sweepSessions(context)
  await sweepLosingEdits(context)
}

/**
 * Sweeps once an hour; several processes may, they only find less to do.
 * @returns ends it
 */
export function startSweeping(context: Context): () => void {
  const sweep = () =>
    sweepAccounts(context).catch(error => context.log.warn({ err: error }, 'cannot sweep; the next hour tries again'))
  const timer = setInterval(sweep, 3_600_000)
  timer.unref()
  return () => clearInterval(timer)
}
