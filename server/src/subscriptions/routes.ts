import { RemindersRequest, UUID } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { notFound } from '../errors'
import { candidateOf, candidateOnly } from '../http/authenticate'
import { perCandidate } from '../http/rate-limits'
import type { TypeBoxProvider } from '../validation'
import { forgetReminders } from './forget'
import { listReminders } from './list-reminders'
import { cancelReminder, subscribe } from './subscriptions'

const IS_UUID = new RegExp(UUID)

/** `/v1/reminders` and `/v1/templates`, and what happens to reminders when their person is forgotten. */
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
  const server = app.withTypeProvider<TypeBoxProvider>()
  server.register(async candidates => {
    candidates.addHook('onRequest', candidateOnly(context))
    const typed = candidates.withTypeProvider<TypeBoxProvider>()

    typed.get('/v1/reminders', async request => {
      const candidate = candidateOf(request)
      return context.database.transaction().execute(trx => listReminders(trx, candidate, context.clock.now()))
    })

    typed.post(
      '/v1/reminders',
      { schema: { body: RemindersRequest }, onRequest: perCandidate(context, 120) },
      async request => subscribe(context, candidateOf(request), request.body),
    )

    typed.delete<{ Params: { id: string } }>('/v1/reminders/:id', async (request, reply) => {
      const { id } = request.params
      if (!IS_UUID.test(id) || !(await cancelReminder(context, candidateOf(request), id)))
        throw notFound('you have no such reminder; GET /v1/reminders lists them')
      return reply.status(204).send()
    })
  })
}
