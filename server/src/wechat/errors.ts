import { HttpError } from '../errors'

/**
 * What an answer of WeChat asks of whoever called.
 *
 * - `done` – it worked
 * - `retry` – the same again after a pause; nothing was done
 * - `refetch-token` – the same again with a fresh access token; the client has done so once before it says this
 * - `drop` – give up on this recipient or code, for good
 * - `park-template` – everybody would meet the same: stop the template and tell the operator
 * - `pause-all` – everybody waits about a minute
 * - `pause-day` – the day's quota is used up: everybody waits
 * - `stop` – the account or its secret is refused: nothing works until somebody acts
 * - `serialise` – another send to the same person is under way: again after it
 * - `bug` – the request itself is malformed
 */
export type ErrorAction =
  | 'done'
  | 'retry'
  | 'refetch-token'
  | 'drop'
  | 'park-template'
  | 'pause-all'
  | 'pause-day'
  | 'stop'
  | 'serialise'
  | 'bug'

export interface ErrorRow {
  meaning: string
  action: ErrorAction
}

const row = (action: ErrorAction, meaning: string): ErrorRow => ({ action, meaning })

/** Answers of the WeChat calls that this server makes. Source: the error tables of WeChat's own pages of each call. */
export const ERROR_TABLE: Readonly<Record<number, ErrorRow>> = {
  0: row('done', 'ok'),
  [-1]: row('retry', 'system busy'),
  40001: row('refetch-token', 'the access token is invalid or not the latest'),
  40014: row('refetch-token', 'the access token is malformed'),
  42001: row('refetch-token', 'the access token has expired'),
  // Sending
  40003: row('drop', 'the openid is invalid, perhaps of another mini-program'),
  43101: row('drop', 'no grant: never given, used up or taken back'),
  40037: row('park-template', 'the template id is invalid'),
  41030: row('park-template', 'the page is not in the released version'),
  43107: row('park-template', 'the template, or subscription messages as a whole, is banned'),
  45168: row('park-template', 'the text has words that are not allowed'),
  47003: row('park-template', 'a value does not fit its keyword; the message names it'),
  48001: row('stop', 'the account may not use this call'),
  50002: row('stop', 'the account is limited'),
  43108: row('serialise', 'another send to the same person is under way'),
  45011: row('pause-all', 'too many calls this minute'),
  45009: row('pause-day', 'the quota of the day is used up'),
  41001: row('bug', 'the access token is missing'),
  43002: row('bug', 'the call needs POST'),
  44002: row('bug', 'the body is empty'),
  47001: row('bug', 'the body is not JSON'),
  // Access tokens
  40002: row('bug', 'the grant type is invalid'),
  40013: row('stop', 'the AppID is invalid'),
  40125: row('stop', 'the AppSecret is invalid'),
  40164: row('stop', 'the address of this server is not in the IP whitelist'),
  40243: row('stop', 'the AppSecret is frozen'),
  41002: row('bug', 'the AppID is missing'),
  41004: row('bug', 'the AppSecret is missing'),
  50004: row('stop', 'the account may not use this call'),
  50007: row('stop', 'the account is frozen'),
  89503: row('stop', 'an administrator has to confirm this address'),
  89506: row('stop', 'an administrator refused this address twice; one hour has to pass'),
  89507: row('stop', 'an administrator refused this address; one hour has to pass'),
  // Login
  40029: row('drop', 'the login code is invalid, old or used'),
  40163: row('drop', 'the login code was used'),
  40226: row('drop', 'WeChat blocks this person'),
  41008: row('drop', 'the login code is missing'),
  // Mini-program codes
  40097: row('bug', 'an argument is invalid'),
  40129: row('drop', 'the scene has characters that are not allowed'),
  40169: row('drop', 'the scene is too long'),
  85096: row('drop', 'the page may not have a query'),
  // Clearing quotas
  48006: row('stop', 'the ten clearances of this month are used up'),
}

/** What is not in the table: tried again, slowly; the caller sets the limit. */
const UNKNOWN = row('retry', 'an answer that nobody has described')

/** The meaning of an errcode and what to do about it. */
export const explainErrcode = (errcode: number): ErrorRow => ERROR_TABLE[errcode] ?? UNKNOWN

/** WeChat answered with an errcode where something else was needed. Its text has neither secret nor token. */
export class WeChatError extends HttpError {
  override readonly name = 'WeChatError'
  readonly action: ErrorAction

  /**
   * @param api - the name of the call, such as `jscode2session`
   * @param errmsg - WeChat's own words; the `rid` in it can be looked up for seven days
   */
  constructor(
    readonly api: string,
    readonly errcode: number,
    readonly errmsg: string,
    [status, code]: [status: number, code: string] = statusOf(errcode),
  ) {
    super(status, code, `${api}: WeChat answered ${errcode} ${plain(errmsg)} (${explainErrcode(errcode).meaning})`)
    this.action = explainErrcode(errcode).action
  }
}

/** There is no usable answer: WeChat was not reached, or nobody knows whether it was. */
export class WeChatUnavailable extends HttpError {
  override readonly name = 'WeChatUnavailable'

  /** @param reached - false: nothing was written, so WeChat cannot have acted */
  constructor(
    readonly api: string,
    readonly reached: boolean,
    readonly reason: string,
  ) {
    super(reached ? 504 : 503, reached ? 'wechat-no-answer' : 'wechat-unreachable', `${api}: no answer (${reason})`)
  }
}

function statusOf(errcode: number): [status: number, code: string] {
  const { action } = explainErrcode(errcode)
  return action === 'retry' || action.startsWith('pause') ? [503, 'wechat-busy'] : [502, 'wechat-refused']
}

/** One line without control characters, of bearable length. */
export const plain = (text: string): string =>
  Array.from(text.slice(0, 400).replace(/\p{C}+/gu, ' '))
    .slice(0, 200)
    .join('')
