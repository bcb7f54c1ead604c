import { Script } from 'node:vm'
import type { QualityResult, SchemaName, WeChatSchemas } from '../release/wechat-ci'
import { type AppConfiguration, packageOf } from './built'

/**
 * The rules of 代码质量 that miniprogram-ci checks. Two more stand in its list and are checked by the developer tools alone:
 * PLUGIN_OVER_SIZE, where there is no plugin here, and CONTAINS_APPSECRET, for which `secretFindings` stands in.
 */
export const QUALITY_RULES = [
  ...['PACKAGE_SIZE_LIMIT', 'JS_COMPRESS_OPEN', 'WXML_COMPRESS_OPEN', 'WXSS_COMPRESS_OPEN', 'LAZYCODE_LOADING_OPEN'],
  ...['IMAGE_AND_AUDIO_LIMIT', 'CONTAINS_OTHER_PKG_JS', 'CONTAINS_OTHER_PKG_COMPONENTS', 'CONTAINS_UNUSED_PLUGINS'],
  ...['CONTAINS_UNUSED_COMPONENTS', 'CONTAINS_UNUSED_CODES'],
] as const

/** CONTAINS_OTHER_PKG_COMPONENTS always passes there, whatever it has found. */
const holdsComponents = ({ detail }: QualityResult): boolean =>
  ((detail as { comps?: string[] } | undefined)?.comps ?? []).length > 0

/** What 代码质量 complains of; a rule that did not run is a finding, too: there it would count as passed. */
export function qualityFindings(results: readonly QualityResult[]): string[] {
  return QUALITY_RULES.flatMap(name => {
    const result = results.find(each => each.name === name)
    if (result?.text === undefined) return [`code quality: ${name} was not checked`]
    if (result.success && !holdsComponents(result)) return []
    return [`code quality: ${name}: ${result.text} ${JSON.stringify(result.detail ?? '')}`.slice(0, 500)]
  })
}

/** Files with settings, and the schema of each. */
function schemaOf(file: string): SchemaName {
  const named: Record<string, SchemaName> = {
    ...{ 'app.json': 'app', 'sitemap.json': 'sitemap', 'theme.json': 'theme', 'project.config.json': 'projectconfig' },
  }
  return named[file] ?? 'page'
}

/**
 * What WeChat's schemas complain of: the uploader itself takes an app.json or a page with settings of a wrong type, and
 * such a setting then does nothing.
 * @param files - the text of every JSON file, by its path
 */
export function schemaFindings({ schemaValidate }: WeChatSchemas, files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([file, text]) => {
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch (error) {
      return [`schema: ${file} is no JSON: ${(error as Error).message}`]
    }
    const { warning, error } = schemaValidate(schemaOf(file), json)
    return [
      ...error.map(({ errorProperty, errorType }) => `schema: ${file}: ${errorProperty} breaks ${errorType}`),
      ...(warning ? [`schema: ${file}: ${warning} is unknown to WeChat`] : []),
    ]
  })
}

/** Files that app.json names; the uploader does without a sitemap that is not there. */
export function absentFindings(files: ReadonlyMap<string, string>): string[] {
  const app = JSON.parse(files.get('app.json') ?? '{}') as Record<string, string | undefined>
  return ['sitemapLocation', 'themeLocation'].flatMap(name => {
    const file = app[name]
    return file === undefined || files.has(file) ? [] : [`schema: app.json: ${name} is ${file}, which is not there`]
  })
}

const MOST_IN_A_PACKAGE = 2 * 1024 * 1024
/** 30 MB; 20 MB for a mini-program that a 服务商 develops. */
const MOST_IN_ALL = 30 * 1024 * 1024

/** Bytes of each package as it would be uploaded: '' is the main one. */
export function packageBytes(
  compiled: Readonly<Record<string, string | Uint8Array>>,
  app: AppConfiguration,
): ReadonlyMap<string, number> {
  const bytes = new Map([['', 0]])
  for (const [file, content] of Object.entries(compiled)) {
    const name = packageOf(app, file)
    bytes.set(name, (bytes.get(name) ?? 0) + Buffer.byteLength(content))
  }
  return bytes
}

export function sizeFindings(bytes: ReadonlyMap<string, number>): string[] {
  const all = [...bytes.values()].reduce((sum, size) => sum + size, 0)
  return [
    ...[...bytes]
      .filter(([, size]) => size > MOST_IN_A_PACKAGE)
      .map(
        ([name, size]) =>
          `size: ${name || 'the main package'} is uploaded with ${size} bytes, at most ${MOST_IN_A_PACKAGE}`,
      ),
    ...(all > MOST_IN_ALL ? [`size: ${all} bytes are uploaded in all, at most ${MOST_IN_ALL}`] : []),
  ]
}

/** An AppSecret has 32 digits or letters a–f, like the names that the bundler gives to parts of subpackages. */
const LIKE_A_SECRET = /\b[0-9a-f]{32}\b/g

/** @param files - the text of every script, by its path */
export function secretFindings(files: ReadonlyMap<string, string>): string[] {
  const names = [...files.keys()]
  return [...files].flatMap(([file, text]) =>
    [...new Set(text.match(LIKE_A_SECRET))]
      .filter(word => !names.some(name => name.includes(word)))
      .map(word => `secret: ${file} holds ${word.slice(0, 4)}…, which looks like an AppSecret`),
  )
}

/**
 * Scripts that are none: the uploader stumbles over them without naming the file.
 * @param files - the text of every script, by its path
 */
export const scriptFindings = (files: ReadonlyMap<string, string>): string[] =>
  [...files].flatMap(([file, text]) => {
    try {
      // Compiled and not run.
      new Script(text, { filename: file })
      return []
    } catch (error) {
      return [`script: ${file}: ${(error as Error).message}`]
    }
  })
