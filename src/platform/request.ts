import Taro from '@tarojs/taro'
import { addressOf, type Transport } from '@zhuan/api/client'

/** Where the server is: a build variable, one address for all. Without it the app works alone. */
export const API_BASE = (process.env.TARO_APP_API_BASE ?? '').replace(/\/+$/, '')

/** Whether this build knows of a server at all. */
export const HAS_SERVER = API_BASE !== ''

/** WeChat's own limit of a minute is longer than anybody looks at a button. */
const TIMEOUT_MS = 15_000

/** Nothing came back: no network, no server, or an answer that took too long. */
export class NoAnswerError extends Error {
  readonly code = 'no-answer'

  constructor(override readonly cause: unknown) {
    super(`no answer: ${String((cause as { errMsg?: string })?.errMsg ?? cause)}`)
    this.name = 'NoAnswerError'
  }
}

/** Carries requests by `wx.request`. WeChat calls every status a success; header names come as the server wrote them. */
export const transport: Transport = async request => {
  if (!HAS_SERVER) throw new NoAnswerError('this build names no server')
  try {
    const { statusCode, header, data } = await Taro.request({
      url: API_BASE + addressOf(request),
      // Taro's list lacks no method that is used here.
      method: request.method as 'GET',
      header: request.headers,
      data: request.body,
      timeout: TIMEOUT_MS,
    })
    // The page of a hotel's network says 200, too, and is no answer of ours.
    const isEmpty = statusCode === 204 || statusCode === 304
    if (statusCode < 400 && !isEmpty && (typeof data !== 'object' || !data)) throw new Error('no JSON')
    const headers = Object.keys(header ?? {}).map(name => [name.toLowerCase(), String(header?.[name])])
    return { status: statusCode, headers: Object.fromEntries(headers), body: data }
  } catch (error) {
    throw new NoAnswerError(error)
  }
}

/**
 * Reads a picture from the server.
 * @returns a `data:` address: the one kind of file that a canvas draws on every phone
 * @throws NoAnswerError when none came
 */
export async function readImage(path: string): Promise<string> {
  if (!HAS_SERVER) throw new NoAnswerError('this build names no server')
  try {
    const { statusCode, header, data } = await Taro.request<ArrayBuffer>({
      url: API_BASE + path,
      responseType: 'arraybuffer',
      timeout: TIMEOUT_MS,
    })
    if (statusCode !== 200) throw new Error(`status ${statusCode}`)
    const type = Object.keys(header ?? {}).find(name => name.toLowerCase() === 'content-type')
    // In the browser Taro encodes only an array of bytes, and makes an empty text of a buffer.
    const bytes = process.env.TARO_ENV === 'h5' ? (new Uint8Array(data) as unknown as ArrayBuffer) : data
    return `data:${type ? header?.[type] : 'image/png'};base64,${Taro.arrayBufferToBase64(bytes)}`
  } catch (error) {
    throw new NoAnswerError(error)
  }
}
