import type { BootOptions, Metrics } from '../types'
import { advance, busy, setNow, waiting } from './clock'
import { temporaryFiles } from './files'
import { provide, runDefinition } from './loader'
import { isRoute, measureTree, navigation, pageStack, redraw, top } from './pages'
import { drawPhone, tabs } from './phone'
import { dark, guard, report, state, totalBytes } from './state'
import { createWx, entered, setEntered } from './wx'
import type { WxElement } from './wx-element'
import { fillStorage, readStorage } from './wx-storage'
import { emit } from './wx-system'

type AppOptions = Record<string, ((...args: unknown[]) => void) | undefined>

let app: AppOptions | undefined

window.addEventListener('error', event => report('exception', event.error ?? event.message))
window.addEventListener('unhandledrejection', event => {
  const reason = event.reason as { errMsg?: string } | Error | undefined
  report('rejection', reason instanceof Error ? reason : (reason?.errMsg ?? String(reason)))
  guard(() => app?.onUnhandledRejection?.({ reason, promise: event.promise }))
  event.preventDefault()
})
document.addEventListener('securitypolicyviolation', event => {
  // text run as code throws already; frameworks probe for it and catch
  if (event.blockedURI !== 'eval') report('network', `blocked by policy: ${event.blockedURI}`)
})

function boot(options: BootOptions): void {
  state.boot = options
  setEntered()
  setNow(options.now)
  fillStorage(options.storage)
  drawPhone()
  for (const problem of window.__app.problems) report('template', problem)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    redraw()
    if (window.__app.config.darkmode === true) guard(() => emit('ThemeChange', { theme: dark() ? 'dark' : 'light' }))
    guard(() => app?.onThemeChange?.({ theme: dark() ? 'dark' : 'light' }))
  })
  provide({
    wx: createWx(),
    App: (definition: AppOptions) => {
      app = definition
    },
    getApp: () => app,
    getCurrentPages: () => pageStack().map(entry => entry.caller),
  })
  state.onAppError = message => {
    app?.onError?.(message)
    emit('Error', { message })
  }
  const started = performance.now()
  runDefinition('app')
  guard(() => app?.onLaunch?.(entered))
  guard(() => app?.onShow?.(entered))
  const { path, query } = options
  if (isRoute(path)) navigation.start(path, query, started)
  else {
    report('missing-file', `page "${path}" is not in app.json`)
    guard(() => app?.onPageNotFound?.({ path, query, isEntryPage: true }))
  }
}

function metrics(): Metrics {
  const { setData: calls, currentRoute: page, firstContent, scriptMs } = state
  const sizes = calls.map(({ bytes }) => bytes)
  const setData = { count: calls.length, bytes: totalBytes(calls), largest: Math.max(0, ...sizes), calls }
  return { page, setData, firstContent, scriptMs, ...measureTree(), package: window.__app.size, timers: waiting(100) }
}

const find = (selector: string): WxElement => {
  const element = top()?.frame.contentDocument?.querySelector<WxElement>(selector)
  if (!element) throw new Error(`no element ${selector} on ${state.currentRoute}`)
  return element
}

/** What the driver in Node calls. */
window.__runner = {
  boot,
  metrics,
  errors: () => state.errors,
  wxCalls: () => state.wxCalls,
  storage: readStorage,
  stack: () => pageStack().map(({ route, query }) => ({ route, query })),
  async settle(): Promise<unknown[]> {
    for (let quiet = 0; quiet < 2; ) {
      quiet = state.pending === 0 && !busy(60) ? quiet + 1 : 0
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    }
    return state.errors.filter(error => error.kind === 'unknown-api')
  },
  setNow,
  advance,
  answer(name: string, answer: unknown): void {
    state.boot.answers[name] = answer
  },
  /** Gives back why the choice is none. */
  choose(selector: string, value: unknown): string | undefined {
    const choose = find(selector).__own?.choose
    return choose ? choose(value) : `${selector} is no control to choose with`
  },
  value: (selector: string) => find(selector).__own?.value?.(),
  attribute: (selector: string, name: string) => find(selector).__read(name),
  back: () => navigation.back(1),
  tab(index: number): void {
    const route = tabs[index]
    if (route === undefined) throw new Error(`expected a tab below ${tabs.length}, found ${index}`)
    navigation.open('switchTab', `/${route}`)
    const { text } = window.__app.config.tabBar!.list[index]!
    navigation.tell('onTabItemTap', { index: String(index), pagePath: route, text })
  },
  background(): void {
    navigation.hideTop()
    state.background = true
    guard(() => app?.onHide?.({}))
    guard(() => emit('AppHide', { reason: 0 }))
  },
  foreground(scene: number): void {
    state.background = false
    const { route, query } = top()!
    setEntered({ scene, path: route, query })
    guard(() => app?.onShow?.(entered))
    guard(() => emit('AppShow', entered))
    navigation.showTop()
  },
  scroll: (to: number) => top()!.frame.contentWindow!.scrollTo(0, to),
  async share(method: string): Promise<unknown> {
    const { caller, route, query, title } = top()!
    if (typeof caller[method] !== 'function') return undefined
    const { promise, ...card } = { promise: undefined, ...(navigation.tell(method, { from: 'menu' }) as object) }
    const pairs = new URLSearchParams(query).toString()
    const own = method === 'onShareTimeline' ? { query: pairs } : { path: `/${route}${pairs && '?'}${pairs}` }
    // WeChat waits three seconds for the rest
    const rest = await Promise.race([promise, new Promise(resolve => setTimeout(resolve, promise ? 3000 : 0))])
    return { title, ...own, ...card, ...(rest as object) }
  },
  file: (path: string) => temporaryFiles.get(path),
}
