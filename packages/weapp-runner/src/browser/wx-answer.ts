import type { WxCall } from '../types'
import { guard, state } from './state'

export type Options = Record<string, unknown>
type Result = Options & { errMsg: string }
type Callbacks = Partial<Record<'success' | 'fail' | 'complete', (result: Result) => void>>
/** What a call does; it gets the app's arguments. */
export type Work = (...args: never[]) => unknown

/** Thrown by an API's work: the call fails with this `errMsg` (after `name:fail`) and these fields. */
export const failure = (message: string, fields: Options = {}) => Object.assign(new Error(message), { fields })

/** Not available when opened from Moments as a single page. */
const NOT_IN_SINGLE = `login checkSession getSetting openSetting authorize setClipboardData saveImageToPhotosAlbum
showShareImageMenu addPhoneCalendar addPhoneRepeatCalendar requestSubscribeMessage openCustomerServiceChat`.split(/\s+/)

const MOST_TEMPLATES = 5

/** Refuses as WeChat does, whatever the test's answer would be. */
function refuseAsWeChat(name: string, { tmplIds }: Options): void {
  const isOffline = state.boot.device.networkType === 'none'
  if (state.boot.scene === 1154 && NOT_IN_SINGLE.includes(name)) throw failure('can not be used in single page mode')
  if (isOffline && (name === 'request' || name === 'login')) throw failure('net::ERR_INTERNET_DISCONNECTED')
  if (name !== 'requestSubscribeMessage') return
  if (!state.tapping) throw failure('can only be invoked by user TAP gesture.')
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw failure('empty tmplIds', { errCode: 10001 })
  if (tmplIds.length > MOST_TEMPLATES) throw failure('too many tmplIds', { errCode: 20003 })
  if (isOffline) throw failure('request list fail', { errCode: 10002 })
}

/** Notes a call; functions among its arguments are left out. */
function record(name: string, args: unknown[]): WxCall {
  const call: WxCall = { name, args: JSON.parse(JSON.stringify(args)), page: state.currentRoute }
  state.wxCalls.push(call)
  return call
}

/** The test's own answer for an API: always the same, one after another of which the last stays, or worked out in Node. */
function given({ name, args }: WxCall): unknown {
  const answer = state.boot.answers[name]
  if (answer === '__function') return window.__answer(name, args[0])
  return Array.isArray(answer) && answer.length > 1 ? answer.shift() : [answer].flat()[0]
}

/**
 * Makes an asynchronous API: callbacks or a promise, the result a turn of the event loop later.
 * `work` gives the answer when the test gave none.
 */
export function asynchronous(name: string, work: Work) {
  return (options: Options & Callbacks = {}): Promise<Result> | undefined => {
    const call = record(name, [options])
    const { success, fail, complete } = options
    const answer = async () => {
      refuseAsWeChat(name, options)
      return { errMsg: `${name}:ok`, ...((await (given(call) ?? work(options as never))) as Options) }
    }
    const deliver = async (result: Result) => {
      await new Promise(resolve => setTimeout(resolve))
      state.pending -= 1
      call.errMsg = result.errMsg
      const failed = /:fail\b/.test(result.errMsg)
      guard(() => (failed ? fail : success)?.(result))
      guard(() => complete?.(result))
      return failed ? Promise.reject(result) : result
    }
    state.pending += 1
    const delivered = answer()
      .catch(error => ({ ...error.fields, errMsg: `${name}:fail ${error.message}` }))
      .then(deliver)
    return success || fail || complete ? void delivered.catch(() => undefined) : delivered
  }
}

/** Makes a synchronous API, which throws `name:fail …`; the test's own answer goes first. */
export function synchronous(name: string, work: Work) {
  return (...args: unknown[]): unknown => {
    const call = record(name, args)
    try {
      return given(call) ?? work(...(args as never[]))
    } catch (error) {
      throw new Error(`${name}:fail ${(error as Error).message}`)
    }
  }
}
