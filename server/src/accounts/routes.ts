import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { registerRecord } from '../record/routes'
import { registerReports } from '../reports/routes'
import { registerShares } from '../shares/routes'
import { registerMe } from './me-routes'
import { registerSessions } from './session-routes'

/** Everything that candidates do but reminders. */
export function registerCandidates(app: FastifyInstance, context: Context): void {
  registerSessions(app, context)
  registerRecord(app, context)
  registerShares(app, context)
  registerReports(app, context)
  registerMe(app, context)
}
