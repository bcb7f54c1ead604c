import { readFileSync } from 'node:fs'
import { parseReminderTemplates, type ReminderTemplates } from './reminder-templates'

export const ROLES = ['all', 'serve', 'work'] as const
export type Role = (typeof ROLES)[number]

const WECHAT_API_BASE = 'https://api.weixin.qq.com'
/** WeChat's API has several addresses (api2, sh.api, …), and a host may be written with the root's dot behind it. */
const REAL_WECHAT = /(^|\.)weixin\.qq\.com\.?$/
const PUSH_MODES = ['safe', 'compatible', 'plain'] as const
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** What the server is told from outside; read once at start. Times are seconds. */
export interface Environment {
  role: Role
  port: number
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  publicUrl: string | undefined
  logLevel: (typeof LOG_LEVELS)[number]
  sessionSecret: string
  operatorToken: string
  clockOffsetSeconds: number
  sendConcurrency: number
  sendRatePerSecond: number
  undoSeconds: number
  unconfirmedRetrySeconds: number
  templates: ReminderTemplates
  wechat: {
    appId: string
    secret: string
    apiBase: string
    pushToken: string
    /** 43 characters; base64 of it plus `=` is the 32-byte key. */
    pushAesKey: string
    pushMode: (typeof PUSH_MODES)[number]
  }
}

/** Everything that is wrong with the environment, found in one reading. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
  readonly code = 'bad-environment'
  constructor(readonly faults: string[]) {
    super(`the environment has ${faults.length} fault(s):\n${faults.map(fault => `  - ${fault}`).join('\n')}`)
  }
}

/**
 * Reads and validates the environment.
 * @param source - usually `process.env`; an empty value counts as absent
 * @param role - what this process is to do, as it was said; an unknown one is a fault like any other
 * @throws EnvironmentError listing all faults at once; values of secrets are never repeated in it
 */
export function readEnvironment(source: Record<string, string | undefined>, role: string): Environment {
  const faults: string[] = []
  if (!isRole(role)) faults.push(`the role is "${role}", expected one of ${ROLES.join(', ')}`)
  const read = reader(source, faults)

  const apiBase = read.url('WECHAT_API_BASE', ['http:', 'https:']) ?? WECHAT_API_BASE
  const pushMode = read.word('WECHAT_PUSH_MODE', PUSH_MODES, 'safe')
  const clockOffsetSeconds = read.integer('CLOCK_OFFSET_SECONDS', 0, -3_155_760_000, 3_155_760_000)
  const databaseUrl = read.url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const environment: Environment = {
    role: role as Role,
    port: read.integer('PORT', 3000, 0, 65_535),
    databaseUrl,
    dataDir: source.DATA_DIR || '.data',
    publicUrl: read.url('PUBLIC_URL', ['http:', 'https:']),
    logLevel: read.word('LOG_LEVEL', LOG_LEVELS, 'info'),
    sessionSecret: read.secret('SESSION_SECRET', 32),
    operatorToken: read.headerSecret('OPERATOR_TOKEN', 16),
    clockOffsetSeconds,
    sendConcurrency: read.integer('SEND_CONCURRENCY', 100, 1, 10_000),
    sendRatePerSecond: read.integer('SEND_RATE_PER_SECOND', 1000, 1, 1_000_000),
    undoSeconds: read.integer('UNDO_SECONDS', 60, 0, 86_400),
    unconfirmedRetrySeconds: read.integer('UNCONFIRMED_RETRY_SECONDS', 600, 0, 604_800),
    templates: readTemplates(read.required('REMINDER_TEMPLATES'), faults),
    wechat: {
      appId: read.required('WECHAT_APPID'),
      secret: read.required('WECHAT_SECRET'),
      apiBase,
      pushToken: read.required('WECHAT_PUSH_TOKEN'),
      pushAesKey: read.aesKey('WECHAT_PUSH_AES_KEY'),
      pushMode,
    },
  }
  if (databaseUrl === undefined && !source.DATABASE_URL && isRole(role) && role !== 'all') {
    faults.push(
      `DATABASE_URL is missing: the role ${role} needs a database that all processes share; only all may run on the embedded one`,
    )
  }
  if (REAL_WECHAT.test(new URL(apiBase).hostname)) {
    if (pushMode === 'plain')
      faults.push('WECHAT_PUSH_MODE is plain: anyone could forge events; with the real WeChat use safe or compatible')
    if (clockOffsetSeconds !== 0)
      faults.push('CLOCK_OFFSET_SECONDS is not 0: with the real WeChat the clock may not be moved')
  }
  if (faults.length > 0) throw new EnvironmentError(faults)
  return environment
}

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role)

function readTemplates(path: string, faults: string[]): ReminderTemplates {
  if (path === '') return {}
  try {
    return parseReminderTemplates(JSON.parse(readFileSync(path, 'utf8')), fault =>
      faults.push(`REMINDER_TEMPLATES (${path}): ${fault}`),
    )
  } catch (error) {
    faults.push(`REMINDER_TEMPLATES (${path}) cannot be read as JSON: ${(error as Error).message}`)
    return {}
  }
}

function reader(source: Record<string, string | undefined>, faults: string[]) {
  const required = (name: string): string => {
    const value = source[name]
    if (!value) faults.push(`${name} is missing`)
    return value || ''
  }
  const secret = (name: string, minimumBytes: number): string => {
    const value = required(name)
    const bytes = Buffer.byteLength(value)
    if (value && bytes < minimumBytes) faults.push(`${name} has ${bytes} bytes, expected at least ${minimumBytes}`)
    return value
  }
  return {
    required,
    secret,
    /** A secret that comes in a header: HTTP has no blanks at the ends of one, and clients send no other letters. */
    headerSecret(name: string, minimumBytes: number): string {
      const value = secret(name, minimumBytes)
      if (value && !/^[!-~]([ -~]*[!-~])?$/.test(value))
        faults.push(
          `${name} cannot be sent in a header: expected printable ASCII characters without blanks at its ends`,
        )
      return value
    },
    aesKey(name: string): string {
      const value = required(name)
      if (value && !/^[A-Za-z0-9+/]{43}$/.test(value))
        faults.push(`${name} is not an EncodingAESKey: expected 43 letters and digits`)
      return value
    },
    integer(name: string, fallback: number, minimum: number, maximum: number): number {
      const value = source[name]
      if (!value) return fallback
      const parsed = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN
      if (!(parsed >= minimum && parsed <= maximum))
        faults.push(`${name} is "${value}", expected a whole number from ${minimum} to ${maximum}`)
      return parsed
    },
    word<const T extends readonly string[]>(name: string, allowed: T, fallback: T[number]): T[number] {
      const value = source[name]
      if (!value) return fallback
      if (!allowed.includes(value)) faults.push(`${name} is "${value}", expected one of ${allowed.join(', ')}`)
      return value
    },
    url(name: string, protocols: string[]): string | undefined {
      const value = source[name]
      if (!value) return undefined
      // The value itself stays out of the text: a connection string holds a password.
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value.replace(/\/+$/, '')
      faults.push(`${name} is not a URL beginning with ${protocols.map(protocol => `${protocol}//`).join(' or ')}`)
      return undefined
    },
  }
}
