import type { Exchange } from './connection'
import { WeChatError, WeChatUnavailable } from './errors'

/** What every JSON answer of WeChat may have; success has an errcode of 0 or none. */
export interface Answer {
  errcode?: number
  errmsg?: string
}

/** The JSON object in an answer; undefined when there is none, such as a gateway's page. */
export function readAnswer<T extends object>(body: Buffer): (Answer & T) | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answer & T) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * The answer of a call that is made for what it returns.
 * @param api - named in errors
 * @throws WeChatError for an errcode, WeChatUnavailable when there is no usable answer
 */
export function expectAnswer<T extends object>(api: string, exchange: Exchange): Answer & T {
  if (exchange.type !== 'response') throw new WeChatUnavailable(api, exchange.type === 'unknown', exchange.reason)
  const answer = readAnswer<T>(exchange.body)
  if (!answer) throw new WeChatUnavailable(api, true, `status ${exchange.status} without JSON`)
  if (answer.errcode) throw new WeChatError(api, Number(answer.errcode), String(answer.errmsg ?? ''))
  if (exchange.status >= 400) throw new WeChatUnavailable(api, true, `status ${exchange.status}`)
  return answer
}
