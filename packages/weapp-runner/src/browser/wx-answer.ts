import type { WxCall } from '../types'
import { guard, state, type WxResult } from './state'

/** Thrown by an API's work: the call fails with this `errMsg` (after `name:fail`) and these fields. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

interface Callbacks {
  success?: (result: WxResult) => void
  fail?: (result: WxResult) => void
  complete?: (result: WxResult) => void
}

/** A copy that can leave the browser: functions and nodes become their type's name. */
function portable(value: unknown): unknown {
  const seen = new Set<unknown>()
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'function') return '[function]'
    if (part instanceof Node || seen.has(part)) return '[object]'
    if (typeof part === 'object' && part !== null) seen.add(part)
    return part
  })
  return text === undefined ? undefined : JSON.parse(text)
}

function record(name: string, args: unknown[]): WxCall {
  const kept = args.map(arg => {
    const {
      success: _s,
      fail: _f,
      complete: _c,
      ...rest
    } = (typeof arg === 'object' && arg !== null && !Array.isArray(arg) ? arg : { arg }) as Record<string, unknown>
    return portable(typeof arg === 'object' && arg !== null && !Array.isArray(arg) ? rest : arg)
  })
  const call: WxCall = { name, args: kept, page: state.currentRoute }
  state.wxCalls.push(call)
  return call
}

/** The test's own answer for an API, if it gave one. */
function given(name: string, options: unknown): { answer: WxResult | Promise<WxResult> } | undefined {
  const answers = state.boot.answers
  if (!(name in answers)) return undefined
  const answer = answers[name]
  if (answer === '__function') return { answer: window.__host('answer', { name, options: portable(options) }) }
  if (Array.isArray(answer)) return { answer: (answer.length > 1 ? answer.shift() : answer[0]) as WxResult }
  return { answer: answer as WxResult }
}

/**
 * Makes an asynchronous API: callbacks or a promise, the result a turn of the event loop later.
 * `before` refuses calls whatever the test's answer is; `work` gives the answer when the test gave none.
 */
export function asynchronous(
  name: string,
  work: (options: Record<string, unknown>) => unknown,
  before?: (options: Record<string, unknown>) => void,
) {
  return (options: Record<string, unknown> & Callbacks = {}): Promise<WxResult> | undefined => {
    const call = record(name, [options])
    const answer = async (): Promise<WxResult> => {
      before?.(options)
      return { ...((await (given(name, options)?.answer ?? work(options))) as WxResult) }
    }
    const settled = answer().then(
      result => ({ ...result, errMsg: result.errMsg ?? `${name}:ok` }),
      (error: Error) => ({
        ...(error instanceof Failure ? error.fields : {}),
        errMsg: `${name}:fail ${error.message}`,
      }),
    )
    state.pending += 1
    const delivered = settled.then(
      result =>
        new Promise<WxResult>((resolve, reject) => {
          setTimeout(() => {
            state.pending -= 1
            call.errMsg = result.errMsg
            const failed = /:fail\b/.test(result.errMsg)
            guard(() => (failed ? options.fail?.(result) : options.success?.(result)))
            guard(() => options.complete?.(result))
            if (failed) reject(result)
            else resolve(result)
          })
        }),
    )
    if (options.success || options.fail || options.complete) {
      delivered.catch(() => undefined)
      return undefined
    }
    return delivered
  }
}

/** Makes a synchronous API; the test's own answer goes first. */
export function synchronous(name: string, work: (...args: never[]) => unknown) {
  return (...args: unknown[]): unknown => {
    record(name, args)
    const own = given(name, args[0])
    return own ? own.answer : work(...(args as never[]))
  }
}
