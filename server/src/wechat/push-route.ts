import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import type { Clock } from '../clock'
import { coalesce } from '../database/coalesce'
import type { Environment } from '../environment'
import { HttpError } from '../errors'
import type { Logger } from '../log'
import { openPush, type PushQuery, verifyAddress } from './message-push'
import type { SubscriptionEvent } from './push-events'

export interface PushOptions {
  environment: Pick<Environment, 'wechat' | 'clockOffsetSeconds'>
  clock: Clock
  log: Logger
  metrics: Registry
}

/** Events kept durably at the same time; whoever comes meanwhile goes together with the next. */
const MOST_PUSHES = 500
/** The same refusal is logged once in this time, it may come from anybody. Milliseconds. */
const QUIET = 60_000

/**
 * `GET|POST /wechat/push`. WeChat waits five seconds and tries three times in all, so events are only kept here and
 * processed later; it is told `success` once they are safe.
 * @param keep - keeps events durably, and knows repetitions by their key
 */
export function registerMessagePush(
  app: FastifyInstance,
  { environment, clock, log, metrics }: PushOptions,
  keep: (events: SubscriptionEvent[]) => Promise<unknown>,
): void {
  const { wechat, clockOffsetSeconds } = environment
  const count = countPushes(metrics)
  const refusals = new Map<string, number>()
  const keepTogether = coalesce<SubscriptionEvent[], undefined>(
    async pushes => {
      await keep(pushes.flat())
      return pushes.map(() => undefined)
    },
    { maximum: MOST_PUSHES },
  )
  /** The clock may have been moved for a demonstration; whoever pushes does not know of it. */
  const clocks = () => {
    const now = clock.now()
    return [now, new Date(now.getTime() - clockOffsetSeconds * 1000)]
  }

  /** Counts what came of a push, and tells why one was refused. */
  const watch = async <T>(act: () => T | Promise<T>): Promise<T> => {
    try {
      const result = await act()
      count('accepted')
      return result
    } catch (error) {
      const code = error instanceof HttpError && error.status < 500 ? error.code : 'failed'
      count(code)
      const now = clock.now().getTime()
      if (code !== 'failed' && now - (refusals.get(code) ?? Number.NEGATIVE_INFINITY) >= QUIET) {
        refusals.set(code, now)
        log.warn({ code, reason: (error as HttpError).message }, 'a push is refused')
      }
      throw error
    }
  }

  // Whatever the type is called, the body tells JSON from XML by its first character.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  app.get('/wechat/push', async (request, reply) => {
    const echo = await watch(() => verifyAddress(wechat, request.query as PushQuery, clocks()))
    return reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff').send(echo)
  })

  app.post('/wechat/push', async (request: FastifyRequest, reply) => {
    await watch(async () => {
      const body = typeof request.body === 'string' ? request.body : ''
      const { events, unreadable } = openPush(wechat, request.query as PushQuery, body, clocks())
      if (unreadable > 0) log.warn({ unreadable }, 'a push has items that are not as WeChat documents them')
      if (events.length > 0) await keepTogether(events)
    })
    return reply.type('text/plain; charset=utf-8').send('success')
  })
}

function countPushes(metrics: Registry): (result: string) => void {
  const name = 'wechat_pushes_total'
  const counter =
    (metrics.getSingleMetric(name) as Counter<'result'> | undefined) ??
    new Counter({
      name,
      help: 'Pushes of WeChat by what came of them',
      labelNames: ['result'],
      registers: [metrics],
    })
  return result => counter.inc({ result })
}
