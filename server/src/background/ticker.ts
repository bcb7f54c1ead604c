import { forgetAccount } from '../accounts/forget-account'
import { findStalledFanOuts, openDueAnnouncements } from '../announcements/fan-out'
import { finishAnnouncements } from '../announcements/finish-announcements'
import { retractEnded } from '../announcements/retraction'
import type { Context } from '../context'
import { tryLockTicker } from '../database/locks'
import { settleUnconfigured } from '../deliveries/changed-templates'
import { settleUnknown } from '../deliveries/settlement'
import { applyPlatformEvent } from '../inbox/apply-platform-event'
import { type OnPlatformEvent, processEvents } from '../inbox/push-inbox'
import { repeat } from '../repeat'

/** How often to look for announcements that are due. Milliseconds. */
const TICK = 250
/** Every so many ticks: what is unknown is settled, what is done is finished. */
const SLOW = 4

/**
 * Looks at the facts in the database and gets done what is due: a kill at any moment loses nothing, the next look of any
 * process finds it. One process at a time does so.
 * @param queueFanOut - hands the making of recipients to the job queue
 * @param postLasts - seconds after which no living process can still be waiting for WeChat's answer
 */
export function startTicker(
  context: Context,
  queueFanOut: (id: string) => Promise<void>,
  postLasts: number,
): () => Promise<void> {
  const { database, clock, environment, log } = context
  let tick = 0
  return repeat('ticker', TICK, context, async () => {
    await database.transaction().execute(async transaction => {
      if (!(await tryLockTicker(transaction))) return
      for (const id of await openDueAnnouncements(database, clock.now())) {
        log.info({ announcement: id }, 'announcement opened')
        await queueFanOut(id)
      }
      if (tick++ % SLOW !== 0) return
      for (const id of await findStalledFanOuts(database)) await queueFanOut(id)
      const sums = await settleUnknown(database, environment.unconfirmedRetrySeconds, postLasts)
      if (sums.abandoned + sums.unconfirmed > 0) log.warn(sums, 'outcomes are unknown')
      await settleUnconfigured(database, environment.templates, environment.unconfirmedRetrySeconds)
      await finishAnnouncements(database, clock.now())
      await retractEnded(database, clock.now())
    })
    return false
  })
}

/** Processes push events as they come; every sending process takes part. */
export function startEventLoop(context: Context): () => Promise<void> {
  const { database, log } = context
  const onPlatformEvent: OnPlatformEvent = event =>
    applyPlatformEvent({ ...context, forget: (account, also) => forgetAccount(context, account, also) }, event)
  return repeat('events', TICK, context, async () => (await processEvents(database, log, onPlatformEvent)) >= 500)
}
