import { performance } from 'node:perf_hooks'
import type { Context } from '../context'
import { openDatabase, PATIENCE, withSettings } from '../database/postgres'
import { adoptTemplates } from '../deliveries/changed-templates'
import { registerSender } from '../deliveries/senders'
import { alertUnusableGrants } from '../grants/unusable-grants'
import { allTemplateIds, templateIdsOf } from '../reminder-templates'
import { composeMessages } from '../sending/compose-messages'
import { MARK_LASTS } from '../sending/mark-age'
import { parkTemplate } from '../sending/parked-templates'
import { postThrough } from '../sending/post'
import { SendGate } from '../sending/send-gate'
import { SendLoop } from '../sending/send-loop'
import { tellClearAgain, tellUnclear } from '../sending/unclear-alert'
import { LONGEST_SEND } from '../wechat/client'
import { startJobs } from './jobs'
import { reminderMetrics } from './metrics'
import { startEventLoop, startTicker } from './ticker'

/** Deliveries leased at once. */
const BATCH = 300
/** By then a living process has written down the outcome of a mark: it waits for its turn, is posted and ends. Seconds. */
const POST_LASTS = Math.ceil((MARK_LASTS + LONGEST_SEND) / 1000) + 10

/**
 * Everything a sending process does: opens announcements, makes recipients, sends, settles, processes events.
 * @returns stops it: nothing new is begun, what is in flight is written down
 */
export async function startReminders(context: Context): Promise<() => Promise<void>> {
  const { environment, databaseUrl, log } = context
  await adoptTemplates(context.database, environment.templates)
  // Its own few connections: what has to be written down never waits behind requests.
  const sending = openDatabase(forSending(databaseUrl), {
    onError: error => log.warn({ err: error }, 'a sending connection broke'),
    maximum: 4,
    application: 'zhuan-send',
    patience: PATIENCE,
  })
  context.pools.sending = sending.pool
  const sender = await registerSender(context, sending.database)
  const templateIds = allTemplateIds(environment.templates)
  const metrics = reminderMetrics(context, () => loop.inFlight)
  const loop: SendLoop = new SendLoop({
    pool: sending.pool,
    sender: sender.id,
    clock: context.clock,
    log,
    concurrency: environment.sendConcurrency,
    batch: Math.min(
      Math.max(BATCH, environment.sendConcurrency * 2),
      Math.max(environment.sendConcurrency, environment.sendRatePerSecond * 5),
    ),
    templateIds,
    templatesOf: kind => templateIdsOf(environment.templates, kind),
    gate: onFreed =>
      new SendGate(
        sending.pool,
        environment.sendRatePerSecond,
        () => performance.now(),
        onFreed,
        error => log.warn({ err: error }, 'no slots: the database does not answer'),
      ),
    compose: deliveries => composeMessages(context.database, environment.templates, deliveries),
    post: postThrough(context),
    onOutcome: async (delivery, decision, isPaused) => {
      metrics.outcome(decision.state)
      if (decision.unclear) metrics.unclear(decision.unclear)
      if (decision.park) await parkTemplate(context, delivery.templateId, decision.park)
      if (decision.pause === 'unclear' && isPaused) await tellUnclear(context, decision)
    },
    onResumed: ended => tellClearAgain(context, ended),
    monotonic: () => performance.now(),
    random: Math.random,
  })
  const jobs = await startJobs(context, () => loop.wake())
  const stopTicker = startTicker(context, jobs.queueFanOut, POST_LASTS)
  const stopEvents = startEventLoop(context)
  // Reads all grants: nobody waits for it.
  const looking = alertUnusableGrants(context).catch(error =>
    log.warn({ err: error }, 'it is not known whether all grants can be used; the next start looks again'),
  )
  loop.start()
  return async () => {
    await Promise.all([stopTicker(), jobs.stop(), loop.stop()])
    await stopEvents()
    await looking
    await sender.stop()
    await sending.close()
  }
}

/**
 * A mark that a crash of the database forgets is a message sent twice: whatever the database's default, these commits
 * wait for the disk. And each of these statements finds its rows by an index, whatever its plan was made for.
 */
export function forSending(databaseUrl: string): string {
  return withSettings(databaseUrl, {
    synchronous_commit: 'on',
    plan_cache_mode: 'force_generic_plan',
  })
}
