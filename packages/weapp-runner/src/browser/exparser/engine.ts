import './page-document'
import ComponentManager from 'j-component/src/componentmanager'
import jComponent from 'j-component/src/index'
import exparser, { type Definition, type Node } from 'miniprogram-exparser'
import { listenToTouches } from '../elements'
import { type Caller, chooseEngine, type Engine, type PageRoot, type Send } from '../engine'
import { resolvePath } from '../module-path'
import { report, soon, timed } from '../state'
import type { WxElement } from '../wx-element'
import { readAttribute } from './built-ins'
import { pageAtWork, within } from './page-document'
import './selector-query'
import { templateOf } from './templates'
import './update'

/** What an app hands to `Page` or `Component`. */
type Given = Record<string, unknown> & { options?: Record<string, unknown>; behaviors?: string[] }

interface Registered {
  config: Record<string, unknown>
  /** Components by tag. */
  using: Record<string, string>
  template?: (data: Record<string, unknown>) => unknown
  definition?: Definition
  /** What a page's definition holds beside data and methods. */
  fields: Record<string, unknown>
}

const data = window.__app
const registered = new Map<string, Registered>()
let send: Send
let defining = ''

exparser.addGlobalErrorListener(error => report('exception', error))
exparser.addGlobalWarningListener(message => report('template', message))

const nodeOf = (element: WxElement) => element.__wxElement as Node | undefined

/** Part of every page and component: what it sends is noted, and it is ready when it has been shown. */
const common = jComponent.behavior({
  created(this: Caller) {
    const page = pageAtWork()
    const setData = this.setData
    this.setData = (values, done) => send(page, values, sent => within(page, () => setData.call(this, sent, done)))
  },
  attached(this: Caller & { _exparserNode: Node }) {
    soon(() => this._exparserNode.triggerLifeTime('ready', []))
  },
})

/** Registers a definition under the name of the module that is running. */
function register(given: Given, kind: 'page' | 'component'): void {
  const name = defining
  const entry = registered.get(name)!
  const isPage = kind === 'page' || data.routes.includes(name)
  const isolation = String(entry.config?.styleIsolation ?? 'isolated')
  const isShared = isPage || isolation === 'shared' || isolation === 'page-shared'
  const classPrefix = isShared ? '' : name.replace(/[^\w]/g, '-')
  const manager = new ComponentManager({
    ...given,
    id: name,
    path: name,
    tagName: isPage ? 'body' : undefined,
    template: entry.template ?? (() => ({ tag: 'shadow', children: [] })),
    usingComponents: entry.using,
    behaviors: [common, ...(given.behaviors ?? [])],
    options: { ...given.options, classPrefix },
  })
  entry.definition = manager.exparserDef
  // j-component fixes both; exparser reads them when the first instance is made
  const addGlobalClass = !isShared && (isolation === 'apply-shared' || given.options?.addGlobalClass === true)
  Object.assign(entry.definition.options, { writeIdToDOM: true, addGlobalClass })
}

/** What `Page` takes: functions are methods, whatever else there is stands on the page itself. */
function definePage({ data: initial = {}, behaviors, options, ...rest }: Given): void {
  const isMethod = ([, value]: [string, unknown]) => typeof value === 'function'
  const methods = Object.fromEntries(Object.entries(rest).filter(isMethod))
  registered.get(defining)!.fields = Object.fromEntries(Object.entries(rest).filter(each => !isMethod(each)))
  register({ data: initial, behaviors, options, methods }, 'page')
}

/** The style sheets of a page: the app's, its own, and those of all components that it may show. */
function addStyles(page: Document, name: string, added = new Set<string>()): void {
  if (added.has(name)) return
  added.add(name)
  const style = Object.assign(page.createElement('style'), { textContent: data.css[name] ?? '' })
  style.dataset.file = name
  timed('document', () => page.head.append(style))
  for (const used of Object.values(registered.get(name)?.using ?? {})) addStyles(page, used, added)
}

const exparserEngine: Engine = {
  globals: {
    Page: definePage,
    Component: (given: Given) => register(given, 'component'),
    Behavior: jComponent.behavior,
  },
  knows: name => registered.has(name),
  announce(name, config, using) {
    const paths = Object.entries(using).map(([tag, path]) => [tag, resolvePath(path, name)])
    registered.set(name, { config, using: Object.fromEntries(paths), fields: {} })
  },
  addTemplate(name) {
    const entry = registered.get(name)!
    entry.template = templateOf(name, entry.using)
    return entry.template !== undefined
  },
  define(name, _global, run) {
    const before = defining
    defining = name
    run()
    // a module that failed, or forgot to define anything, leaves a page without data
    if (registered.has(name) && registered.get(name)!.definition === undefined) register({}, 'component')
    defining = before
  },
  sendThrough(chosen) {
    send = chosen
  },
  createPage(name: string, page: Document): PageRoot {
    listenToTouches(page)
    addStyles(page, 'app')
    addStyles(page, name)
    const { definition, fields } = registered.get(name)!
    const root = within(page, () => exparser.createElement('body', definition!))
    const caller = exparser.Element.getMethodCaller(root) as Caller
    Object.assign(caller, fields)
    return {
      caller,
      attach: (parent, place) =>
        within(page, () => {
          parent.replaceChild(root.$$!, place)
          exparser.Element.pretendAttached(root)
        }),
      release: () => exparser.Element.pretendDetached(root),
      triggerPageLifetime: (lifetime, args) => root.triggerPageLifeTime(lifetime, args),
    }
  },
  dispatch(target, { type, detail, bubbles, extraFields }) {
    let isPrevented = false
    const preventDefault = () => {
      isPrevented = true
    }
    const options = {
      bubbles,
      composed: bubbles,
      capturePhase: bubbles,
      extraFields,
      originalEvent: { preventDefault },
    }
    const event = exparser.Event.create(type, detail, options)
    within(target.ownerDocument, () => exparser.Event.dispatchEvent(nodeOf(target)!, event))
    return isPrevented
  },
  read: (element, name) => readAttribute(nodeOf(element), name),
  datasetOf: element => nodeOf(element)?.dataset ?? {},
}
chooseEngine(exparserEngine)
