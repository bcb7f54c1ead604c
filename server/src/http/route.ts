import type { Static, TSchema } from '@sinclair/typebox'
import type { ErrorResponse, Route } from '@zhuan/api'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  onRequestHookHandler,
} from 'fastify'
import type { Context } from '../context'
import type { HttpError } from '../errors'
import { accountOnly } from './authenticate'
import { operatorOnly } from './authenticate-operator'

type Guard = onRequestHookHandler | onRequestAsyncHookHandler

declare module 'fastify' {
  interface FastifyInstance {
    /** Who lets whom in, by the caller that a route of the contract names. */
    guards: Record<'candidate' | 'operator', Guard>
  }
}

/** Before the first route: a wrong token counts against its address on whichever route it comes. */
export function prepareRoutes(app: FastifyInstance, context: Context): void {
  app.decorate('guards', { candidate: accountOnly(context), operator: operatorOnly(context) })
}

type Part<R extends Route, P extends string> = R extends Record<P, infer S extends TSchema> ? Static<S> : unknown
/** Images are bytes in Node. */
type Sent<S> = S extends TSchema ? (Static<S> extends ArrayBuffer ? Buffer : Static<S>) : never

interface Shape<R extends Route> {
  Params: Part<R, 'params'>
  Querystring: Part<R, 'query'>
  Body: Part<R, 'body'>
  Reply: { [S in keyof R['responses']]: Sent<R['responses'][S]> } & { '4xx': ErrorResponse; '5xx': ErrorResponse }
}

/** What a handler may return: the answer of 200, or the reply through which it has answered. */
type Returned<R extends Route> =
  | (R['responses'] extends { 200: infer S } ? Sent<S> : never)
  | Pick<FastifyReply, 'sent' | 'statusCode'>

type Handler<R extends Route> = (
  request: FastifyRequest<Shape<R>>,
  reply: FastifyReply<Shape<R>>,
) => Returned<R> | Promise<Returned<R>>

interface Options {
  /** Behind the guard of the caller: limits, for example. */
  onRequest?: Guard[]
  /** Bytes. */
  bodyLimit?: number
  /** For an id that nothing can have: it is told like one that nothing has. */
  unknown?: (id: string) => HttpError
}

/**
 * Registers a route of the contract: method, path, who may call and what is checked before the handler runs come from
 * there, and so do the handler's types. Answers are declared, too, but not checked here: the tests do it.
 */
export function route<R extends Route>(
  app: FastifyInstance,
  contract: R,
  { onRequest = [], bodyLimit, unknown }: Options,
  handler: Handler<R>,
): void {
  const { method, path, caller, query, body } = contract
  const guard = caller === 'candidate' || caller === 'operator' ? [app.guards[caller]] : []
  app.route({
    method,
    url: path,
    schema: { ...(query && { querystring: query }), ...(body && { body }) },
    onRequest: [...guard, ...onRequest] as onRequestHookHandler[],
    ...(bodyLimit !== undefined && { bodyLimit }),
    handler: (unknown ? refuseUnknown(contract, unknown, handler) : handler) as never,
  })
}

function refuseUnknown<R extends Route>(
  { params }: R,
  unknown: NonNullable<Options['unknown']>,
  handler: Handler<R>,
): Handler<R> {
  const pattern = new RegExp(params?.properties.id.pattern)
  return (request, reply) => {
    const { id } = request.params as { id: string }
    if (!pattern.test(id)) throw unknown(id)
    return handler(request, reply)
  }
}
