import { routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { notFound } from '../errors'
import { candidateOf } from '../http/authenticate'
import { perCandidate } from '../http/rate-limits'
import { route } from '../http/route'
import { forgetReminders } from './forget'
import { listReminders } from './list-reminders'
import { cancelReminder, subscribe } from './subscriptions'

const noReminder = () => notFound('you have no such reminder; GET /v1/reminders lists them')

/** `/v1/reminders`, and what happens to reminders when their person is forgotten. */
export function registerReminders(app: FastifyInstance, context: Context): void {
  context.onForget.push((transaction, candidate) => forgetReminders(context, transaction, candidate))
  context.exportSections.reminders = async candidate =>
    context.database.transaction().execute(trx => listReminders(trx, candidate, context.clock.now()))
  context.exportSections.acceptances = async ({ id }) =>
    context.database
      .selectFrom('acceptances')
      .select(['id', 'accepted_at as acceptedAt', 'outcome'])
      .where('candidate_id', '=', id)
      .orderBy('accepted_at')
      .execute()

  route(app, routes.getReminders, {}, async request => {
    const candidate = candidateOf(request)
    return context.database.transaction().execute(trx => listReminders(trx, candidate, context.clock.now()))
  })

  route(app, routes.subscribe, { onRequest: [perCandidate(context, 120)] }, async request =>
    subscribe(context, candidateOf(request), request.body),
  )

  route(app, routes.cancelReminder, { unknown: noReminder }, async (request, reply) => {
    if (!(await cancelReminder(context, candidateOf(request), request.params.id))) throw noReminder()
    return reply.status(204).send()
  })
}
