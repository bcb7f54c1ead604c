import type { BootOptions, Metrics } from '../types'
import { advance, busy, setNow, waiting } from './clock'
import { provide, runDefinition } from './loader'
import { goBack, hide, measureTree, navigate, pageStack, redraw, show, tell, top } from './pages'
import { tabs } from './phone'
import { dark, expectContent, guard, report, state, totalBytes } from './state'
import { createWx, entered, setEntered } from './wx'
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

function boot(options: BootOptions): void {
  state.boot = options
  state.wx = createWx() as typeof state.wx
  setEntered()
  setNow(options.now)
  fillStorage(options.storage)
  for (const problem of window.__app.problems) report('template', problem)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    redraw()
    if (window.__app.config.darkmode === true) guard(() => emit('ThemeChange', { theme: dark() ? 'dark' : 'light' }))
    guard(() => app?.onThemeChange?.({ theme: dark() ? 'dark' : 'light' }))
  })
  provide({
    wx: state.wx,
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
  expectContent()
  runDefinition('app')
  guard(() => app?.onLaunch?.(entered))
  guard(() => app?.onShow?.(entered))
  const { path, query } = options
  if (window.__app.routes.includes(path)) navigate('reLaunch', `/${path}`, query)
  else {
    report('missing-file', `page "${path}" is not in app.json`)
    guard(() => app?.onPageNotFound?.({ path, query, isEntryPage: true }))
  }
}

/** The `setData` calls since there were so many. */
function sent(since: number): Metrics['setData'] {
  const calls = state.setData.slice(since)
  const largest = Math.max(0, ...calls.map(({ bytes }) => bytes))
  return { count: calls.length, bytes: totalBytes(calls), largest, calls }
}

function metrics(): Metrics {
  const { currentRoute: page, firstContent, spent } = state
  const { size } = window.__app
  const timers = waiting(100)
  return { page, setData: sent(0), firstContent, scriptMs: spent.scripts, ...measureTree(), package: size, timers }
}

/** Nothing is due soon, no answer is on its way and no picture is being loaded. */
const isAtRest = (): boolean =>
  state.pending === 0 && !busy(60) && [...(top()?.frame.contentDocument?.images ?? [])].every(image => image.complete)

/** What the driver in Node calls. */
window.__runner = {
  boot,
  metrics,
  sent,
  wxCalls: () => state.wxCalls,
  storage: readStorage,
  stack: () => pageStack().map(({ route, query }) => ({ route, query })),
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      quiet = isAtRest() ? quiet + 1 : 0
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    }
  },
  setNow,
  advance,
  answer(name: string, answer: unknown): void {
    state.boot.answers[name] = answer
  },
  back: () => goBack(1),
  tab(index: number): void {
    const route = tabs[index]
    if (route === undefined) throw new Error(`expected a tab below ${tabs.length}, found ${index}`)
    navigate('switchTab', `/${route}`)
    const { text } = window.__app.config.tabBar!.list[index]!
    tell(top()!, 'onTabItemTap', { index: String(index), pagePath: route, text })
  },
  background(): void {
    hide(top()!)
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
    show(top()!)
  },
  scroll: (to: number) => top()!.frame.contentWindow!.scrollTo(0, to),
  async share(method: string): Promise<unknown> {
    const { caller, route, query, title } = top()!
    if (typeof caller[method] !== 'function') return undefined
    const { promise, ...card } = { promise: undefined, ...(tell(top()!, method, { from: 'menu' }) as object) }
    const pairs = new URLSearchParams(query).toString()
    const own = method === 'onShareTimeline' ? { query: pairs } : { path: `/${route}${pairs && '?'}${pairs}` }
    // WeChat waits three seconds for the rest
    const rest = await Promise.race([promise, new Promise(resolve => setTimeout(resolve, promise ? 3000 : 0))])
    return { title, ...own, ...card, ...(rest as object) }
  },
}
