import mitt from 'mitt'
import type { CompiledApp } from '../compile'
import type { AppError, BootOptions, FirstContent, SetDataCall, WxCall } from '../types'

declare global {
  interface Window {
    __app: CompiledApp['data']
    /** Style sheet of WeChat's own components. */
    __look: string
    __templates: Record<string, (name: string) => never>
    __listen: unknown
    /** On exparser: the templates by file name as WeChat's compiler makes them, with the names of all attributes. */
    $gwx?: (file: string) => unknown
    __attributes: string[]
    __webview_engine_version__: number
    __pageDocument: object
    __define: (name: string, factory: (scope: Record<string, unknown>) => void) => void
    __report: (kind: AppError['kind'], message: string, page: string) => void
    __answer: (name: string, options: unknown) => Promise<unknown>
    __runner: Record<string, (...args: unknown[]) => never>
  }
}

/** Everything that one run of the app leaves behind, and what all parts of the browser side share. */
export const state = {
  boot: undefined as unknown as BootOptions,
  wx: {} as Record<string, (options: object) => unknown>,
  wxCalls: [] as WxCall[],
  setData: [] as SetDataCall[],
  firstContent: null as FirstContent | null,
  /** When the first content to come was asked for, in `performance.now()`, and how many `setData` calls there were then. */
  asked: { at: 0, calls: 0 },
  /** What was spent on what, in milliseconds; all but scripts since the first content was asked for. */
  spent: { scripts: 0, document: 0, setData: 0 },
  /** Asynchronous answers on their way. */
  pending: 0,
  /** A tap is being handled: what needs the user's own gesture is allowed. */
  tapping: false,
  background: false,
  /** The life cycle method of a page that is running. */
  within: undefined as string | undefined,
  currentRoute: '',
  /** Options of the cold start, and of the last start, cold or warm. */
  launched: {} as Record<string, unknown>,
  entered: {} as Record<string, unknown>,
  /** What the app gave to `App`. */
  app: undefined as Record<string, ((value: unknown) => void) | undefined> | undefined,
}

/** What the app registers for with `wx.on…`; `ShareButton` with its target when a `<button open-type="share">` is tapped. */
export const events = mitt<Record<string, unknown>>()

/** Tells the app itself, and the listeners registered with `wx.on…`. */
export function tellApp(method: string, value: unknown, event = method.slice(2)): void {
  guard(() => state.app?.[method]?.(value))
  guard(() => events.emit(event, value))
}

/** From here on the next first content is waited for. */
export function expectContent(): void {
  state.firstContent = null
  state.asked = { at: performance.now(), calls: state.setData.length }
  Object.assign(state.spent, { document: 0, setData: 0 })
}

/** Runs something whose time is counted. */
export function timed(what: keyof typeof state.spent, run: () => void): void {
  const start = performance.now()
  run()
  state.spent[what] += performance.now() - start
}

/**
 * Tells the driver of an error, and the app's `onError` about exceptions as WeChat does.
 * What it gives back tells the engine, where it listens, not to write to the console, too.
 */
export function report(kind: AppError['kind'], problem: unknown): false {
  const message = String(problem)
  window.__report(kind, message, state.currentRoute)
  if (kind === 'exception') {
    const text = `${message}\n${(problem as Partial<Error> | null)?.stack ?? ''}`
    state.app?.onError?.(text)
    events.emit('Error', { message: text })
  }
  return false
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

/** Runs something of the runner's a turn of the event loop later, or so many milliseconds; settling waits for it. */
export function soon(run: () => void, milliseconds = 0): void {
  state.pending += 1
  setTimeout(() => {
    state.pending -= 1
    run()
  }, milliseconds)
}

export const utf8Length = (text: string): number => new TextEncoder().encode(text).length

/** The `setData` calls since there were so many. */
export function sent(since: number) {
  const calls = state.setData.slice(since)
  const sizes = calls.map(({ bytes }) => bytes)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return { count: calls.length, bytes, largest: Math.max(0, ...sizes), calls }
}

/** The theme of the app: light unless it declares `darkmode`. */
export const theme = (): 'light' | 'dark' =>
  window.__app.config.darkmode === true && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
