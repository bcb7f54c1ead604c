import { setTimeout as sleep } from 'node:timers/promises'
import { Logger as JobLogger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { fanOut } from '../announcements/fan-out'
import { BackOff } from '../back-off'
import type { Context } from '../context'
import { dropDeadSenders } from '../deliveries/senders'
import { alertMissingDates, fireDated } from '../firing/dated'
import { firePersonal } from '../firing/personal'
import { dropStrayGrants } from '../grants/stray-grants'
import { dropProcessedEvents } from '../inbox/push-inbox'

/** The jobs of this product, by the names under which they are queued. */
export const JOBS = {
  fanOut: 'fan-out',
  fireDated: 'fire-dated',
  firePersonal: 'fire-personal',
  missingDates: 'missing-dates',
  housekeeping: 'housekeeping',
} as const

/** Jobs of one process that run at the same time. */
const AT_ONCE = 3

/** Runs queued jobs until it is stopped; comes back by itself after the database was away. */
export interface JobRunner {
  /** Queues the fan-out of an opened announcement. Asked again, it replaces a job that a dead process left behind. */
  queueFanOut(announcementId: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts graphile-worker on the product's own database: any number of processes share its queue.
 * @param onDue - called when a job has made deliveries: the send loop need not wait for its next look
 */
export async function startJobs(context: Context, onDue: () => void): Promise<JobRunner> {
  const { databaseUrl, log } = context
  let runner: Runner | undefined
  let isStopping = false
  const stopping = new AbortController()
  let onFirstTry: () => void
  const firstTry = new Promise<void>(resolve => {
    onFirstTry = resolve
  })

  const start = () =>
    run({
      connectionString: databaseUrl,
      taskList: tasks(context, onDue),
      // Each minute: cheap when nothing is due, and an outage at 10:00 is made up for within a minute.
      parsedCronItems: parseCronItems([
        { task: JOBS.fireDated, match: '* * * * *' },
        { task: JOBS.firePersonal, match: '* * * * *' },
        { task: JOBS.missingDates, match: '*/10 * * * *' },
        { task: JOBS.housekeeping, match: '17 * * * *' },
      ]),
      concurrency: AT_ONCE,
      maxPoolSize: AT_ONCE + 1,
      pollInterval: 1000,
      noHandleSignals: true,
      logger: jobLogger(context),
    })

  const backOff = new BackOff(1_000, 30_000)
  const keepRunning = async () => {
    while (!isStopping) {
      try {
        runner = await start().finally(onFirstTry)
        backOff.succeeded()
        if (isStopping) await runner.stop()
        else await runner.promise
      } catch (error) {
        log.warn({ err: error }, 'the job queue stopped; starting it again')
      }
      runner = undefined
      if (!isStopping) await sleep(backOff.failed(), undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = keepRunning()
  // An announcement that is due at once need not wait until the ticker asks again; with the database away, it does.
  await firstTry
  return {
    queueFanOut: async id => {
      if (!runner) return // the ticker asks again
      await runner.addJob(JOBS.fanOut, { id }, { jobKey: `fan-out ${id}`, maxAttempts: 5 })
    },
    stop: async () => {
      isStopping = true
      stopping.abort()
      await runner?.stop().catch(error => log.warn({ err: error }, 'the job queue did not stop cleanly'))
      await running
    },
  }
}

function tasks(context: Context, onDue: () => void): TaskList {
  const { database, environment, log } = context
  const tell = (which: string, made: number) => {
    if (made === 0) return
    log.info({ made }, `${which} reminders fired`)
    onDue()
  }
  return {
    [JOBS.fanOut]: async (payload: unknown) => {
      const { id } = payload as { id: string }
      let made = 0
      await fanOut(database, environment.templates, id, count => {
        made += count
        onDue()
      })
      log.info({ announcement: id, made }, 'recipients made')
    },
    // Two jobs: what stops the one does not stop the other.
    [JOBS.fireDated]: async () => tell('dated', await fireDated(context)),
    [JOBS.firePersonal]: async () => tell('personal', await firePersonal(context)),
    [JOBS.missingDates]: () => alertMissingDates(context),
    [JOBS.housekeeping]: async () => {
      await dropDeadSenders(database)
      await dropProcessedEvents(database)
      await dropStrayGrants(database)
    },
  }
}

/** What the library has to say goes into the product's log; its chatter about every job only at debug. */
function jobLogger({ log }: Context): JobLogger {
  return new JobLogger(scope => (level, message, meta) => {
    const line = { scope: scope.label, ...(meta?.error instanceof Error && { err: meta.error }) }
    if (level === 'error') log.warn(line, message)
    else log.debug(line, message)
  })
}
