import { engine } from './engine'
import { register } from './loader'
import { resolvePath } from './module-path'
import { drawBars, screen, tabs } from './phone'
import { expectContent, guard, sent, soon, state, timed, utf8Length } from './state'
import { failure } from './wx-answer'

/** One page of the stack, in an iframe of its own. */
type Entry = ReturnType<typeof createPage>

/** What `wx` has to go to a page. */
export const NAVIGATIONS = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const
type Navigation = (typeof NAVIGATIONS)[number]

const data = window.__app
const MOST_PAGES = 10
const MOST_SET_DATA = 1024 * 1024

/** Pages on screen, oldest first. */
let stack: Entry[] = []
/** These and the tab pages that stay alive beside them. */
let alive: Entry[] = []

export const top = (): Entry | undefined => stack.at(-1)
export const pageStack = (): Entry[] => stack

/** Splits `/pages/a/index?b=c` into route and query; a relative url starts at the page on top. */
export function parseUrl(url: unknown) {
  const [path = '', search = ''] = String(url).split('?', 2)
  return [
    resolvePath(path, top()?.route ?? ''),
    Object.fromEntries(new URLSearchParams(search.replaceAll('+', '%2B'))),
  ] as const
}

/** Calls a life cycle method of a page, and of the components in it. */
export function tell(entry: Entry, method: string, ...args: unknown[]): unknown {
  const lifetime = { onShow: 'show', onHide: 'hide' }[method]
  if (lifetime) {
    entry.shown = lifetime === 'show'
    if (entry.shown) redraw()
    entry.root.triggerPageLifetime(lifetime, args)
  }
  state.within = method
  const run = entry.caller[method] as ((...args: unknown[]) => unknown) | undefined
  const result = guard(() => run?.call(entry.caller, ...args))
  state.within = undefined
  return result
}

function createPage(route: string, query: Record<string, string>) {
  state.currentRoute = route
  register(route)
  const frame = document.createElement('iframe')
  // a file that a template names is looked up from the page on; the page takes the place of the <i>
  const html = `<!doctype html><html lang="zh-CN"><base href="/${route}"><style>${window.__look}</style><body><i>`
  timed('document', () => {
    screen.append(frame)
    frame.contentDocument!.write(html)
    frame.contentDocument!.close()
  })
  const page = frame.contentDocument!
  const root = engine().createPage(route, page)
  const { caller } = root
  const config = { ...data.config.window, ...(data.json[route] as Record<string, unknown>) }
  const title = String(config.navigationBarTitleText ?? '')
  const entry = { route, query, frame, page, root, caller, config, title, shown: true }
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

function load(entry: Entry): void {
  alive.push(entry)
  const { body } = entry.page
  guard(() => entry.root.attach(body, body.firstElementChild!))
  noteFirstContent(entry)
  tell(entry, 'onLoad', entry.query)
}

function unload(entries: Entry[]): void {
  for (const entry of entries.reverse()) {
    tell(entry, 'onUnload')
    entry.root.release()
    entry.frame.remove()
  }
  alive = alive.filter(entry => !entries.includes(entry))
}

/** Puts the page on top on screen, and the bars around it. */
export function redraw(): void {
  const entry = top()
  if (!entry) return
  state.currentRoute = entry.route
  for (const page of alive) page.frame.id = page === entry ? 'top' : ''
  drawBars(entry.route, entry.config, entry.title, stack.length > 1)
}

/** Goes to a page as `wx` does it. @throws Failure where WeChat refuses */
export function navigate(kind: Navigation, route: string, query: Record<string, string>): void {
  const isTab = tabs.includes(route)
  const left = top()
  if (left && state.boot.scene === 1154) throw failure('can not navigate in single page mode')
  if (!data.routes.includes(route)) throw failure(`page "${route}" is not found`)
  if (kind === 'switchTab' && !isTab) throw failure('can not switch to no-tabBar page')
  if (/To$/.test(kind) && isTab) throw failure(`can not ${kind} a tabbar page`)
  if (kind === 'navigateTo' && stack.length >= MOST_PAGES) throw failure('webview count limit exceed')
  const kept = kind === 'switchTab' ? alive.find(entry => entry.route === route) : undefined
  if (left && kept === left) return
  const leaving = {
    navigateTo: [] as Entry[],
    redirectTo: stack.slice(-1),
    switchTab: stack.filter(entry => !tabs.includes(entry.route)),
    reLaunch: [...alive],
  }[kind]
  const staying = /To$/.test(kind) ? stack.filter(entry => !leaving.includes(entry)) : []
  if (left?.shown && !leaving.includes(left)) tell(left, 'onHide')
  unload(leaving)
  if (left && !kept) expectContent()
  const entry = kept ?? createPage(route, kind === 'switchTab' ? {} : query)
  stack = [...staying, entry]
  if (!kept) load(entry)
  tell(entry, 'onShow')
  if (!kept) soon(() => tell(entry, 'onReady'))
}

/** Goes back by so many pages, to the first one at most. @throws Failure on the first page */
export function goBack(delta: number): void {
  if (stack.length <= 1) throw failure('cannot navigate back at first page.')
  const leaving = stack.slice(-Math.min(delta, stack.length - 1))
  stack = stack.slice(0, -leaving.length)
  unload(leaving)
  tell(top()!, 'onShow')
}

function noteFirstContent(entry: Entry): void {
  if (state.firstContent !== null || entry !== top()) return
  const { body } = entry.page
  if (body.textContent?.trim() === '' && body.querySelector('img') === null) return
  const { count: setDataCalls, bytes: setDataBytes } = sent(state.asked.calls)
  const { document: documentMs, setData: setDataMs } = state.spent
  const ms = performance.now() - state.asked.at
  state.firstContent = { ms, documentMs, setDataMs, setDataCalls, setDataBytes }
}

// what a page or component sends is noted, and arrives as late as the test says
engine().sendThrough((page, values, apply) => {
  const entry = alive.find(one => one.page === page)
  const bytes = utf8Length(JSON.stringify(values))
  const hidden = state.background || !entry?.shown
  state.setData.push({ page: entry?.route ?? '', bytes, keys: Object.keys(values), hidden, within: state.within })
  if (bytes > MOST_SET_DATA) throw new Error(`setData:fail ${bytes} bytes at once, WeChat takes ${MOST_SET_DATA}`)
  const arrive = (sent: typeof values) => {
    timed('setData', () => apply(sent))
    if (entry) noteFirstContent(entry)
  }
  const { setDataDelay } = state.boot
  if (setDataDelay === 0) {
    arrive(values)
    return
  }
  // what is on its way stays as it was sent, and comes to nothing where the page is gone by then
  const onItsWay = structuredClone(values)
  soon(() => (!entry || alive.includes(entry)) && guard(() => arrive(onItsWay)), setDataDelay)
})

/** Elements of the template as rendered on the page on top. */
export function measureTree(): { nodes: number; depth: number; maxChildren: number } {
  const root = top()?.page.querySelector('wx-body')
  const elements = [...(root?.querySelectorAll('*') ?? [])].filter(element => '__wxElement' in element)
  const depthOf = (element: Element): number => (element === root ? 0 : 1 + depthOf(element.parentElement!))
  return {
    nodes: elements.length,
    depth: Math.max(0, ...elements.map(depthOf)),
    maxChildren: Math.max(0, ...[root, ...elements].map(element => element?.children.length ?? 0)),
  }
}
