import type { WxCall } from '../types'
import { guard, soon, state } from './state'

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
type Result = Options & { errMsg: string }
type Callbacks = Partial<Record<'success' | 'fail' | 'complete', (result: Result) => void>>

/** Notes a call; functions among its arguments are left out. */
function record(name: string, args: unknown[]): WxCall {
  const call: WxCall = { name, args: JSON.parse(JSON.stringify(args)), page: state.currentRoute }
  state.wxCalls.push(call)
  return call
}

/** The test's own answer for an API: always the same, or one after another of which the last stays. */
function given({ name, args }: WxCall): unknown {
  const answer = state.boot.answers[name]
  if (answer === '__function') return window.__answer(name, args[0])
  return Array.isArray(answer) && answer.length > 1 ? answer.shift() : [answer].flat()[0]
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
  return (options: Options & Callbacks = {}): Promise<Result> | undefined => {
    const call = record(name, [options])
    const { success, fail, complete } = options
    const answer = async (): Promise<Result> => {
      before?.(options)
      return { errMsg: `${name}:ok`, ...((await (given(call) ?? work(options))) as Options | undefined) }
    }
    const refused = (error: Error & Partial<Failure>): Result => ({
      ...error.fields,
      errMsg: `${name}:fail ${error.message}`,
    })
    state.pending += 1
    const delivered = answer()
      .catch(refused)
      .then(result => {
        state.pending -= 1
        return new Promise<Result>((resolve, reject) =>
          soon(() => {
            call.errMsg = result.errMsg
            const failed = /:fail\b/.test(result.errMsg)
            guard(() => (failed ? fail : success)?.(result))
            guard(() => complete?.(result))
            if (failed) reject(result)
            else resolve(result)
          }),
        )
      })
    if (!success && !fail && !complete) return delivered
    delivered.catch(() => undefined)
    return undefined
  }
}

/** Makes a synchronous API, which throws `name:fail …`; the test's own answer goes first. */
export function synchronous(name: string, work: (...args: never[]) => unknown) {
  return (...args: unknown[]): unknown => {
    const call = record(name, args)
    try {
      return given(call) ?? work(...(args as never[]))
    } catch (error) {
      throw new Error(`${name}:fail ${(error as Error).message}`)
    }
  }
}

/** Makes several of a kind from a table of what they do. */
export const each = <W>(make: (name: string, work: W) => unknown, works: Record<string, W>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(works).map(([name, work]) => [name, make(name, work)]))
