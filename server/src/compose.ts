import type { Routes } from './app'
import { registerCalendar } from './calendar/routes'
import { startSweeping } from './candidates/housekeeping'
import { registerCandidates } from './candidates/routes'
import type { Context } from './context'
import { registerOperator } from './operator/routes'
import { operatorPorts } from './reminders/operator-ports'
import { storeEvents } from './reminders/push-inbox'
import { registerReminders } from './reminders/routes'
import { startReminders } from './reminders/worker'
import { registerMessagePush } from './wechat/push-route'

/** The routes of this process: a worker has only its probes. Features are wired to each other here and nowhere else. */
export function composeRoutes(context: Context): Routes[] {
  if (context.environment.role === 'work') return []
  return [
    registerCandidates,
    registerCalendar,
    registerReminders,
    app => registerOperator(app, context, operatorPorts(context)),
    app => registerMessagePush(app, context, events => storeEvents(context.database, events)),
  ]
}

/**
 * Starts what this process does besides answering requests.
 * @returns stops it: no new work is begun, what is in flight ends
 */
export async function startBackground(context: Context): Promise<() => Promise<void>> {
  const { role } = context.environment
  const stopSweeping = role === 'work' ? () => undefined : startSweeping(context)
  const stopReminders = role === 'serve' ? async () => undefined : await startReminders(context)
  return async () => {
    stopSweeping()
    await stopReminders()
  }
}
