import { routes, SEND_AFTER_HEADER } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import { announce } from '../announcements/announce'
import { listAnnouncements, readAnnouncement, unknownAnnouncement } from '../announcements/announcement-view'
import { cancel } from '../announcements/cancel'
import { correct } from '../announcements/correct'
import { readAudit } from '../audit/audit'
import type { Context } from '../context'
import { listUnconfirmed } from '../deliveries/unconfirmed'
import { conflict, notFound } from '../errors'
import { withdrawDates } from '../firing/withdrawn-dates'
import { route } from '../http/route'
import { listParked } from '../sending/parked-templates'
import { listCodes, makeCode } from './codes'
import { resendAllOnRecord, resendOnRecord, resumeOnRecord } from './on-record'

const unknown = unknownAnnouncement
const unknownDelivery = (id: string) =>
  notFound(`there is no delivery ${id}; GET /operator/v1/unconfirmed lists what can be sent again`)

/** Everything under `/operator/v1`. */
export function registerOperator(app: FastifyInstance, context: Context): void {
  const { database } = context

  /** The calendar may have moved, now or by a change whose process was killed before this. */
  async function afterChange(id: string) {
    await withdrawDates(context)
    return readAnnouncement(context, id)
  }

  route(app, routes.announce, {}, async (request, reply) => {
    const { answer, sendAfter } = await announce(context, request.body, request.operator)
    if (answer.id !== null) return reply.status(202).send(answer)
    reply.header(SEND_AFTER_HEADER, sendAfter)
    return reply.status(200).send(answer)
  })
  route(app, routes.listAnnouncements, {}, async () => ({ announcements: await listAnnouncements(context) }))
  route(app, routes.getAnnouncement, { unknown }, async request => readAnnouncement(context, request.params.id))
  route(app, routes.correctAnnouncement, { unknown }, async request => {
    await correct(context, request.params.id, request.body, request.operator)
    return afterChange(request.params.id)
  })
  route(app, routes.cancelAnnouncement, { unknown }, async request => {
    await cancel(context, request.params.id, request.operator)
    return afterChange(request.params.id)
  })

  route(app, routes.listUnconfirmed, {}, async request => listUnconfirmed(database, request.query))
  route(app, routes.resendAnnouncement, { unknown }, async (request, reply) => {
    const { id } = request.params
    const { dryRun = false } = request.body
    const counted = await resendAllOnRecord(context, id, dryRun, request.operator)
    if (dryRun) return reply.status(200).send({ id, ...counted, state: 'dry-run' })
    return reply.status(202).send({ id, ...counted, state: 'sending' })
  })
  route(app, routes.resendDelivery, { unknown: unknownDelivery }, async (request, reply) => {
    const { id } = request.params
    const result = await resendOnRecord(context, id, request.operator)
    if (!result) throw unknownDelivery(id)
    if (!result.resent)
      throw conflict('not-unconfirmed', `the delivery is ${result.state}, only unconfirmed ones can be sent again`)
    return reply.status(202).send({ id, state: 'due' })
  })

  route(app, routes.listParkedTemplates, {}, async () => ({ parked: await listParked(database) }))
  route(app, routes.resumeTemplate, {}, async request => {
    const { id } = request.params
    if (!(await resumeOnRecord(context, id, request.operator)))
      throw notFound(`the template ${id} is not parked`, 'not-parked')
    return { id, state: 'active' as const }
  })

  route(app, routes.getAudit, {}, async () => ({ entries: await readAudit(database) }))
  route(app, routes.listCodes, {}, async () => ({ codes: await listCodes(context) }))
  route(app, routes.makeCode, {}, async (request, reply) => {
    const image = await makeCode(context, request.body, request.operator)
    // WeChat draws either, whatever one would like.
    reply.type(image.subarray(0, 2).toString('hex') === 'ffd8' ? 'image/jpeg' : 'image/png')
    return reply.status(200).send(image)
  })
}
