import { readFileSync } from 'node:fs'
import { readVariables, type Variables } from './environment-variables'
import { parseReminderTemplates, type ReminderTemplates } from './reminder-templates'

export const ROLES = ['all', 'serve', 'work'] as const
export type Role = (typeof ROLES)[number]

const WECHAT_API_BASE = 'https://api.weixin.qq.com'
/** WeChat's API has several addresses (api2, sh.api, …), and a host may be written with the root's dot behind it. */
const REAL_WECHAT = /(^|\.)weixin\.qq\.com\.?$/

/** What the server is told from outside; read once at start. Times are seconds. */
export interface Environment {
  role: Role
  port: number
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  publicUrl: string | undefined
  logLevel: Variables['LOG_LEVEL']
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
    pushMode: Variables['WECHAT_PUSH_MODE']
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
  const { variables, faults: found } = readVariables(source)
  const templates = readTemplates(variables.REMINDER_TEMPLATES, fault => found.REMINDER_TEMPLATES.push(fault))
  const faults = isRole(role) ? [] : [`the role is "${role}", expected one of ${ROLES.join(', ')}`]
  faults.push(...Object.values(found).flat())
  if (!variables.DATABASE_URL && isRole(role) && role !== 'all') {
    faults.push(
      `DATABASE_URL is missing: the role ${role} needs a database that all processes share; only all may run on the embedded one`,
    )
  }
  const apiBase = withoutSlashes(found.WECHAT_API_BASE.length === 0 && variables.WECHAT_API_BASE) || WECHAT_API_BASE
  if (REAL_WECHAT.test(new URL(apiBase).hostname)) {
    if (variables.WECHAT_PUSH_MODE === 'plain')
      faults.push('WECHAT_PUSH_MODE is plain: anyone could forge events; with the real WeChat use safe or compatible')
    if (variables.CLOCK_OFFSET_SECONDS !== 0)
      faults.push('CLOCK_OFFSET_SECONDS is not 0: with the real WeChat the clock may not be moved')
  }
  if (faults.length > 0) throw new EnvironmentError(faults)
  return toEnvironment(variables as Variables, role as Role, apiBase, templates)
}

function toEnvironment(variables: Variables, role: Role, apiBase: string, templates: ReminderTemplates): Environment {
  return {
    role,
    port: variables.PORT,
    databaseUrl: withoutSlashes(variables.DATABASE_URL),
    dataDir: variables.DATA_DIR,
    publicUrl: withoutSlashes(variables.PUBLIC_URL),
    logLevel: variables.LOG_LEVEL,
    sessionSecret: variables.SESSION_SECRET,
    operatorToken: variables.OPERATOR_TOKEN,
    clockOffsetSeconds: variables.CLOCK_OFFSET_SECONDS,
    sendConcurrency: variables.SEND_CONCURRENCY,
    sendRatePerSecond: variables.SEND_RATE_PER_SECOND,
    undoSeconds: variables.UNDO_SECONDS,
    unconfirmedRetrySeconds: variables.UNCONFIRMED_RETRY_SECONDS,
    templates,
    wechat: {
      appId: variables.WECHAT_APPID,
      secret: variables.WECHAT_SECRET,
      apiBase,
      pushToken: variables.WECHAT_PUSH_TOKEN,
      pushAesKey: variables.WECHAT_PUSH_AES_KEY,
      pushMode: variables.WECHAT_PUSH_MODE,
    },
  }
}

const withoutSlashes = (url: string | false | undefined): string | undefined =>
  url ? url.replace(/\/+$/, '') : undefined

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role)

function readTemplates(path: string | undefined, report: (fault: string) => void): ReminderTemplates {
  if (path === undefined) return {}
  try {
    return parseReminderTemplates(JSON.parse(readFileSync(path, 'utf8')), fault =>
      report(`REMINDER_TEMPLATES (${path}): ${fault}`),
    )
  } catch (error) {
    report(`REMINDER_TEMPLATES (${path}) cannot be read as JSON: ${(error as Error).message}`)
    return {}
  }
}
