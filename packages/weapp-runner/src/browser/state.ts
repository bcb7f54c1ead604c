import type { CompiledApp } from '../compile'
import type { AppError, BootOptions, FirstContent, SetDataCall, WxCall } from '../types'

declare global {
  interface Window {
    __app: CompiledApp['data']
    __templates: Record<string, (name: string) => never>
    __listen: unknown
    __define: (name: string, factory: (scope: Record<string, unknown>) => void) => void
    __request: (options: object) => Promise<WxResult>
    __answer: (name: string, options: unknown) => Promise<WxResult>
    __runner: unknown
  }
}

/** Result of an asynchronous API. */
export type WxResult = Record<string, unknown> & { errMsg?: string }

/** Everything that one run of the app leaves behind, and what all parts of the browser side share. */
export const state = {
  boot: undefined as unknown as BootOptions,
  errors: [] as AppError[],
  wxCalls: [] as WxCall[],
  setData: [] as SetDataCall[],
  firstContent: null as FirstContent | null,
  /** Start of the last navigation, in `performance.now()`, and how many setData calls there were then. */
  started: 0,
  startedCalls: 0,
  documentMs: 0,
  setDataMs: 0,
  scriptMs: 0,
  /** Asynchronous answers on their way. */
  pending: 0,
  /** A tap is being handled: what needs the user's own gesture is allowed. */
  tapping: false,
  background: false,
  /** The life cycle method of a page that is running. */
  within: undefined as string | undefined,
  currentRoute: '',
  onAppError: (_message: string) => {},
  /** What lower parts ask of the page stack; it puts itself in here. */
  hooks: {
    share: (_from: 'button' | 'menu', _target?: unknown): unknown => undefined,
    openUrl: (_type: string, _url: string, _delta: number): void => {},
  },
}

/** Notes an error, and tells the app's `onError` about exceptions as WeChat does. */
export function report(kind: AppError['kind'], problem: unknown, page = state.currentRoute): void {
  const error = problem instanceof Error ? problem : undefined
  const message = error ? `${error.name}: ${error.message}` : String(problem)
  state.errors.push({ kind, message, page, ...(error?.stack ? { stack: error.stack } : {}) })
  if (kind === 'exception') state.onAppError(`${message}\n${error?.stack ?? ''}`)
}

/** A call of an API that the runner does not have: noted, and thrown into the app. */
export function refuse(api: string): never {
  const message = `${api} is not implemented by weapp-runner: give an answer for it or add it`
  report('unknown-api', message)
  throw new Error(message)
}

/** Runs app code; what it throws is an error of the app. */
export function guard<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    report('exception', error)
    return undefined
  }
}

/** Runs something of the runner's a turn of the event loop later; whoever waits for the app to come to rest waits for it. */
export function soon(run: () => void): void {
  state.pending += 1
  setTimeout(() => {
    state.pending -= 1
    run()
  })
}

/** UTF-8 length of a value's JSON text. */
export const byteLength = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value) ?? '').length

export const totalBytes = (calls: SetDataCall[]): number => calls.reduce((sum, { bytes }) => sum + bytes, 0)

export const dark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches
