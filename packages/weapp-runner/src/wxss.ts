import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import postcss, { type AtRule, type Root } from 'postcss'
import { convertRpx } from './rpx'

/** What WXSS is compiled for: lengths depend on the device, urls on where files are served. */
export interface WxssOptions {
  dir: string
  /** Width of the screen in CSS pixels; 750 rpx are as wide. */
  width: number
  pixelRatio: number
  /** URL prefix under which the app's files are served. */
  base: string
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
  const root = expand(file, options, new Set())
  root.walkRules(rule => {
    const parent = rule.parent as AtRule | undefined
    if (parent?.type === 'atrule' && /keyframes$/i.test(parent.name)) return
    rule.selector = rewriteSelector(rule.selector, scope)
  })
  root.walkDecls(declaration => {
    declaration.value = convertRpx(declaration.value, options.width, options.pixelRatio)
  })
  root.walkAtRules('media', rule => {
    rule.params = convertRpx(rule.params, options.width, options.pixelRatio)
  })
  return root.toString()
}

function expand(file: string, options: WxssOptions, above: Set<string>): Root {
  const root = postcss.parse(readFileSync(path.join(options.dir, file), 'utf8'), { from: file })
  const folder = path.posix.dirname(file)
  root.walkDecls(declaration => {
    declaration.value = declaration.value.replace(
      /url\(\s*(['"]?)(?!data:|https?:|#)([^'")]+)\1\s*\)/g,
      (_, quote, url) => {
        const target = url.startsWith('/') ? url.slice(1) : path.posix.join(folder, url)
        return `url(${quote}${options.base}${target}${quote})`
      },
    )
  })
  root.walkAtRules('import', rule => {
    const name = /['"]([^'"]+)['"]/.exec(rule.params)?.[1] ?? rule.params
    const target = name.startsWith('/') ? name.slice(1) : path.posix.join(folder, name)
    if (above.has(target)) rule.remove()
    else if (!existsSync(path.join(options.dir, target))) {
      options.onMissing(target, file)
      rule.remove()
    } else rule.replaceWith(expand(target, options, new Set([...above, file])).nodes)
  })
  return root
}
