import { readdirSync } from 'node:fs'
import path from 'node:path'
import { runWechatCompiler } from '@zhuan/weapp-runner'

/**
 * Compiles all templates, scripts of templates and styles of a built mini-program with the compilers that WeChat's
 * developer tools use, each on one command line as they do: what one of them refuses cannot be uploaded.
 * @returns what they complain of
 */
export function compileAsWeChat(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .sort()
  const ending = (...ends: string[]) => files.filter(file => ends.some(end => file.endsWith(end)))
  const templates = ending('.wxml', '.wxs')
  const styles = ending('.wxss')
  if (templates.length === 0 || styles.length === 0)
    return [`${folder}: holds ${templates.length} templates and ${styles.length} style files, expected some of both`]
  return [
    ...runWechatCompiler('wcc', ['-d', ...templates], folder).complaints,
    ...runWechatCompiler('wcsc', ['-lc', '-js', ...styles], folder).complaints,
  ]
}
