import * as glassEasel from 'glass-easel'
import { component as adapter, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { type Caller, chooseEngine, type Engine, type Fired, type PageRoot, type Send } from '../engine'
import { report } from '../state'
import type { WxElement } from '../wx-element'
import { PageBackend } from './backend'

/** What a definition or the JSON beside it says of styles. */
type Isolation = { styleIsolation?: string }
type Node = glassEasel.Element & { _$?: glassEasel.Element }

const data = window.__app
const globals: Record<string, unknown> = {}

/** glass-easel's home for the app's pages and components. */
const env = new MiniProgramEnv()
const space = env.createCodeSpace('app', true)
space.addStyleSheet('app', 'app')
space.componentEnv('', constructors => Object.assign(globals, constructors))

// ids go to the DOM as written: pages live in a document each
const inner = space as unknown as { prepareComponentOptions(is: string, options?: Isolation): [object, unknown] }
const prepare = inner.prepareComponentOptions.bind(space)
inner.prepareComponentOptions = (is, options) => {
  if (options?.styleIsolation && options.styleIsolation !== data.json[is]?.styleIsolation)
    report('unsupported', `${is}.js: options.styleIsolation counts in ${is}.json only: write it there too`)
  const [prepared, isolation] = prepare(is, options)
  return [{ ...prepared, idPrefixGenerator: null, writeIdToDOM: true }, isolation]
}
glassEasel.addGlobalErrorListener(error => report('exception', error))
glassEasel.addGlobalWarningListener(message => report('template', message))

type FiredEvent = glassEasel.ShadowedEvent<unknown> & { extraFields?: object }

/** Called by the compiled templates around every listener: hands the app an event as WeChat shapes it. */
window.__listen = (caller: unknown, event: FiredEvent, listener: (event: unknown) => unknown) => {
  const describe = (node: Node) => {
    const dom = node._$ ?? node
    const { offsetLeft = 0, offsetTop = 0 } = (dom.$$ ?? {}) as unknown as Partial<HTMLElement>
    return { id: node.id, dataset: node.dataset ?? {}, offsetLeft, offsetTop }
  }
  return listener.call(caller, {
    type: event.type,
    timeStamp: event.timeStamp,
    target: describe(event.target),
    currentTarget: describe(event.currentTarget),
    mark: event.mark ?? {},
    detail: event.detail ?? {},
    ...event.extraFields,
    mut: event.mutatedMarked(),
    preventDefault: () => event.preventDefault(),
    stopPropagation: () => event.stopPropagation(),
  })
}

let send: Send
const setData = adapter.ComponentCaller.prototype.setData
adapter.ComponentCaller.prototype.setData = function (values: Record<string, unknown>, done?: () => void) {
  const backend = this._$.getBackendContext() as unknown as PageBackend | null
  send(backend?.page, values, sent => {
    // Taro writes `cn.[0]`; glass-easel's parser wants `cn[0]`
    const paths = Object.entries(sent).map(([path, value]) => [path.replace(/\.\[/g, '['), value])
    setData.call(this, Object.fromEntries(paths), done)
  })
}

// the adapter's list of nodes knows everything but `node`
type Result = { context?: Element; node?: unknown } | null
type Done = (results: Result | Result[]) => void
const nodes = Object.getPrototypeOf(adapter.ComponentCaller.prototype.createSelectorQuery().select('*'))
const { fields } = nodes
nodes.fields = function (wanted: Record<string, unknown>, done?: Done) {
  return fields.call(this, { ...wanted, context: wanted.node === true }, (results: Result | Result[]) => {
    for (const result of [results].flat())
      if (wanted.node && result) result.node = result.context?.querySelector('canvas') ?? null
    done?.(results)
  })
}
nodes.node = function (done?: Done) {
  return this.fields({ node: true }, done)
}

const nodeOf = (element: WxElement) => element.__wxElement as Node | undefined

const glassEaselEngine: Engine = {
  globals,
  knows: name => space.getComponentStaticConfig(name) !== undefined,
  announce: (name, config, usingComponents) =>
    void space.addComponentStaticConfig(name, { ...config, usingComponents } as never),
  addTemplate(name) {
    space.addStyleSheet(name, name in data.css ? name : undefined, name.replace(/[^\w]/g, '-'))
    const content = window.__templates[name]
    const template = { groupList: window.__templates, content, fallbackListenerOnNativeNode: true }
    if (content) space.addCompiledTemplate(name, template as never)
    return content !== undefined
  },
  define: (name, global, run) => space.globalComponentEnv(global, name, run),
  sendThrough(chosen) {
    send = chosen
  },
  createPage(name: string, page: Document): PageRoot {
    const root = env.associateBackend(new PageBackend(page) as never).createRoot('body', space, name)
    return {
      caller: root.get() as unknown as Caller,
      attach: (parent, place) => root.attach(parent as never, place as never),
      release: () => root.release(),
      triggerPageLifetime: (lifetime, args) => root.getComponent().triggerPageLifetime(lifetime, args as never),
    }
  },
  dispatch(target, { type, detail, bubbles, extraFields }: Fired) {
    const event = new glassEasel.Event(type, detail, { bubbles, composed: bubbles, capturePhase: bubbles, extraFields })
    event.dispatch(target.__wxElement as never)
    return event.defaultPrevented()
  },
  read: (element, name) => nodeOf(element)?.attributes.find(attribute => attribute.name === name)?.value,
  datasetOf: element => (nodeOf(element)?.dataset ?? {}) as Record<string, unknown>,
}
chooseEngine(glassEaselEngine)
