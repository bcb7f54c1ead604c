import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { notFound } from '../errors'
import { accountOf } from '../http/authenticate'
import { perAccount } from '../http/rate-limits'
import { route } from '../http/route'
import { listReminders } from './list-reminders'
import { cancelReminder, subscribe } from './subscriptions'

const noReminder = () => notFound('you have no such reminder; GET /v1/reminders lists them')

/** `/v1/reminders`, and what of them is exported. */
export function registerReminders(app: FastifyInstance, context: Context): void {
  context.exportSections.reminders = async account =>
    context.database.transaction().execute(trx => listReminders(trx, account, context.clock.now()))
  context.exportSections.acceptances = async ({ id }) =>
    context.database
      .selectFrom('acceptances')
      .select(['id', 'accepted_at as acceptedAt', 'outcome'])
      .where('candidate_id', '=', id)
      .orderBy('accepted_at')
      .execute()

  route(app, routes.getReminders, {}, async request => {
    const account = accountOf(request)
    return context.database.transaction().execute(trx => listReminders(trx, account, context.clock.now()))
  })

  route(app, routes.subscribe, { onRequest: [perAccount(context, 120)] }, async request =>
    subscribe(context, accountOf(request), request.body),
  )

  route(app, routes.cancelReminder, { unknown: noReminder }, async (request, reply) => {
    if (!(await cancelReminder(context, accountOf(request), request.params.id))) throw noReminder()
    return reply.status(204).send()
  })
}
