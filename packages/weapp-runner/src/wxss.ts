import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import postcss, { type AtRule, type Root } from 'postcss'
import { convertRpx } from './rpx'

/** What WXSS is compiled for: lengths depend on the device. */
export interface WxssOptions {
  dir: string
  /** Width of the screen in CSS pixels; 750 rpx are as wide. */
  width: number
  pixelRatio: number
  onMissing: (file: string, from: string) => void
}

/** Tags become `wx-` elements, `page` the body; class names take the prefix of their style scope. */
function rewriteSelector(selector: string, scope: string): string {
  return selector.replace(
    /(\[[^\]]*\]|"[^"]*"|'[^']*'|#[\w\\-]+|::?[\w-]+(?:\((?:odd|even|[\dn\s+-]+)\))?)|(\.)(-?[_a-zA-Z\u0080-\uffff\\][\w\\\u0080-\uffff-]*)|([a-zA-Z][\w-]*)/g,
    (whole, kept?: string, dot?: string, name?: string, tag?: string) => {
      if (kept !== undefined) return kept
      if (dot !== undefined) return scope === '' ? whole : `.${scope}--${name}`
      return tag === 'page' ? 'body' : `wx-${tag}`
    },
  )
}

/** Compiles one style file, with what it imports, to CSS. `file` is relative to the app; `scope` is '' for pages. */
export function compileWxss(file: string, scope: string, options: WxssOptions): string {
  const root = expand(file, options, [])
  root.walkRules(rule => {
    const parent = rule.parent as AtRule | undefined
    if (parent?.type !== 'atrule' || !/keyframes$/i.test(parent.name))
      rule.selector = rewriteSelector(rule.selector, scope)
  })
  return convertRpx(root.toString(), options.width, options.pixelRatio)
}

/** A style file with its imports in place and its urls as the runner serves them; `above` are the files that import it. */
function expand(file: string, options: WxssOptions, above: string[]): Root {
  const root = postcss.parse(readFileSync(path.join(options.dir, file), 'utf8'), { from: file })
  const resolve = (name: string) => path.posix.resolve('/', path.posix.dirname(file), name).slice(1)
  root.walkDecls(declaration => {
    const own = /url\(\s*(['"]?)(?!data:|https?:|#)([^'")]+)\1\s*\)/g
    declaration.value = declaration.value.replace(own, (_, quote, url) => `url(${quote}/app/${resolve(url)}${quote})`)
  })
  root.walkAtRules('import', rule => {
    const target = resolve(/['"]([^'"]+)['"]/.exec(rule.params)?.[1] ?? rule.params)
    const missing = !existsSync(path.join(options.dir, target))
    if (missing) options.onMissing(target, file)
    if (missing || above.includes(target)) rule.remove()
    else rule.replaceWith(expand(target, options, [...above, file]).nodes)
  })
  return root
}
