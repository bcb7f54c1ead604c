import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { RunnerError } from './errors'
import type { AppConfig, AppData, PackageSize } from './types'
import { compileWxss } from './wxss'

/** Globals of a browser that a mini-program does not have: shadowed around every module, so that relying on one fails. */
const ABSENT = `window document self top parent frames location history navigator screen localStorage sessionStorage
indexedDB caches fetch XMLHttpRequest WebSocket EventSource MessageChannel BroadcastChannel MutationObserver IntersectionObserver
ResizeObserver Worker SharedWorker Image Event CustomEvent EventTarget Node Element HTMLElement Blob File FormData Headers Request
Response AbortController URL URLSearchParams TextEncoder TextDecoder crypto performance Intl structuredClone queueMicrotask
requestAnimationFrame cancelAnimationFrame requestIdleCallback getComputedStyle matchMedia alert confirm prompt open close
postMessage addEventListener removeEventListener dispatchEvent atob btoa WebAssembly`.split(/\s+/)

const GIVEN = `require module exports wx App Page Component Behavior getApp getCurrentPages requirePlugin console Date
setTimeout clearTimeout setInterval clearInterval global globalThis`.split(/\s+/)

/** Files that WeChat's tools do not put into the package. */
const NOT_PACKED = /\.(map|LICENSE\.txt|md|d\.ts)$|^project\.(private\.)?config\.json$/

/** A compiled mini-program: what the browser needs, as script text and data. */
export interface CompiledApp {
  dir: string
  code: string
  templates: string
  data: AppData
}

/** Lists the packed files of a folder, relative, with forward slashes. */
function listFiles(dir: string, under = ''): string[] {
  return readdirSync(path.join(dir, under), { withFileTypes: true }).flatMap(entry => {
    const name = path.posix.join(under, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(dir, name)
    return NOT_PACKED.test(name) ? [] : [name]
  })
}

/**
 * Compiles a mini-program folder (the one with `app.json`) for the runner.
 * @throws RunnerError `bad-app` when `app.json` is missing or not JSON, or a template has errors
 */
export function compileApp(dir: string, device: { width: number; pixelRatio: number }): CompiledApp {
  if (!existsSync(path.join(dir, 'app.json')))
    throw new RunnerError('bad-app', `${dir}: expected a compiled mini-program with app.json, found none`)
  const files = listFiles(dir)
  const read = (file: string) => readFileSync(path.join(dir, file), 'utf8')
  const problems: string[] = []
  const json: Record<string, unknown> = {}
  for (const file of files.filter(name => name.endsWith('.json'))) {
    try {
      json[file.slice(0, -5)] = JSON.parse(read(file))
    } catch (error) {
      throw new RunnerError('bad-app', `${file}: not JSON: ${(error as Error).message}`)
    }
  }
  const css: Record<string, string> = {}
  for (const file of files.filter(name => name.endsWith('.wxss'))) {
    const name = file.slice(0, -5)
    css[name] = compileWxss(file, scopeOf(name, json[name]), {
      dir,
      ...device,
      base: '/app/',
      onMissing: (missing, from) => problems.push(`${from}: @import "${missing}" does not exist`),
    })
  }
  const config = json.app as AppConfig
  return {
    dir,
    templates: `window.__templates=${compileTemplates(files, read, problems)}`,
    code: files
      .filter(name => name.endsWith('.js'))
      .map(file => wrapModule(file, read(file)))
      .join('\n'),
    data: { config, json, css, problems, size: measurePackage(dir, files, config), theme: readTheme(dir, config) },
  }
}

/** The prefix of a component's classes; '' where styles are shared with the page. */
function scopeOf(name: string, json: unknown): string {
  const config = (json ?? {}) as { component?: boolean; styleIsolation?: string }
  if (config.component !== true || config.styleIsolation === 'shared' || config.styleIsolation === 'page-shared')
    return ''
  return name.replace(/[^\w]/g, '-')
}

/** The function around a module, as WeChat wraps one: not strict, `this` undefined to strict code only. */
function wrapModule(file: string, source: string): string {
  const name = JSON.stringify(file.slice(0, -3))
  return `__define(${name},function(${[...GIVEN, ...ABSENT].join(',')}){(function(){${source}\n}).call(exports)});`
}

function compileTemplates(files: string[], read: (file: string) => string, problems: string[]): string {
  const group = new TmplGroup()
  try {
    for (const file of files.filter(name => name.endsWith('.wxs'))) group.addScript(file.slice(0, -4), read(file))
    for (const file of files.filter(name => name.endsWith('.wxml'))) {
      const warnings = group.addTmpl(file.slice(0, -5), read(file)) as {
        message: string
        startLine: number
        level: string
      }[]
      for (const warning of warnings)
        problems.push(`${file}:${warning.startLine + 1}: ${warning.level}: ${warning.message}`)
    }
    for (const file of files.filter(name => name.endsWith('.wxml'))) {
      const needed = [
        ...(group.getDirectDependencies(file.slice(0, -5)) as string[]).map(name => `${name}.wxml`),
        ...(group.getScriptDependencies(file.slice(0, -5)) as string[]).map(name => `${name}.wxs`),
      ]
      for (const missing of needed.filter(name => !files.includes(name)))
        problems.push(`${file}: needs ${missing}, which does not exist`)
    }
    group.setExtraRuntimeScript('Q.C=window.__listen;')
    return group.getTmplGenObjectGroups()
  } finally {
    group.free()
  }
}

function measurePackage(dir: string, files: string[], config: AppConfig): PackageSize {
  const bytes = (names: string[]) => names.reduce((sum, name) => sum + statSync(path.join(dir, name)).size, 0)
  const roots = (config.subPackages ?? config.subpackages ?? []).map(sub => sub.root.replace(/^\/|\/$/g, ''))
  const inside = (root: string) => files.filter(name => name.startsWith(`${root}/`))
  const main = files.filter(name => !roots.some(root => name.startsWith(`${root}/`)))
  return {
    bytes: bytes(files),
    mainBytes: bytes(main),
    jsBytes: bytes(files.filter(name => name.endsWith('.js'))),
    mainJsBytes: bytes(main.filter(name => name.endsWith('.js'))),
    subpackages: Object.fromEntries(roots.map(root => [root, bytes(inside(root))])),
    files: Object.fromEntries(files.map(name => [name, bytes([name])])),
  }
}

function readTheme(dir: string, config: AppConfig): AppData['theme'] {
  if (config.themeLocation === undefined) return { light: {}, dark: {} }
  return JSON.parse(readFileSync(path.join(dir, config.themeLocation), 'utf8')) as AppData['theme']
}
