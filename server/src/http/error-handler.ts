import type { ErrorCode } from '@zhuan/api'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { isDatabaseAway } from '../database/postgres'
import { errorBody, HttpError, sessionOver } from '../errors'

/** What a caller is told about any error that left a handler. */
function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (isDatabaseAway(error)) {
    return new HttpError(503, 'database-unavailable', 'the database cannot be reached', undefined, { cause: error })
  }
  // 40001 and 40P01: PostgreSQL chose this transaction to give way to another; the same request may succeed next time.
  const { code, statusCode, message } = (error ?? {}) as Partial<FastifyError>
  if (code === '40001' || code === '40P01')
    return new HttpError(503, 'try-again', 'another request was first', undefined, { cause: error })
  // 23503: the row that names the candidate came after the candidate was forgotten in another request.
  if (code === '23503' && /_candidate_id_fkey$/.test((error as { constraint?: string }).constraint ?? ''))
    return sessionOver()
  const known = FRAMEWORK_FAULTS[code ?? '']
  if (known) return new HttpError(known[0], known[1], message ?? known[1])
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new HttpError(statusCode, 'bad-request', message ?? '')
  return new HttpError(500, 'internal-error', 'the server failed', undefined, { cause: error })
}

const FRAMEWORK_FAULTS: Record<string, [status: number, code: ErrorCode]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid-json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'bad-request'],
}

/** One handler for all routes: 4xx are explained to the caller, 5xx are logged and hidden. */
export function registerErrorHandler(app: FastifyInstance, context: Context): void {
  app.setErrorHandler((error, request, reply) => {
    const fault = toHttpError(error)
    if (fault.status >= 500) {
      const line = {
        err: fault.cause ?? error,
        request: request.id,
        method: request.method,
        route: request.routeOptions.url,
        code: fault.code,
      }
      if (fault.status === 503) context.log.warn(line, 'request refused')
      else context.log.error(line, 'request failed')
    }
    const retryAfter = fault.retryAfter ?? (fault.status === 503 ? 2 : undefined)
    if (retryAfter !== undefined) reply.header('retry-after', `${retryAfter}`)
    reply.status(fault.status).send(errorBody(fault))
  })
}
