import { existsSync } from 'node:fs'
import path from 'node:path'
import { RunnerError } from './errors'
import { bundleModules, LANGUAGE } from './modules'
import { PackageFiles } from './package-files'
import { convertRpx, type ScreenSize } from './rpx'
import { compileTemplates } from './templates'
import { compileForExparser } from './templates-exparser'
import type { EngineName } from './types'
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

/** A compiled mini-program: what the browser needs, as script text and data. */
export type CompiledApp = ReturnType<typeof compileApp>

/**
 * Compiles a mini-program folder (the one with `app.json`) for the runner.
 * @throws RunnerError `bad-app` when `app.json` is missing or not JSON, or a template has errors; `no-compiler` when the
 *   older engine is asked for on a machine for which WeChat has no compiler
 */
export function compileApp(dir: string, device: ScreenSize, engine: EngineName = 'glass-easel') {
  if (!existsSync(path.join(dir, 'app.json')))
    throw new RunnerError('bad-app', `${dir}: expected a compiled mini-program with app.json, found none`)
  const files = new PackageFiles(dir)
  const problems: string[] = []

  const json = files.each('.json', text => JSON.parse(text))
  const config = json.app as AppConfig
  const subpackages = (config.subPackages ?? config.subpackages ?? []).map(({ root, pages }) => ({
    folder: `${root.replace(/^\/|\/$/g, '')}/`,
    pages,
  }))

  const sheets = files.each('.wxss', text => text)
  const css = files.each('.wxss', (_, name) => {
    const compiled = compileWxss(name, scopeOf(name, json[name]), sheets, problems)
    return convertRpx(compiled, device)
  })
  const scripts = files.each('.wxs', text => text)
  const templates = files.each('.wxml', text => text)

  return {
    dir,
    engine,
    templates:
      engine === 'exparser'
        ? compileForExparser(dir, scripts, templates, problems)
        : compileTemplates(scripts, templates, problems),
    code: bundleModules(files.each('.js', text => text)),
    data: {
      config,
      json,
      css,
      problems,
      routes: [...config.pages, ...subpackages.flatMap(({ folder, pages }) => pages.map(page => `${folder}${page}`))],
      size: files.measure(subpackages.map(({ folder }) => folder)),
      language: LANGUAGE,
    },
  }
}

/** The prefix of a component's classes; '' where styles are shared with the page. */
function scopeOf(name: string, json?: Record<string, unknown>): string {
  const isComponent = json?.component === true
  const isShared = /^(page-)?shared$/.test(String(json?.styleIsolation))
  return isComponent && !isShared ? name.replace(/[^\w]/g, '-') : ''
}
