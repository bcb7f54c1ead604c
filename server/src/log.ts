import { createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { types } from 'node:util'
import { type DestinationStream, type Logger, pino, symbols } from 'pino'

import { RepeatedLines } from './repeated-lines'

export type { Logger }

/**
 * The server's structured log, one JSON object a line on stdout.
 *
 * Openids never appear in clear: `openid` fields become a keyed hash, so that one person's lines can still be found
 * together by whoever has the secret. Authorization headers, tokens, passwords, keys and WeChat's login codes are cut
 * out of fields and texts by their names; `code` stays, which is what errors call theirs.
 *
 * Warnings and errors that say the same again within seconds are counted instead, as `repeated`.
 *
 * @param options.level - pino's level name
 * @param options.secret - SESSION_SECRET, the key of the openid hash
 * @param options.destination - where lines go; stdout when absent
 */
export function createLog(options: { level: string; secret: string; destination?: DestinationStream }): Logger {
  const repeated = new RepeatedLines()
  const log = pino(
    {
      hooks: {
        logMethod(args, method, level) {
          const key = level >= WARN ? sameness(args, level) : undefined
          const again = (count: number) => method.apply(this, withCount(args, count))
          if (key === undefined || repeated.isNew(key, again)) method.apply(this, args)
        },
      },
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: { paths: SECRET_PATHS, censor: '[hidden]' },
      serializers: {
        openid: (openid: unknown) => hashOpenid(String(openid), options.secret),
        err: errorForLog,
        error: errorForLog,
        req: (request: { method?: string; url?: string }) => ({
          method: request.method,
          path: request.url?.split('?')[0],
        }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
      },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  )
  counted.set(log, repeated)
  return log
}

const WARN = 40
const counted = new WeakMap<Logger, RepeatedLines>()

type LogArguments = Parameters<Logger['warn']>

/** What two lines have in common that say the same; undefined for one that is written whatever was before. */
function sameness([fields, message]: LogArguments, level: number): string | undefined {
  if (typeof fields !== 'object' || fields === null) return `${level} ${String(fields)}`
  const { err, alert, request: _request, ...rest } = fields as Record<string, unknown>
  // The operator is told of each matter once anyway.
  if (alert !== undefined) return undefined
  const { code, message: text } = (err ?? {}) as { code?: unknown; message?: unknown }
  return `${level} ${message} ${String(code ?? text)} ${JSON.stringify(rest)}`
}

/** The same line with the number of its repetitions. */
function withCount([fields, ...rest]: LogArguments, repeated: number): LogArguments {
  if (typeof fields !== 'object' || fields === null) return [{ repeated }, fields as string, ...rest] as never
  return [{ ...fields, repeated }, ...rest] as never
}

/** Writes how often lines were repeated so far: what is written from now on is about what happens from now on. */
export function tellRepetitions(log: Logger): void {
  counted.get(log)?.flush()
}

/**
 * Ends a log on stdout once its lines are written, or cannot be: should whoever read them be gone, the stream has to
 * notice before `process.exit`, whose last flush would try for ever (sonic-boom 4.2).
 */
export async function closeLog(log: Logger): Promise<void> {
  tellRepetitions(log)
  const stream = (log as unknown as Record<symbol, unknown>)[symbols.streamSym]
  if (!(stream instanceof EventEmitter && 'end' in stream && typeof stream.end === 'function')) return
  const closed = once(stream, 'close').catch(() => undefined)
  stream.end()
  await Promise.race([closed, sleep(1_000)])
}

/** The name under which a person appears in the log: 16 hex digits of an HMAC, useless without the secret. */
export function hashOpenid(openid: string, secret: string): string {
  return createHmac('sha256', secret).update(`openid:${openid}`).digest('hex').slice(0, 16)
}

const SECRET_FIELDS = [
  'authorization',
  'token',
  'access_token',
  'secret',
  'session_key',
  'js_code',
  'touser',
  'password',
]
const SECRET_PATHS = SECRET_FIELDS.flatMap(field => [field, `*.${field}`])

// Queries of URLs carry WeChat's token, secret and login codes; connection strings carry passwords; a phone's error may
// quote its request, header, JSON within JSON and all.
const BEARER_IN_TEXT = /\b(bearer\s+)[^\s"',}\\]+/gi
const SECRET_IN_TEXT =
  /((?:token|secret|js_code|appid|session_key|openid|touser|authorization|password)\\*["']?\s*[=:]\s*\\*["']?(?!bearer\s))[^&\s"',}\\]+/gi
const PASSWORD_IN_URL = /(\w+:\/\/[^:/\s]+:)[^@\s]+@/g

/** Cuts secrets out of free text, such as the message of a library's error. */
export function withoutSecrets(text: string): string {
  return text
    .replace(BEARER_IN_TEXT, '$1[hidden]')
    .replace(SECRET_IN_TEXT, '$1[hidden]')
    .replace(PASSWORD_IN_URL, '$1[hidden]@')
}

function errorForLog(error: unknown): unknown {
  if (!types.isNativeError(error)) return error
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: withoutSecrets(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  }
}
