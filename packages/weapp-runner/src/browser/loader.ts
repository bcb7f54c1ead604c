import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { AppClock, appTimers } from './clock'
import { guard, refuse, report, state, timed } from './state'

/** What a definition or the JSON beside it says of styles. */
type Isolation = { styleIsolation?: string }

const factories = new Map<string, Parameters<Window['__define']>[1]>()
const modules = new Map<string, { exports: unknown }>()
const data = window.__app

/** glass-easel's home for the app's pages and components. */
export const env = new MiniProgramEnv()
export const space = env.createCodeSpace('app', true)
space.addStyleSheet('app', 'app')

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

window.__define = (name, factory) => void factories.set(name, factory)

/** `global` and `globalThis` of the app. Were it the window, copying it, as Taro does, would create all of the DOM. */
export const appGlobal: Record<string, unknown> = {
  ...Object.fromEntries(data.language.map(name => [name, window[name as never]])),
  ...appTimers,
  Date: AppClock,
  console,
  App: (app: typeof state.app) => void Object.assign(state, { app }),
  getApp: () => state.app,
  requirePlugin: (name: string) => refuse(`requirePlugin("${name}")`),
}
appGlobal.globalThis = appGlobal.global = appGlobal
space.componentEnv('', constructors => Object.assign(appGlobal, constructors))

function runModule(name: string): unknown {
  const known = modules.get(name)
  if (known) return known.exports
  const module = { exports: {} as unknown }
  modules.set(name, module)
  const require = (path: string) => {
    const target = resolvePath(path, name)
    const found = [target, `${target}/index`].find(candidate => factories.has(candidate))
    if (found === undefined) throw new Error(`module '${target}.js' is not defined, require args is '${path}'`)
    return runModule(found)
  }
  factories.get(name)?.({ ...appGlobal, require, module, exports: module.exports })
  return module.exports
}

/** A module, page or component by its path: relative to a file, or from the root of the app; without its ending. */
export const resolvePath = (path: string, from: string): string =>
  decodeURI(new URL(path, `http://app/${from}`).pathname.slice(1)).replace(/\.(js|wxml)$/, '')

/** Runs the module of `app`, a page or a component; the time it takes is the app's script time. */
export function runDefinition(name: string): void {
  if (!factories.has(name)) report('missing-file', `${name}.js does not exist`)
  // `Page` and `Component` in it define what stands under this name
  space.globalComponentEnv(appGlobal, name, () => timed('scripts', () => guard(() => runModule(name))))
}

/** Registers a page or component with all components that it uses, innermost first. */
export function register(name: string): void {
  if (space.getComponentStaticConfig(name)) return
  const config = data.json[name]
  const usingComponents: Record<string, string> = { ...data.config.usingComponents, ...config?.usingComponents }
  space.addComponentStaticConfig(name, { ...config, usingComponents })
  for (const used of Object.values(usingComponents)) register(resolvePath(used, name))
  space.addStyleSheet(name, name in data.css ? name : undefined, name.replace(/[^\w]/g, '-'))
  const content = window.__templates[name]
  const template = { groupList: window.__templates, content, fallbackListenerOnNativeNode: true }
  if (content) space.addCompiledTemplate(name, template as never)
  else report('missing-file', `${name}.wxml does not exist`)
  runDefinition(name)
}
