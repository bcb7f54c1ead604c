import { routes } from '@zhuan/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import type { Clock } from '../clock'
import type { Environment } from '../environment'
import { badRequest, forbidden, HttpError, unavailable } from '../errors'
import type { Logger } from '../log'
import { type PushFields, readPushBody, readText } from './push-body'
import { isSameSignature, openPush, signPush } from './push-envelope'
import { type PushEvent, readEvents } from './push-events'

export interface MessagePushOptions {
  environment: Pick<Environment, 'wechat' | 'clockOffsetSeconds'>
  clock: Clock
  log: Logger
  metrics: Registry
  /** Keeps events durably, and no more than that: WeChat waits for the answer. Repetitions have the same key. */
  onEvents: (events: PushEvent[]) => Promise<unknown>
}

/** WeChat signs the time of a push: older ones are replays. Seconds. */
const OLDEST = 600
/** WeChat waits five seconds; told to come back before that, it knows that we live. Milliseconds. */
const PATIENCE = 4000
const BODY_LIMIT = 64 * 1024
/** The same reason for a refusal is logged once in this time. Milliseconds. */
const LOG_PAUSE = 60_000

/**
 * `GET|POST /wechat/push`: WeChat checks the address, and tells events about subscription messages. Nothing is believed
 * that is not signed; in safe and compatible mode nothing that is not encrypted.
 */
export function registerMessagePush(app: FastifyInstance, options: MessagePushOptions): void {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    // JSON or XML whatever the header says; `readPushBody` looks at the first character.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )

    const logRefusal = refusalLog(options)
    scope.addHook('onError', async (_request, _reply, error) => logRefusal(error))
    const pushes = new Counter({
      name: 'wechat_pushes_total',
      help: 'Events that WeChat pushed, by what they were answered: taken, refused, or come back later',
      labelNames: ['answer'],
      registers: [options.metrics],
    })
    scope.addHook('onResponse', async ({ method }, { statusCode }) => {
      if (method !== 'POST') return
      pushes.inc({ answer: statusCode < 400 ? 'taken' : statusCode < 500 ? 'refused' : 'later' })
    })

    const { checkPushAddress, takePush } = routes
    scope.route({
      method: checkPushAddress.method,
      url: checkPushAddress.path,
      handler: async (request, reply) => {
        checkSignature(request, options)
        return reply.type('text/plain; charset=utf-8').send(query(request, 'echostr'))
      },
    })

    scope.route({
      method: takePush.method,
      url: takePush.path,
      bodyLimit: BODY_LIMIT,
      handler: async (request, reply) => {
        const fields = believe(request, readBody(request), options)
        const { events, unreadable } = readEvents(fields)
        if (unreadable > 0) options.log.warn({ unreadable }, 'a push has items that are not as WeChat documents them')
        if (events.length > 0) await keep(events, options)
        else options.log.info({ event: readText(fields, 'Event').slice(0, 64) }, 'a push without anything for us')
        return reply.type('text/plain; charset=utf-8').send('success')
      },
    })
  })
}

/** Says why pushes are refused, or a wrong token or key would show nowhere; not each time, for they may be anybody's. */
function refusalLog({ clock, log }: MessagePushOptions): (error: Error) => void {
  const lastAt = new Map<string, number>()
  return error => {
    if (!(error instanceof HttpError) || error.status >= 500) return
    const now = clock.now().getTime()
    if (now - (lastAt.get(error.code) ?? Number.NEGATIVE_INFINITY) < LOG_PAUSE) return
    lastAt.set(error.code, now)
    log.warn({ code: error.code, reason: error.message }, 'a push is refused')
  }
}

/** What of a push is WeChat's own word. */
function believe(request: FastifyRequest, body: PushFields, options: MessagePushOptions): PushFields {
  const { appId, pushToken, pushAesKey, pushMode } = options.environment.wechat
  const encrypted = readText(body, 'Encrypt')
  if (encrypted === '') {
    if (pushMode !== 'plain') throw forbidden('not-encrypted', `the body is not encrypted, the mode is ${pushMode}`)
    checkSignature(request, options)
    return body
  }
  const { timestamp, nonce } = readFresh(request, options)
  const expected = signPush(pushToken, timestamp, nonce, encrypted)
  if (!isSameSignature(expected, query(request, 'msg_signature')))
    throw forbidden('wrong-signature', 'msg_signature is not that of this body')
  return readPushBody(openPush(encrypted, { appId, aesKey: pushAesKey }))
}

function checkSignature(request: FastifyRequest, options: MessagePushOptions): void {
  const { timestamp, nonce } = readFresh(request, options)
  const expected = signPush(options.environment.wechat.pushToken, timestamp, nonce)
  if (!isSameSignature(expected, query(request, 'signature')))
    throw forbidden('wrong-signature', 'signature is not that of timestamp and nonce')
}

function readFresh(request: FastifyRequest, { clock, environment }: MessagePushOptions) {
  const timestamp = query(request, 'timestamp')
  if (!/^\d{1,12}$/.test(timestamp)) throw forbidden('stale', 'timestamp is not a number of seconds')
  // CLOCK_OFFSET_SECONDS moves the calendar, not the wire.
  const now = clock.now().getTime() / 1000 - environment.clockOffsetSeconds
  const age = now - Number(timestamp)
  if (Math.abs(age) > OLDEST)
    throw forbidden('stale', `timestamp is ${Math.round(age)} s old, expected at most ${OLDEST} s`)
  return { timestamp, nonce: query(request, 'nonce') }
}

function readBody(request: FastifyRequest): PushFields {
  const { body } = request
  if (!Buffer.isBuffer(body) || body.length === 0) throw badRequest('bad-request', 'the body is empty')
  return readPushBody(body.toString('utf8'))
}

/** A query's value; the first where it is given twice. */
function query(request: FastifyRequest, name: string): string {
  const value = [(request.query as Record<string, unknown>)[name]].flat()[0]
  return typeof value === 'string' ? value : ''
}

/** @throws HttpError 503 when it is not kept in time: WeChat then pushes again */
async function keep(events: PushEvent[], { onEvents }: MessagePushOptions): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable('busy', 'events could not be kept in time')), PATIENCE)
  })
  const kept = onEvents(events)
  // When it fails after the answer nobody is left to be told; WeChat pushes again.
  kept.catch(() => undefined)
  await Promise.race([kept, late]).finally(() => clearTimeout(timer))
}
