import type { ErrorCode } from '@zhuan/api'
import { HttpError } from '../errors'

/**
 * What an answer of WeChat asks of the client. What becomes of a message is decided in sending/send-decision.ts.
 *
 * - `retry` – busy, or asked too often: nothing was done, and later it may work
 * - `refetch-token` – the same again with a fresh access token
 * - `stop` – the account, its secret or this address is refused: nothing works until somebody acts
 */
export type ErrorAction = 'retry' | 'refetch-token' | 'stop'

export interface ErrorRow {
  meaning: string
  /** Absent: this call has failed, and nothing else follows. */
  action?: ErrorAction
}

const row = (meaning: string, action?: ErrorAction): ErrorRow => ({ meaning, ...(action && { action }) })

/** Answers of the WeChat calls that this server makes. Source: the error tables of WeChat's own pages of each call. */
export const ERROR_TABLE: Readonly<Record<number, ErrorRow>> = {
  [-1]: row('system busy', 'retry'),
  45011: row('too many calls this minute', 'retry'),
  45009: row('the quota of the day is used up', 'retry'),
  40001: row('the access token is invalid or not the latest', 'refetch-token'),
  40014: row('the access token is malformed', 'refetch-token'),
  42001: row('the access token has expired', 'refetch-token'),
  48001: row('the account may not use this call', 'stop'),
  50002: row('the account is limited', 'stop'),
  41001: row('the access token is missing'),
  43002: row('the call needs POST'),
  44002: row('the body is empty'),
  47001: row('the body is not JSON'),
  // Access tokens
  40002: row('the grant type is invalid'),
  40013: row('the AppID is invalid', 'stop'),
  40125: row('the AppSecret is invalid', 'stop'),
  40164: row('the address of this server is not in the IP whitelist', 'stop'),
  40243: row('the AppSecret is frozen', 'stop'),
  41002: row('the AppID is missing'),
  41004: row('the AppSecret is missing'),
  50004: row('the account may not use this call', 'stop'),
  50007: row('the account is frozen', 'stop'),
  89503: row('an administrator has to confirm this address', 'stop'),
  89506: row('an administrator refused this address twice; one hour has to pass', 'stop'),
  89507: row('an administrator refused this address; one hour has to pass', 'stop'),
  // Login
  40029: row('the login code is invalid, old or used'),
  40163: row('the login code was used'),
  40226: row('WeChat blocks this person'),
  41008: row('the login code is missing'),
  // Mini-program codes
  41030: row('the page is not in the released version'),
  40097: row('an argument is invalid'),
  40129: row('the scene has characters that are not allowed'),
  40169: row('the scene is too long'),
  85096: row('the page may not have a query'),
}

/** What is not in the table counts as busy. */
const UNKNOWN = row('an answer that nobody has described', 'retry')

/** The meaning of an errcode and what it asks of the client. */
export const explainErrcode = (errcode: number): ErrorRow => ERROR_TABLE[errcode] ?? UNKNOWN

/** WeChat answered with an errcode where something else was needed. Its text has neither secret nor token. */
export class WeChatError extends HttpError {
  override readonly name = 'WeChatError'
  readonly action: ErrorAction | undefined

  /**
   * @param api - the name of the call, such as `jscode2session`
   * @param errmsg - WeChat's own words; the `rid` in it can be looked up for seven days
   */
  constructor(
    readonly api: string,
    readonly errcode: number,
    readonly errmsg: string,
    [status, code]: [status: number, code: ErrorCode] = statusOf(errcode),
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

function statusOf(errcode: number): [status: number, code: ErrorCode] {
  return explainErrcode(errcode).action === 'retry' ? [503, 'wechat-busy'] : [502, 'wechat-refused']
}

/** One line without control characters, of bearable length. */
export const plain = (text: string): string =>
  Array.from(text.slice(0, 400).replace(/\p{C}+/gu, ' '))
    .slice(0, 200)
    .join('')
