import { AnnouncementRequest, CodeRequest, CorrectionRequest, SEND_AFTER_HEADER, UUID } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { announce, correct } from '../announcements/announce'
import { listAnnouncements, readAnnouncement } from '../announcements/announcement-view'
import { cancel } from '../announcements/cancel'
import type { ReminderPorts } from '../announcements/ports'
import { readAudit } from '../audit/audit'
import type { Context } from '../context'
import { conflict, notFound } from '../errors'
import type { TypeBoxProvider } from '../validation'
import { operatorOnly } from './authenticate'
import { listCodes, makeCode } from './codes'
import { resendOnRecord, resumeOnRecord } from './on-record'

type ById = { Params: { id: string } }

const IS_UUID = new RegExp(UUID)

/** Everything under `/operator/v1`. */
export function registerOperator(app: FastifyInstance, context: Context, ports: ReminderPorts): void {
  const { database } = context
  app.register(async scope => {
    scope.addHook('onRequest', operatorOnly(context))
    const routes = scope.withTypeProvider<TypeBoxProvider>()

    routes.post('/operator/v1/announcements', { schema: { body: AnnouncementRequest } }, async (request, reply) => {
      const { answer, sendAfter } = await announce(context, ports, request.body)
      if (answer.id === null) return reply.header(SEND_AFTER_HEADER, sendAfter).send(answer)
      return reply.status(202).send(answer)
    })
    routes.get('/operator/v1/announcements', async () => ({ announcements: await listAnnouncements(context, ports) }))
    routes.get<ById>('/operator/v1/announcements/:id', async request =>
      readAnnouncement(context, ports, uuidOf(request.params.id)),
    )
    routes.put<ById & { Body: CorrectionRequest }>(
      '/operator/v1/announcements/:id',
      { schema: { body: CorrectionRequest } },
      async request => correct(context, ports, uuidOf(request.params.id), request.body),
    )
    routes.delete<ById>('/operator/v1/announcements/:id', async request =>
      cancel(context, ports, uuidOf(request.params.id)),
    )

    routes.get('/operator/v1/unconfirmed', async () => ({ deliveries: await ports.listUnconfirmed() }))
    routes.post<ById>('/operator/v1/deliveries/:id/resend', async (request, reply) => {
      const { id } = request.params
      const result = /^\d{1,18}$/.test(id) ? await resendOnRecord(context, ports, id) : undefined
      if (!result)
        throw notFound(`there is no delivery ${id}; GET /operator/v1/unconfirmed lists what can be sent again`)
      if (!result.resent)
        throw conflict('not-unconfirmed', `the delivery is ${result.state}, only unconfirmed ones can be sent again`)
      return reply.status(202).send({ id, state: 'due' })
    })

    routes.get('/operator/v1/templates', async () => ({ parked: await ports.listParked() }))
    routes.post<ById>('/operator/v1/templates/:id/resume', async request => {
      const { id } = request.params
      if (!(await resumeOnRecord(context, ports, id))) throw notFound(`the template ${id} is not parked`, 'not-parked')
      return { id, state: 'active' }
    })

    routes.get('/operator/v1/audit', async () => ({ entries: await readAudit(database) }))
    routes.get('/operator/v1/codes', async () => ({ codes: await listCodes(context) }))
    routes.post('/operator/v1/codes', { schema: { body: CodeRequest } }, async (request, reply) => {
      const image = await makeCode(context, request.body)
      // WeChat draws either, whatever one would like.
      return reply.type(image.subarray(0, 2).toString('hex') === 'ffd8' ? 'image/jpeg' : 'image/png').send(image)
    })
  })
}

function uuidOf(id: string): string {
  if (!IS_UUID.test(id)) throw notFound(`there is no announcement ${id}; GET /operator/v1/announcements lists them`)
  return id
}
