import type { Registry } from 'prom-client'
import { type Clock, chinaDay } from '../clock'
import type { Environment } from '../environment'
import type { Logger } from '../log'
import { AccessToken } from './access-token'
import { AccountWatch, type OnAccount } from './account-watch'
import { expectAnswer, readAnswer } from './answer'
import { Connection, type Exchange, LONGEST_REQUEST, type Timeouts } from './connection'
import { explainErrcode, plain, WeChatError, WeChatUnavailable } from './errors'
import { type FittedData, fitData } from './keyword-limits'
import { observeRequests } from './metrics'

/** A subscription message to one person. */
export interface Message {
  openid: string
  templateId: string
  page: string
  /** Keyword code → wording; cut to the keyword's type by the client. Not to be changed once it was given. */
  data: Record<string, string>
}

/** All that can be known of a send. Never an exception. */
export type SendOutcome =
  /** WeChat's answer, definite; accepted when `errcode` is 0. */
  | { type: 'answer'; errcode: number; errmsg: string; msgid?: string }
  /** Definitely not sent: not connected, or there was no access token to send with. */
  | { type: 'not-sent'; reason: string }
  /**
   * WeChat may or may not have accepted it. What came instead: an answer that is not WeChat's, such as a gateway's page;
   * nothing in time; a connection that broke.
   */
  | { type: 'unknown'; reason: string; from: 'gateway' | 'silence' | 'break' }

/** A message template of the account. */
export interface Template {
  templateId: string
  title: string
  /** Lines such as `考试名称:{{thing1.DATA}}`. */
  content: string
  /** The values that an enum keyword may have, by keyword code. */
  enums: Record<string, string[]>
}

/** A mini-program code. */
export interface CodeWanted {
  /** Up to 32 characters. */
  scene: string
  /** Without a slash before and a query after it. */
  page: string
  /** 280 to 1280 pixels; 430 when absent. */
  width?: number
}

export interface WeChatClient {
  /**
   * What a login code is worth; the session key stays here.
   * @throws HttpError 401 `code-refused`; WeChatError, WeChatUnavailable
   */
  exchangeCode(code: string): Promise<{ openid: string }>
  sendMessage(message: Message): Promise<SendOutcome>
  /** @throws WeChatError, WeChatUnavailable */
  listTemplates(): Promise<Template[]>
  /**
   * The image, PNG or JPEG.
   * @throws WeChatError (422 `code-impossible` where scene or page are refused), WeChatUnavailable
   */
  codeImage(wanted: CodeWanted): Promise<Buffer>
  /** Ends when what is under way has ended. */
  close(): Promise<void>
}

export interface WeChatClientOptions {
  environment: Pick<Environment, 'wechat' | 'sendConcurrency'>
  clock: Clock
  log: Logger
  metrics: Registry
  timeouts?: Partial<Timeouts>
  /** Told when WeChat begins to refuse the account, and when all is well again. */
  onAccount?: OnAccount
}

/** Logins, codes and templates at the same time; sends have connections of their own. */
const OTHER_CONNECTIONS = 50
/** A second try is not begun later than this after the first. Milliseconds. */
const LATEST_SECOND_TRY = 8000
/** So no send lasts longer: a second try is a token and a post. Milliseconds. */
export const LONGEST_SEND = LATEST_SECOND_TRY + 2 * LONGEST_REQUEST
/** WeChat's openids have 28 characters. */
const LONGEST_OPENID = 128
const REFUSED_LOGINS = new Set([40029, 40163, 40226, 41008])
/** What `subscribeMessage.send` calls the versions; `getwxacodeunlimit` calls them as we do. */
const MESSAGE_STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const
const IMPOSSIBLE_CODES = new Set([40097, 40129, 40169, 41030, 85096])

/** The one caller of WeChat's server API. Neither secret nor token leaves it: not in results, errors or the log. */
export function createWeChatClient(options: WeChatClientOptions): WeChatClient {
  const { log } = options
  const { apiBase, appId, secret, version } = options.environment.wechat
  const sending = new Connection(apiBase, options.environment.sendConcurrency, options.timeouts)
  const other = new Connection(apiBase, OTHER_CONNECTIONS, options.timeouts)
  const observe = observeRequests(options.metrics)
  const login = `/sns/jscode2session?${new URLSearchParams({ appid: appId, secret, grant_type: 'authorization_code' })}`

  const account = new AccountWatch(options.onAccount ?? (async () => undefined), log)
  const token = new AccessToken({
    appId,
    secret,
    clock: options.clock,
    post: (path, body) => observe('stable_token', () => other.request(path, body)),
    onFailure: error => {
      log.error({ err: error }, 'no access token')
      account.failed(error)
    },
    onFetched: () => account.fetched(),
    onRepeated: () => log.warn('WeChat gives out again the access token that it has just refused'),
  })

  /** One call with the token; refused for the token, once more with a fresh one. */
  async function callWithToken(api: string, connection: Connection, path: string, body?: string): Promise<Exchange> {
    const began = performance.now()
    for (let isFirst = true; ; isFirst = false) {
      const value = await token.get()
      const exchange = await observe(api, () =>
        connection.request(`${path}?access_token=${encodeURIComponent(value)}`, body),
      )
      const errcode = errcodeOf(exchange)
      if (errcode === undefined || explainErrcode(errcode).action !== 'refetch-token') return exchange
      log.warn({ api, errcode }, 'WeChat refuses the access token')
      token.refuse(value)
      if (!isFirst || performance.now() - began > LATEST_SECOND_TRY) return exchange
    }
  }

  // Thousands are told the same in one object: it is cut once a day (a date that cannot be read becomes today).
  const fitted = new WeakMap<Message['data'], { day: string; data: FittedData }>()
  function fitOnce(data: Message['data']): FittedData {
    const now = options.clock.now()
    const day = chinaDay(now)
    let known = fitted.get(data)
    if (known?.day !== day) {
      known = { day, data: fitData(data, now) }
      fitted.set(data, known)
    }
    return known.data
  }

  return {
    async exchangeCode(code) {
      const path = `${login}&${new URLSearchParams({ js_code: code })}`
      let answer: { openid?: string } | undefined
      for (let isFirst = true; !answer; isFirst = false) {
        const exchange = await observe('jscode2session', () => other.request(path))
        try {
          answer = expectAnswer<{ openid?: string }>('jscode2session', exchange)
        } catch (error) {
          // "Busy" says that nothing was done: the code is still good.
          if (!(isFirst && error instanceof WeChatError && error.errcode === -1)) throw asLoginError(error)
        }
      }
      if (!isUsableOpenid(answer.openid))
        throw new WeChatUnavailable('jscode2session', true, 'an answer without a usable openid')
      return { openid: answer.openid }
    },

    async sendMessage(message) {
      const body = JSON.stringify({
        touser: message.openid,
        template_id: message.templateId,
        page: message.page,
        data: fitOnce(message.data),
        miniprogram_state: MESSAGE_STATES[version],
        lang: 'zh_CN',
      })
      try {
        return toOutcome(await callWithToken('send', sending, '/cgi-bin/message/subscribe/send', body))
      } catch (error) {
        if (!(error instanceof WeChatError || error instanceof WeChatUnavailable)) throw error
        // Only the token's own request throws: the message was not sent, or WeChat refused it for its token.
        return { type: 'not-sent', reason: error.message }
      }
    },

    async listTemplates() {
      const exchange = await callWithToken('gettemplate', other, '/wxaapi/newtmpl/gettemplate')
      const answer = expectAnswer<{ data?: unknown }>('gettemplate', exchange)
      if (!Array.isArray(answer.data)) throw new WeChatUnavailable('gettemplate', true, 'an answer without a list')
      return answer.data.map(toTemplate)
    },

    async codeImage({ scene, page, width }) {
      // A page that was never released has no code unless WeChat is told not to look for it.
      const wanted = { scene, page, ...(width && { width }), env_version: version, check_path: version === 'release' }
      const body = JSON.stringify(wanted)
      const exchange = await callWithToken('getwxacodeunlimit', other, '/wxa/getwxacodeunlimit', body)
      if (isImage(exchange)) return exchange.body
      try {
        expectAnswer('getwxacodeunlimit', exchange)
      } catch (error) {
        if (!(error instanceof WeChatError) || !IMPOSSIBLE_CODES.has(error.errcode)) throw error
        throw new WeChatError(error.api, error.errcode, error.errmsg, [422, 'code-impossible'])
      }
      throw new WeChatUnavailable('getwxacodeunlimit', true, 'an answer without an image')
    },

    async close() {
      await Promise.all([sending.close(), other.close()])
      await account.close()
    },
  }
}

function asLoginError(error: unknown): unknown {
  if (!(error instanceof WeChatError) || !REFUSED_LOGINS.has(error.errcode)) return error
  return new WeChatError(error.api, error.errcode, error.errmsg, [401, 'code-refused'])
}

function isImage(exchange: Exchange): exchange is Exchange & { type: 'response' } {
  if (exchange.type !== 'response' || exchange.status >= 300 || exchange.body.length === 0) return false
  return exchange.contentType.startsWith('image/') && exchange.body[0] !== 0x7b
}

// Answers to sends are read as text: a msgid has more digits than a number keeps.
const ERRCODE = /"errcode"\s*:\s*"?(-?\d{1,9})\b/
const MSGID = /"msgid"\s*:\s*"?(\d{1,32})\b/

/** What stands before WeChat answers with these, perhaps after WeChat has accepted: ambiguous, whatever its page looks like. */
const isGateway = (status: number): boolean => status >= 502 && status <= 504
/** Reasons of an exchange that ended for want of an answer. */
const SILENCE = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ANSWER_TOO_SLOW'])

/** The errcode of an answer that has one; cheap enough to ask of every send. */
function errcodeOf(exchange: Exchange): number | undefined {
  if (exchange.type !== 'response' || exchange.body[0] !== 0x7b || isGateway(exchange.status)) return undefined
  const found = ERRCODE.exec(exchange.body.toString('latin1', 0, 4096))
  return found ? Number(found[1]) : undefined
}

function toOutcome(exchange: Exchange): SendOutcome {
  if (exchange.type === 'not-sent') return exchange
  if (exchange.type === 'unknown') return { ...exchange, from: SILENCE.has(exchange.reason) ? 'silence' : 'break' }
  const answer = readAnswer(exchange.body)
  const errcode = /^-?\d{1,9}$/.test(String(answer?.errcode)) ? Number(answer?.errcode) : undefined
  if (isGateway(exchange.status)) return { type: 'unknown', reason: `status ${exchange.status}`, from: 'gateway' }
  if (!answer || errcode === undefined)
    return { type: 'unknown', reason: `status ${exchange.status} without an errcode`, from: 'gateway' }
  const msgid = errcode === 0 ? MSGID.exec(exchange.body.toString('utf8'))?.[1] : undefined
  return {
    type: 'answer',
    errcode,
    errmsg: plain(String(answer.errmsg ?? '')),
    ...(msgid && { msgid }),
  }
}

function toTemplate(value: unknown): Template {
  const { priTmplId, title, content, keywordEnumValueList } = Object(value)
  const enums: Record<string, string[]> = {}
  for (const entry of Array.isArray(keywordEnumValueList) ? keywordEnumValueList : []) {
    const { keywordCode, enumValueList } = Object(entry)
    if (typeof keywordCode === 'string' && Array.isArray(enumValueList))
      enums[keywordCode.replace(/\.DATA$/, '')] = enumValueList.map(String)
  }
  return { templateId: String(priTmplId ?? ''), title: String(title ?? ''), content: String(content ?? ''), enums }
}

/** One that PostgreSQL refuses would fail everybody who is looked up in the same query. */
function isUsableOpenid(openid: unknown): openid is string {
  return typeof openid === 'string' && openid !== '' && openid.length <= LONGEST_OPENID && !openid.includes('\0')
}
