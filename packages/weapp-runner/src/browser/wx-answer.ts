import type { WxCall } from '../types'
import { guard, soon, state, type WxResult } from './state'

/** Thrown by an API's work: the call fails with this `errMsg` (after `name:fail`) and these fields. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export type Options = Record<string, unknown>
type Callbacks = Partial<Record<'success' | 'fail' | 'complete', (result: WxResult) => void>>

/** A copy that can leave the browser: functions and nodes become their type's name, callbacks are left out. */
function portable(value: unknown): unknown {
  const seen = new Set<unknown>()
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (typeof part === 'function') return /^(success|fail|complete)$/.test(key) ? undefined : '[function]'
    if (part instanceof Node || seen.has(part)) return '[object]'
    if (typeof part === 'object' && part !== null) seen.add(part)
    return part
  })
  return text === undefined ? undefined : JSON.parse(text)
}

function record(name: string, args: unknown[]): WxCall {
  const call: WxCall = { name, args: args.map(portable), page: state.currentRoute }
  state.wxCalls.push(call)
  return call
}

/** The test's own answer for an API; none for `undefined`. */
function given(name: string, options: unknown): unknown {
  const answer = state.boot.answers[name]
  if (answer === '__function') return window.__answer(name, portable(options))
  if (Array.isArray(answer)) return answer.length > 1 ? answer.shift() : answer[0]
  return answer
}

/**
 * Makes an asynchronous API: callbacks or a promise, the result a turn of the event loop later.
 * `before` refuses calls whatever the test's answer is; `work` gives the answer when the test gave none.
 */
export function asynchronous(
  name: string,
  work: (options: Options) => unknown = () => ({}),
  before?: (options: Options) => void,
) {
  return (options: Options & Callbacks = {}): Promise<WxResult> | undefined => {
    const call = record(name, [options])
    const answer = async (): Promise<WxResult> => {
      before?.(options)
      const result = (await (given(name, options) ?? work(options))) as WxResult | undefined
      return { ...result, errMsg: result?.errMsg ?? `${name}:ok` }
    }
    state.pending += 1
    const { success, fail, complete } = options
    const delivered = new Promise<WxResult>((resolve, reject) => {
      const deliver = (result: WxResult) => {
        state.pending -= 1
        soon(() => {
          call.errMsg = String(result.errMsg)
          const failed = /:fail\b/.test(call.errMsg)
          guard(() => (failed ? fail?.(result) : success?.(result)))
          guard(() => complete?.(result))
          if (failed) reject(result)
          else resolve(result)
        })
      }
      answer().then(deliver, (error: Error & Partial<Failure>) =>
        deliver({ ...error.fields, errMsg: `${name}:fail ${error.message}` }),
      )
    })
    if (!success && !fail && !complete) return delivered
    delivered.catch(() => undefined)
    return undefined
  }
}

/** Makes a synchronous API; the test's own answer goes first. */
export function synchronous(name: string, work: (...args: never[]) => unknown) {
  return (...args: unknown[]): unknown => {
    record(name, args)
    return given(name, args[0]) ?? work(...(args as never[]))
  }
}

/** Makes several of a kind from a table of what they do. */
export const each = <W>(make: (name: string, work: W) => unknown, works: Record<string, W>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(works).map(([name, work]) => [name, make(name, work)]))
