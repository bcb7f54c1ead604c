import type { Server } from 'node:http'
import { PROCESS_ENDPOINTS } from '@zhuan/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from '../errors'

const pathOf = (endpoint: string): string => endpoint.split(' ')[1]!
const METRICS = pathOf(PROCESS_ENDPOINTS.getMetrics)
const PROBES = [PROCESS_ENDPOINTS.getHealth, PROCESS_ENDPOINTS.getReadiness].map(pathOf)

/**
 * Gives metrics and the operator's routes a port of their own: the public one does not know them, however their path is
 * written, and theirs knows nothing else but the probes. By the route that was found and not by the path, which may be
 * written as `/%6detrics`.
 */
export function registerAdminDoor(app: FastifyInstance, admin: Server): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { url } = request.routeOptions
    // A route that was not found is told so anyway.
    if (url === undefined || PROBES.includes(url)) return done()
    const isForAdmin = url === METRICS || url.startsWith('/operator/')
    done(
      isForAdmin === cameThrough(request, admin) ? undefined : notFound(`nothing is at ${request.url.slice(0, 200)}`),
    )
  })
}

const cameThrough = (request: FastifyRequest, server: Server): boolean =>
  (request.raw.socket as { server?: unknown }).server === server
