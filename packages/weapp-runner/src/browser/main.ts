import type { BootOptions, Entry, SharedCard } from '../types'
import { advance, busy, setNow, waiting } from './clock'
import { appGlobal, runDefinition } from './loader'
import { goBack, measureTree, navigate, pageStack, parseUrl, redraw, tell, top } from './pages'
import { tabs } from './phone'
import { events, expectContent, guard, report, sent, state, tellApp, theme } from './state'
import { createWx } from './wx'
import { temporaryFiles } from './wx-canvas'
import { entries, readStorage } from './wx-storage'

window.addEventListener('error', event => report('exception', event.error ?? event.message))
window.addEventListener('unhandledrejection', ({ reason, promise }) => {
  report('rejection', reason?.errMsg ?? reason)
  tellApp('onUnhandledRejection', { reason, promise }, 'UnhandledRejection')
})

/** Nothing is due soon, no answer is on its way and no picture is being loaded. */
const isAtRest = (): boolean =>
  state.pending === 0 && !busy(60) && [...(top()?.page.images ?? [])].every(image => image.complete)

export type Runner = typeof runner
/** What the driver in Node calls. */
const runner = {
  /** A cold start. */
  boot(options: BootOptions): void {
    const { url, scene, referrerInfo } = options
    const [path, inUrl] = parseUrl(url)
    const query = { ...inUrl, ...options.query }
    const launched = { path, query, scene, referrerInfo, apiCategory: scene === 1154 ? 'browseOnly' : 'default' }
    Object.assign(state, { boot: options, launched, entered: launched })
    state.wx = createWx() as typeof state.wx
    Object.assign(appGlobal, { wx: state.wx, getCurrentPages: () => pageStack().map(entry => entry.caller) })
    setNow(options.now)
    for (const [key, value] of Object.entries(options.storage)) entries.set(key, JSON.stringify(value))
    for (const problem of window.__app.problems) report('template', problem)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      redraw()
      if (window.__app.config.darkmode === true) tellApp('onThemeChange', { theme: theme() })
    })
    events.on('ShareButton', target => tell(top()!, 'onShareAppMessage', { from: 'button', target }))
    expectContent()
    runDefinition('app')
    guard(() => state.app?.onLaunch?.(launched))
    tellApp('onShow', launched, 'AppShow')
    if (window.__app.routes.includes(path)) navigate('reLaunch', path, query)
    else {
      report('missing-file', `page "${path}" is not in app.json`)
      tellApp('onPageNotFound', { path, query, isEntryPage: true })
    }
  },
  metrics: () => ({
    page: state.currentRoute,
    setData: sent(0),
    /** `null`: none yet. */
    firstContent: state.firstContent,
    /** Time spent running the app's modules since the cold start. */
    scriptMs: state.spent.scripts,
    // elements of the page's template as rendered, their depth, and the most children that one has
    ...measureTree(),
    package: window.__app.size,
    /** Timers of the app that have not fired: intervals, and timeouts of 100 ms and more. */
    timers: waiting(100),
  }),
  sent,
  wxCalls: (name?: string) => state.wxCalls.filter(call => name === undefined || call.name === name),
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
  answer: (name: string, answer: unknown) => void Object.assign(state.boot.answers, { [name]: answer }),
  back: () => goBack(1),
  tab(index: number): void {
    const route = tabs[index]
    if (route === undefined) throw new Error(`expected a tab below ${tabs.length}, found ${index}`)
    navigate('switchTab', route, {})
    const { text } = window.__app.config.tabBar!.list[index]!
    tell(top()!, 'onTabItemTap', { index: String(index), pagePath: route, text })
  },
  background(): void {
    tell(top()!, 'onHide')
    state.background = true
    tellApp('onHide', { reason: 0 }, 'AppHide')
  },
  foreground({ scene = 1001, query: added = {}, referrerInfo = {} }: Entry, url?: string): void {
    state.background = false
    const { route, query } = top()!
    const [path, inUrl] = url === undefined ? [route, query] : parseUrl(`/${url.replace(/^\//, '')}`)
    state.entered = { ...state.launched, scene, path, query: { ...inUrl, ...added }, referrerInfo }
    tellApp('onShow', state.entered, 'AppShow')
    if (url === undefined) tell(top()!, 'onShow')
    else navigate('reLaunch', path, { ...inUrl, ...added })
  },
  setNetwork(networkType: string): void {
    state.boot.device.networkType = networkType
    guard(() => events.emit('NetworkStatusChange', { isConnected: networkType !== 'none', networkType }))
  },
  updateReady: () => guard(() => events.emit('UpdateReady')),
  file: (path: string) => temporaryFiles.get(path),
  scroll: (to: number) => top()!.page.defaultView!.scrollTo(0, to),
  async share(method: string): Promise<SharedCard | undefined> {
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
window.__runner = runner as never
