import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { AppClock, appTimers } from './clock'
import { report, state } from './state'

type Definition = Record<string, never> & { options?: { styleIsolation?: string }; behaviors?: unknown[] }
type Factory = (scope: Record<string, unknown>) => void

const factories = new Map<string, Factory>()
const modules = new Map<string, { exports: unknown }>()
const registered = new Set<string>()
const data = window.__app

/** glass-easel's home for the app's pages and components. */
export const env = new MiniProgramEnv()
export const space = env.createCodeSpace('app', true)

// ids go to the DOM as written: pages live in a document each
const inner = space as unknown as {
  prepareComponentOptions(is: string, options: unknown): [options: object, isolation: unknown]
}
const prepare = inner.prepareComponentOptions.bind(space)
inner.prepareComponentOptions = (is, options) => {
  const [prepared, isolation] = prepare(is, options)
  return [{ ...prepared, idPrefixGenerator: null, writeIdToDOM: true }, isolation]
}
glassEasel.addGlobalErrorListener(error => {
  report('exception', error)
  return false
})
glassEasel.addGlobalWarningListener(message => {
  report('template', message)
  return false
})

window.__define = (name, factory) => void factories.set(name, factory)

/** What a module of the app finds under the name `console`: errors are errors of the app. */
const appConsole = new Proxy(console, {
  get: (target, name) =>
    name === 'error' ? (...parts: unknown[]) => report('console', parts.map(String).join(' ')) : target[name as 'log'],
})

/** The path of the page or component whose module runs, for `Page` and `Component` in it. */
let defining = ''

/** `global` and `globalThis` of the app. Were it the window, whoever copies it (Taro does) would create all of the DOM. */
const appGlobal: Record<string, unknown> = {
  ...Object.fromEntries(data.language.map(name => [name, window[name as never]])),
  ...{ ...appTimers, Date: AppClock, console: appConsole },
}
appGlobal.globalThis = appGlobal.global = appGlobal

/** Tells the loader what else modules find; called once, before the first of them runs. */
export const provide = (what: { wx: unknown; App: unknown; getApp: unknown; getCurrentPages: unknown }): void =>
  void Object.assign(appGlobal, what, { Page, Component, Behavior, requirePlugin })

function runModule(name: string): unknown {
  const known = modules.get(name)
  if (known) return known.exports
  const module = { exports: {} as unknown }
  modules.set(name, module)
  const require = (path: string) => requireModule(path, name)
  factories.get(name)?.({ ...appGlobal, require, module, exports: module.exports })
  return module.exports
}

function requireModule(path: string, from: string): unknown {
  const name = resolvePath(path, from)
  const found = [name, `${name}/index`].find(candidate => factories.has(candidate))
  if (found === undefined) throw new Error(`module '${name}.js' is not defined, require args is '${path}'`)
  return runModule(found)
}

/** A module, page or component by its path: relative to a file, or from the root of the app; without its ending. */
const resolvePath = (path: string, from: string): string =>
  decodeURI(new URL(path, `http://app/${from}`).pathname)
    .slice(1)
    .replace(/\.(js|wxml)$/, '')

const requirePlugin = (name: string): never => {
  report('unsupported', `requirePlugin("${name}"): plugins are not implemented by weapp-runner`)
  throw new Error(`requirePlugin("${name}") is not implemented`)
}

/** Runs the module of `app`, a page or a component; the time it takes is the app's script time. */
export function runDefinition(name: string): void {
  defining = name
  const start = performance.now()
  try {
    if (factories.has(name)) runModule(name)
    else report('missing-file', `${name}.js does not exist`)
  } catch (error) {
    report('exception', error)
  }
  state.scriptMs += performance.now() - start
}

/** The components that a page or component uses, by the names of their tags. */
const usedBy = (name: string): Record<string, string> => ({
  ...data.config.usingComponents,
  ...(data.json[name] as { usingComponents?: Record<string, string> } | undefined)?.usingComponents,
})

/** Registers a page or component with all components that it uses, innermost first. */
export function register(name: string): void {
  if (registered.has(name)) return
  registered.add(name)
  const usingComponents = usedBy(name)
  for (const used of Object.values(usingComponents)) register(resolvePath(used, name))
  const content = window.__templates[name]
  if (content === undefined) report('missing-file', `${name}.wxml does not exist`)
  space.addComponentStaticConfig(name, { ...(data.json[name] as object), usingComponents } as never)
  space.addStyleSheet(name, undefined, name.replace(/[^\w]/g, '-'))
  const template = { groupList: window.__templates, content, fallbackListenerOnNativeNode: true }
  if (content) space.addCompiledTemplate(name, template as never)
  runDefinition(name)
}

/** All components below a page, for their style sheets. */
export function dependencies(name: string, seen = new Set<string>()): Set<string> {
  for (const used of Object.values(usedBy(name))) {
    const component = resolvePath(used, name)
    if (!seen.has(component)) dependencies(component, seen.add(component))
  }
  return seen
}

function Page(definition: Definition): void {
  space.component(defining).pageDefinition(cleaned(definition)).register()
}

function Component(definition: Definition): void {
  const isolation = definition.options?.styleIsolation
  const written = (data.json[defining] as { styleIsolation?: string } | undefined)?.styleIsolation
  if (isolation !== undefined && isolation !== written)
    report('unsupported', `${defining}.js: options.styleIsolation counts in ${defining}.json only: write it there too`)
  space.component(defining).definition(cleaned(definition)).register()
}

function Behavior(definition: Definition): unknown {
  return space.behavior().definition(cleaned(definition)).register()
}

/** Built-in behaviors are named by text; glass-easel knows none of them. */
function cleaned(definition: Definition): never {
  const known = (definition.behaviors ?? []).filter(behavior => {
    if (typeof behavior !== 'string') return true
    report('unsupported', `behavior "${behavior}" is not implemented by weapp-runner`)
    return false
  })
  return { ...definition, ...(definition.behaviors ? { behaviors: known } : {}) } as never
}
