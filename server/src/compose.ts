import { registerMe } from './accounts/me-routes'
import { registerSessions } from './accounts/session-routes'
import type { Routes } from './app'
import { clearAlert, raiseAlert } from './audit/alerts'
import { startSweeping } from './background/housekeeping'
import { startReminders } from './background/worker'
import { registerCalendar } from './calendar/routes'
import type { Context } from './context'
import { coalesce } from './database/coalesce'
import { patientDatabase } from './database/postgres'
import { storeEvents } from './inbox/push-inbox'
import { registerOperator } from './operator/routes'
import { registerRecord } from './record/routes'
import { registerReports } from './reports/routes'
import { registerShares } from './shares/routes'
import { forgetShares } from './shares/shares'
import { forgetReminders } from './subscriptions/forget'
import { registerReminders } from './subscriptions/routes'
import type { WeChatError } from './wechat/errors'
import { registerMessagePush } from './wechat/message-push'
import type { PushEvent } from './wechat/push-events'
import { startTemplateCheck } from './wechat/template-check-at-start'

/** The routes of this process: a worker has only its probes. Features are wired to each other here and nowhere else. */
export function composeRoutes(context: Context): Routes[] {
  // A process that only sends forgets people, too: WeChat orders it by an event.
  context.onForget.push(
    // First, for it takes the locks of reminders.
    (transaction, account) => forgetReminders(context, transaction, account),
    (transaction, { id }) => forgetShares(transaction, id, context.clock.now()),
  )
  if (context.environment.role === 'work') return []
  return [
    registerSessions,
    registerMe,
    registerRecord,
    registerCalendar,
    registerReminders,
    registerShares,
    registerReports,
    registerOperator,
    app => registerMessagePush(app, { ...context, onEvents: keepTogether(context) }),
  ]
}

/**
 * Starts what this process does besides answering requests.
 * @returns stops it: no new work is begun, what is in flight ends
 */
export async function startBackground(whole: Context): Promise<() => Promise<void>> {
  const { role } = whole.environment
  const context = { ...whole, database: patientDatabase(whole.pool) }
  const stopSweeping = role === 'work' ? () => undefined : startSweeping(context)
  const stopReminders = role === 'serve' ? async () => undefined : await startReminders(context)
  const stopChecking =
    role === 'serve'
      ? async () => undefined
      : startTemplateCheck(context, faults => reportTemplateFaults(context, faults))
  return async () => {
    stopSweeping()
    await stopChecking()
    await stopReminders()
  }
}

/** On a score night each message sent is an event: those that come while one statement runs share the next. */
function keepTogether({ database }: Context): (events: PushEvent[]) => Promise<unknown> {
  return coalesce<PushEvent[], undefined>(async pushes => {
    await storeEvents(database, pushes.flat())
    return pushes.map(() => undefined)
  })
}

const TEMPLATES_ALERT = 'templates'

/** The operator is told once of templates that WeChat does not know as they are configured. */
async function reportTemplateFaults({ database, log, clock }: Context, faults: string[]): Promise<void> {
  if (faults.length === 0) {
    await clearAlert(database, TEMPLATES_ALERT)
    return
  }
  const alert = { key: TEMPLATES_ALERT, action: 'templates-faulty', subject: 'REMINDER_TEMPLATES', details: { faults } }
  await raiseAlert(database, log, alert, clock.now())
}

const ACCOUNT_ALERT = 'account'

/** The operator is told once that WeChat gives out no token: without one nothing is sent, and no code drawn. */
export async function reportAccount(
  { database, log, clock }: Pick<Context, 'database' | 'log' | 'clock'>,
  refusal: WeChatError | undefined,
): Promise<void> {
  if (!refusal) {
    await clearAlert(database, ACCOUNT_ALERT)
    return
  }
  const details = { errcode: refusal.errcode, message: refusal.message }
  await raiseAlert(
    database,
    log,
    { key: ACCOUNT_ALERT, action: 'account-refused', subject: refusal.api, details },
    clock.now(),
  )
}
