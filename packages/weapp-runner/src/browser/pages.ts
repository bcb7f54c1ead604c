import { component as adapter } from 'glass-easel-miniprogram-adapter'
import { PageBackend } from './backend'
import { dependencies, env, register, space } from './loader'
import { drawBars, screen, tabs } from './phone'
import { byteLength, guard, report, soon, state, totalBytes } from './state'
import WECHAT_CSS from './wechat.css'

type Caller = Record<string, unknown> & { setData: (data: Record<string, unknown>, done?: () => void) => void }
type Root = ReturnType<ReturnType<typeof env.associateBackend>['createRoot']>

/** One page of the stack, in an iframe of its own. */
interface Entry {
  route: string
  query: Record<string, string>
  frame: HTMLIFrameElement
  backend: PageBackend
  root: Root
  caller: Caller
  config: Record<string, unknown>
  title: string
  shown: boolean
}

const data = window.__app
const MOST_PAGES = 10
const MOST_SET_DATA = 1024 * 1024

/** Pages on screen, oldest first; tab pages stay alive beside it. */
let stack: Entry[] = []
const aliveTabs = new Map<string, Entry>()
const routes = [
  ...data.config.pages,
  ...(data.config.subPackages ?? data.config.subpackages ?? []).flatMap(sub =>
    sub.pages.map(page => `${sub.root.replace(/^\/|\/$/g, '')}/${page}`),
  ),
]

export const top = (): Entry | undefined => stack.at(-1)
export const pageStack = (): Entry[] => stack
export const isRoute = (route: string): boolean => routes.includes(route)
const everyPage = () => new Set([...stack, ...aliveTabs.values()])

/** Splits `/pages/a/index?b=c` into route and query; a relative url starts at the page on top. */
export function parseUrl(url: string): { route: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?', 2)
  const route = new URL(path, `http://app/${top()?.route ?? ''}`).pathname.slice(1)
  return { route, query: Object.fromEntries(new URLSearchParams(search.replaceAll('+', '%2B'))) }
}

/** Calls a life cycle method of a page, and of the components in it. */
function tell(entry: Entry, method: string, ...args: unknown[]): unknown {
  const lifetime = { onShow: 'show', onHide: 'hide', onResize: 'resize' }[method]
  if (lifetime) entry.root.getComponent().triggerPageLifetime(lifetime, args as never)
  const listener = entry.caller[method]
  if (typeof listener !== 'function') return undefined
  state.within = method
  const result = guard(() => listener.apply(entry.caller, args))
  state.within = undefined
  return result
}

function createPage(route: string, query: Record<string, string>, started = performance.now()): Entry {
  state.started = started
  state.startedCalls = state.setData.length
  state.firstContent = null
  state.currentRoute = route
  register(route)
  const creating = performance.now()
  const frame = document.createElement('iframe')
  screen.append(frame)
  const page = frame.contentDocument!
  page.write('<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body></body></html>')
  page.close()
  page.documentElement.dataset.route = route
  page.addEventListener('securitypolicyviolation', event =>
    report('network', `blocked by policy: ${event.blockedURI}`, route),
  )
  for (const name of ['', 'app', ...dependencies(route), route]) {
    const style = page.createElement('style')
    style.textContent = name === '' ? WECHAT_CSS : (data.css[name] ?? '')
    style.dataset.file = name
    if (style.textContent !== '') page.head.append(style)
  }
  state.documentMs = performance.now() - creating
  state.setDataMs = 0
  const backend = new PageBackend(frame)
  const root = env.associateBackend(backend as never).createRoot('body', space, route)
  const caller = root.get() as unknown as Caller
  const config = { ...data.config.window, ...(data.json[route] as Record<string, unknown>) }
  const title = String(config.navigationBarTitleText ?? '')
  const entry: Entry = { route, query, frame, backend, root, caller, config, title, shown: true }
  Object.assign(caller, { route, __route__: route, options: query })
  let reached = false
  page.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = page.scrollingElement!
    tell(entry, 'onPageScroll', { scrollTop })
    const atEnd = scrollTop + clientHeight >= scrollHeight - Number(config.onReachBottomDistance ?? 50)
    if (atEnd && !reached) tell(entry, 'onReachBottom')
    reached = atEnd
  })
  return entry
}

function enter(entry: Entry): void {
  const placeholder = entry.frame.contentDocument!.createElement('i')
  entry.frame.contentDocument!.body.append(placeholder)
  guard(() => entry.root.attach(entry.frame.contentDocument!.body as never, placeholder as never))
  noteFirstContent(entry)
  tell(entry, 'onLoad', entry.query)
  show(entry)
  soon(() => tell(entry, 'onReady'))
}

function show(entry: Entry): void {
  entry.shown = true
  redraw()
  tell(entry, 'onShow')
}

function hide(entry: Entry | undefined): void {
  if (!entry?.shown) return
  entry.shown = false
  tell(entry, 'onHide')
}

function unload(entries: Entry[]): void {
  for (const entry of entries.reverse()) {
    tell(entry, 'onUnload')
    entry.root.release()
    entry.frame.remove()
    aliveTabs.delete(entry.route)
  }
}

/** Puts the page on top on screen, and the bars around it. */
export function redraw(): void {
  const entry = top()
  if (!entry) return
  state.currentRoute = entry.route
  for (const other of everyPage()) {
    other.frame.style.visibility = other === entry ? 'visible' : 'hidden'
    if (other === entry) other.frame.id = 'top'
    else other.frame.removeAttribute('id')
  }
  drawBars(entry.route, entry.config, entry.title, stack.length > 1)
}

/** What navigation refuses; the message follows WeChat's `errMsg` after `fail`. */
const refuse = (message: string): never => {
  throw Object.assign(new Error(message), { name: 'NavigationError' })
}

function open(kind: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab', url: string): Entry {
  const { route, query } = parseUrl(url)
  if (state.boot.scene === 1154) refuse('can not navigate in single page mode')
  if (!isRoute(route)) refuse(`page "${route}" is not found`)
  const tab = tabs.includes(route)
  if (kind === 'switchTab' && !tab) refuse('can not switch to no-tabBar page')
  if ((kind === 'navigateTo' || kind === 'redirectTo') && tab) refuse(`can not ${kind} a tabbar page`)
  if (kind === 'navigateTo' && stack.length >= MOST_PAGES) refuse('webview count limit exceed')
  const left = top()
  if (kind === 'switchTab') {
    const alive = aliveTabs.get(route)
    if (alive === left && left !== undefined) return left
    hide(left)
    unload(stack.filter(entry => !aliveTabs.has(entry.route)))
    return push(alive ?? createPage(route, {}), [], alive !== undefined)
  }
  if (kind === 'navigateTo') {
    hide(left)
    return push(createPage(route, query), stack)
  }
  const leaving = kind === 'reLaunch' ? [...everyPage()] : stack.slice(-1)
  const staying = kind === 'reLaunch' ? [] : stack.slice(0, -1)
  unload(leaving)
  return push(createPage(route, query), staying)
}

function push(entry: Entry, below: Entry[], alive = false): Entry {
  stack = [...below, entry]
  if (tabs.includes(entry.route)) aliveTabs.set(entry.route, entry)
  if (alive) show(entry)
  else enter(entry)
  return entry
}

/** Navigation as `wx` offers it. All throw where WeChat fails. */
export const navigation = {
  open,
  /** The first page of a cold start, which began at `started`. */
  start(route: string, query: Record<string, string>, started: number): void {
    push(createPage(route, query, started), [])
  },
  back(delta: number): void {
    if (stack.length <= 1) refuse('cannot navigate back at first page.')
    const leaving = stack.slice(-Math.min(delta, stack.length - 1))
    stack = stack.slice(0, stack.length - leaving.length)
    unload(leaving)
    show(top()!)
  },
  hideTop: () => hide(top()),
  showTop: () => show(top()!),
  tell: (method: string, ...args: unknown[]) => (top() ? tell(top()!, method, ...args) : undefined),
}

Object.assign(state.hooks, {
  share: (from: string, target?: unknown) => navigation.tell('onShareAppMessage', { from, target }),
  openUrl: (type: string, url: string, delta: number) =>
    guard(() => {
      if (type === 'navigateBack') navigation.back(delta)
      else open(({ navigate: 'navigateTo', redirect: 'redirectTo' }[type] ?? type) as 'navigateTo', url)
    }),
})

/** The page that a component is part of. */
function pageOf(component: { _$: { getBackendContext(): unknown } }): Entry | undefined {
  const backend = component._$.getBackendContext()
  return [...everyPage()].find(entry => entry.backend === backend)
}

function noteFirstContent(entry: Entry): void {
  if (state.firstContent !== null || entry !== top()) return
  const body = entry.frame.contentDocument!.body
  if (body.textContent?.trim() === '' && body.querySelector('img,canvas') === null) return
  const calls = state.setData.slice(state.startedCalls)
  state.firstContent = {
    ms: performance.now() - state.started,
    documentMs: state.documentMs,
    setDataMs: state.setDataMs,
    setDataCalls: calls.length,
    setDataBytes: totalBytes(calls),
  }
}

const setData = adapter.ComponentCaller.prototype.setData
adapter.ComponentCaller.prototype.setData = function (this: never, sent: Record<string, unknown>, done?: () => void) {
  const entry = pageOf(this)
  const bytes = byteLength(sent)
  const { within } = state
  const hidden = state.background || entry === undefined || !entry.shown
  const page = entry?.route ?? ''
  state.setData.push({ page, bytes, keys: Object.keys(sent), hidden, ...(within ? { within } : {}) })
  if (bytes > MOST_SET_DATA) throw new Error(`setData:fail ${bytes} bytes at once, WeChat takes ${MOST_SET_DATA}`)
  // Taro writes `cn.[0]`; glass-easel's parser wants `cn[0]`
  const paths = Object.entries(sent).map(([path, value]) => [path.replace(/\.\[/g, '['), value])
  const start = performance.now()
  setData.call(this, Object.fromEntries(paths), done)
  state.setDataMs += performance.now() - start
  if (entry) noteFirstContent(entry)
} as never

/** Elements of the template as rendered on the page on top. */
export function measureTree(): { nodes: number; depth: number; maxChildren: number } {
  const root = top()?.frame.contentDocument?.querySelector('wx-body')
  const elements = [...(root?.querySelectorAll('*') ?? [])].filter(element => '__wxElement' in element)
  const depthOf = (element: Element): number => (element === root ? 0 : 1 + depthOf(element.parentElement!))
  return {
    nodes: elements.length,
    depth: Math.max(0, ...elements.map(depthOf)),
    maxChildren: Math.max(0, ...[root, ...elements].map(element => element?.children.length ?? 0)),
  }
}
