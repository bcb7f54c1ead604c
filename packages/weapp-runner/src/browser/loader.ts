import { AppClock, appTimers } from './clock'
import { engine } from './engine'
import { resolvePath } from './module-path'
import { guard, refuse, report, state, timed } from './state'

const factories = new Map<string, Parameters<Window['__define']>[1]>()
const modules = new Map<string, { exports: unknown }>()
const data = window.__app

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
Object.assign(appGlobal, engine().globals)

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

/** Runs the module of `app`, a page or a component; the time it takes is the app's script time. */
export function runDefinition(name: string): void {
  if (!factories.has(name)) report('missing-file', `${name}.js does not exist`)
  // `Page` and `Component` in it define what stands under this name
  engine().define(name, appGlobal, () => timed('scripts', () => guard(() => runModule(name))))
}

/** Registers a page or component with all components that it uses, innermost first. */
export function register(name: string): void {
  if (engine().knows(name)) return
  const config = data.json[name]
  const using: Record<string, string> = { ...data.config.usingComponents, ...config?.usingComponents }
  engine().announce(name, config, using)
  for (const used of Object.values(using)) register(resolvePath(used, name))
  if (!engine().addTemplate(name)) report('missing-file', `${name}.wxml does not exist`)
  runDefinition(name)
}
