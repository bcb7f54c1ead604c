import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import glob from 'fast-glob'
import { TmplGroup } from 'glass-easel-template-compiler'
import globals from 'globals'
import { RunnerError } from './errors'
import { convertRpx, type ScreenSize } from './rpx'
import { compileWxss } from './wxss'

/** The parts of `app.json` that the runner reads. */
export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  window?: Record<string, unknown>
  tabBar?: Partial<Record<'color' | 'selectedColor' | 'backgroundColor', string>> & {
    list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
  }
  usingComponents?: Record<string, string>
  darkmode?: boolean
  themeLocation?: string
}

const GIVEN = `require module exports wx App Page Component Behavior getApp getCurrentPages requirePlugin console Date
setTimeout clearTimeout setInterval clearInterval global globalThis`.split(/\s+/)

/** Globals of a browser that a mini-program does not have: shadowed around all modules, so that relying on one fails. */
const ABSENT = ['Intl', ...Object.keys(globals.browser)].filter(name => !GIVEN.includes(name))

/** Names of the language itself: all that an app's global object has of a browser's. */
const LANGUAGE = Object.keys(globals.builtin).filter(name => !ABSENT.includes(name))

/** Files that WeChat's tools do not put into the package. */
const NOT_PACKED = ['**/*.{map,LICENSE.txt,md,d.ts}', 'project.{config,private.config}.json', 'node_modules/**']

/** A compiled mini-program: what the browser needs, as script text and data. */
export type CompiledApp = ReturnType<typeof compileApp>

/**
 * Compiles a mini-program folder (the one with `app.json`) for the runner.
 * @throws RunnerError `bad-app` when `app.json` is missing or not JSON, or a template has errors
 */
export function compileApp(dir: string, device: ScreenSize) {
  if (!existsSync(path.join(dir, 'app.json')))
    throw new RunnerError('bad-app', `${dir}: expected a compiled mini-program with app.json, found none`)
  const packed = glob.sync('**', { cwd: dir, dot: true, stats: true, ignore: NOT_PACKED })
  /** Sizes by name: relative, with forward slashes. */
  const files = Object.fromEntries(packed.map(({ path: name, stats }) => [name, stats!.size] as const).sort())
  const problems: string[] = []
  /** What is made of every file of a kind, by its name without the ending. */
  const every = <T>(ending: string, make: (text: string, name: string) => T): Record<string, T> => {
    const made = (file: string) => {
      const name = file.slice(0, -ending.length)
      try {
        return [name, make(readFileSync(path.join(dir, file), 'utf8'), name)]
      } catch (error) {
        throw new RunnerError('bad-app', `${file}: ${(error as Error).message}`)
      }
    }
    return Object.fromEntries(Object.keys(files).flatMap(file => (file.endsWith(ending) ? [made(file)] : [])))
  }
  const json = every('.json', text => JSON.parse(text))
  const config = json.app as AppConfig
  const sheets = every('.wxss', String)
  const css = every('.wxss', (_, name) =>
    convertRpx(compileWxss(name, scopeOf(name, json[name]), sheets, problems), device),
  )
  const subpackages = config.subPackages ?? config.subpackages ?? []
  /** The folder of a subpackage, with one slash at its end. */
  const folder = (root: string) => `${root.replace(/^\/|\/$/g, '')}/`
  const roots = subpackages.map(({ root }) => folder(root))
  const templates = compileTemplates(every('.wxs', String), every('.wxml', String), problems)
  return {
    ...{ dir, templates: `window.__templates=${templates}` },
    code: `(function(${ABSENT.join(',')}){${Object.values(every('.js', wrapModule)).join('\n')}\n})()`,
    data: {
      ...{ config, json, css, problems, size: measurePackage(files, roots), language: LANGUAGE },
      routes: [...config.pages, ...subpackages.flatMap(({ root, pages }) => pages.map(page => folder(root) + page))],
    },
  }
}

/** The prefix of a component's classes; '' where styles are shared with the page. */
const scopeOf = (name: string, json?: Record<string, unknown>): string =>
  json?.component !== true || /^(page-)?shared$/.test(String(json.styleIsolation)) ? '' : name.replace(/[^\w]/g, '-')

/** The function around a module, as WeChat wraps one: not strict, `this` undefined to strict code only. */
const wrapModule = (source: string, name: string): string =>
  `__define(${JSON.stringify(name)},function({${GIVEN.join(',')}}){(function(){${source}\n}).call(exports)});`

function compileTemplates(scripts: Record<string, string>, wxml: Record<string, string>, problems: string[]): string {
  const group = new TmplGroup()
  for (const [name, text] of Object.entries(scripts)) group.addScript(name, text)
  for (const [name, text] of Object.entries(wxml)) {
    for (const { level, startLine, message } of group.addTmpl(name, text))
      problems.push(`${name}.wxml:${startLine + 1}: ${level}: ${message}`)
    const missing = [
      ...group.getDirectDependencies(name).flatMap(used => (used in wxml ? [] : `${used}.wxml`)),
      ...group.getScriptDependencies(name).flatMap(used => (used in scripts ? [] : `${used}.wxs`)),
    ]
    problems.push(...missing.map(file => `${name}.wxml: needs ${file}, which does not exist`))
  }
  group.setExtraRuntimeScript('Q.C=window.__listen;')
  return group.getTmplGenObjectGroups()
}

/** Bytes of the packed files; source maps, licence texts and project configuration are not packed. */
function measurePackage(files: Record<string, number>, roots: string[]) {
  const bytes = (matches: (name: string) => boolean) =>
    Object.entries(files).reduce((sum, [name, size]) => sum + (matches(name) ? size : 0), 0)
  const isCode = (name: string) => name.endsWith('.js')
  const isMain = (name: string) => !roots.some(root => name.startsWith(root))
  return {
    ...{ bytes: bytes(() => true), mainBytes: bytes(isMain), jsBytes: bytes(isCode) },
    mainJsBytes: bytes(name => isMain(name) && isCode(name)),
    subpackages: Object.fromEntries(roots.map(root => [root.slice(0, -1), bytes(name => name.startsWith(root))])),
    files,
  }
}
