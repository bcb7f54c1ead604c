import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { IPluginContext } from '@tarojs/service'

/** An attribute that the runtime fills in by its number, or an event other than the tap, which everything may have. */
const ATTRIBUTE = / ([a-z-]+)="(?:\{\{[^"]*\bi\.p\d+\b[^"]*\}\}|eh)"/g
const EVENT = /^(?:bind|catch)(?!tap$)([a-z]+)$/

/**
 * Leaves out of Taro's templates the attributes and events that no line of the mini-program names: Taro writes all that
 * a component has, once for every level of nesting. What is left keeps its number, so templates and runtime still agree,
 * and what is left out has WeChat's own default.
 * @param template - the text of `base.wxml`
 * @param source - everything that may name an attribute; a word that means something else only keeps one too many
 */
export function withoutUnused(template: string, source: string): string {
  const words = new Set(source.match(/[A-Za-z]\w*/g)?.map(word => word.toLowerCase()))
  return template.replace(ATTRIBUTE, (attribute, name: string) => {
    const event = EVENT.exec(name)?.[1]
    const named = event ? [`on${event}`, ...(name === 'catchtouchmove' ? ['catchmove'] : [])] : [name.replace(/-/g, '')]
    return name === 'bindtap' || named.some(word => words.has(word)) ? attribute : ''
  })
}

/** The text of all scripts in a folder and those below it. */
const sourceIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(tsx?|mjs)$/.test(name))
    .map(name => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n')

/** Makes `base.wxml` of what the mini-program uses. */
export default (ctx: IPluginContext): void => {
  ctx.modifyBuildAssets(({ assets }) => {
    const template = assets['base.wxml']
    if (!template) return
    const source = ['../src', '.'].map(folder => sourceIn(path.resolve(__dirname, folder))).join('\n')
    const lean = withoutUnused(String(template.source()), source)
    assets['base.wxml'] = { source: () => lean, size: () => Buffer.byteLength(lean) }
  })
}
