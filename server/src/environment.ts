import { readFileSync } from 'node:fs'
import { readVariables, type Variables } from './environment-variables'
import { addressList } from './http/addresses'
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
  /** Absent: every address of the machine, IPv4 and IPv6. */
  host: string | undefined
  /** Where metrics and the operator's routes are, besides the probes; absent: on `port`. */
  admin: { port: number; host: string } | undefined
  /** Whether an address is a proxy's whose word counts about whom a request comes from. */
  isTrustedProxy: (address: string) => boolean
  accessLog: boolean
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  publicUrl: string | undefined
  logLevel: Variables['LOG_LEVEL']
  sessionSecret: string
  /** Who may do what the operator does, each by the name that the audit log has. */
  operators: Operator[]
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
    /** Which version of the mini-program a message or a code opens. */
    version: Variables['WECHAT_VERSION']
  }
}

export interface Operator {
  name: string
  token: string
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
  const operators = readOperators(variables, fault => found.OPERATOR_TOKENS.push(fault))
  const isTrustedProxy = addressList(variables.TRUSTED_PROXIES!, entry =>
    found.TRUSTED_PROXIES.push(
      `TRUSTED_PROXIES has "${entry}", expected addresses, networks such as 10.0.0.0/8, loopback, linklocal, uniquelocal, or none`,
    ),
  )
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
  return toEnvironment(variables as Variables, { role: role as Role, apiBase, templates, operators, isTrustedProxy })
}

/** What is not the value of a variable as it stands. */
type Read = Pick<Environment, 'role' | 'templates' | 'operators' | 'isTrustedProxy'> & { apiBase: string }

function toEnvironment(variables: Variables, { apiBase, ...read }: Read): Environment {
  const { ADMIN_PORT: adminPort, ADMIN_HOST: adminHost } = variables
  return {
    ...read,
    port: variables.PORT,
    host: variables.HOST,
    admin: adminPort === undefined ? undefined : { port: adminPort, host: adminHost },
    accessLog: variables.ACCESS_LOG === 'on',
    databaseUrl: withoutSlashes(variables.DATABASE_URL),
    dataDir: variables.DATA_DIR,
    publicUrl: withoutSlashes(variables.PUBLIC_URL),
    logLevel: variables.LOG_LEVEL,
    sessionSecret: variables.SESSION_SECRET,
    clockOffsetSeconds: variables.CLOCK_OFFSET_SECONDS,
    sendConcurrency: variables.SEND_CONCURRENCY,
    sendRatePerSecond: variables.SEND_RATE_PER_SECOND,
    undoSeconds: variables.UNDO_SECONDS,
    unconfirmedRetrySeconds: variables.UNCONFIRMED_RETRY_SECONDS,
    wechat: {
      appId: variables.WECHAT_APPID,
      secret: variables.WECHAT_SECRET,
      apiBase,
      pushToken: variables.WECHAT_PUSH_TOKEN,
      pushAesKey: variables.WECHAT_PUSH_AES_KEY,
      pushMode: variables.WECHAT_PUSH_MODE,
      version: variables.WECHAT_VERSION,
    },
  }
}

const withoutSlashes = (url: string | false | undefined): string | undefined =>
  url ? url.replace(/\/+$/, '') : undefined

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role)

/** `system` is the server itself. */
const OPERATOR_NAME = /^(?!system$)[a-z][a-z0-9._-]{0,31}$/i
const OPERATOR_TOKEN = /^[!-~]([ -~]{14,}[!-~])$/

/** OPERATOR_TOKEN, whose name is `operator`, and the named ones of OPERATOR_TOKENS. Tokens are not repeated in a fault. */
function readOperators(
  { OPERATOR_TOKEN: single, OPERATOR_TOKENS: named }: Partial<Variables>,
  report: (fault: string) => void,
): Operator[] {
  if (single === undefined && named === undefined) report('OPERATOR_TOKEN is missing, and so is OPERATOR_TOKENS')
  const operators = single === undefined ? [] : [{ name: 'operator', token: single }]
  for (const [index, entry] of (named?.split(',') ?? []).entries()) {
    const [name = '', ...rest] = entry.trim().split(':')
    const token = rest.join(':')
    const where = `OPERATOR_TOKENS, entry ${index + 1}`
    // Without a colon it may be a token that somebody forgot to name.
    if (rest.length === 0 || !OPERATOR_NAME.test(name))
      report(`${where}: expected name:token, the name of letters, digits, . _ and -`)
    else if (!OPERATOR_TOKEN.test(token))
      report(
        `${where} (${name}): expected a token of at least 16 printable ASCII characters without blanks at its ends`,
      )
    else if (operators.some(known => known.name === name || known.token === token))
      report(`${where} (${name}): the name or the token is there twice`)
    operators.push({ name, token })
  }
  return operators
}

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
