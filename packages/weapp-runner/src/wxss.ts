import path from 'node:path'
import postcss, { type AtRule, type Root } from 'postcss'

const NAMES =
  /(\[[^\]]*\]|"[^"]*"|'[^']*'|#[\w\\-]+|::?[\w-]+(?:\((?:odd|even|[\dn\s+-]+)\))?)|(\.)(-?[_a-zA-Z\u0080-\uffff\\][\w\\\u0080-\uffff-]*)|([a-zA-Z][\w-]*)/g

/** Tags become `wx-` elements, `page` the body; class names take the prefix of their style scope. */
function rewriteSelector(selector: string, scope: string): string {
  return selector.replace(NAMES, (whole, kept?: string, dot?: string, name?: string, tag?: string) => {
    if (kept !== undefined) return kept
    if (dot !== undefined) return scope === '' ? whole : `.${scope}--${name}`
    return tag === 'page' ? 'body' : `wx-${tag}`
  })
}

/**
 * Compiles one style file of an app, with what it imports, to CSS in which lengths are still in rpx.
 * `sheets` holds all style files by their name without the ending; `scope` is '' for pages.
 */
export function compileWxss(name: string, scope: string, sheets: Record<string, string>, problems: string[]): string {
  const root = expand(name, sheets, problems, [])
  root.walkRules(rule => {
    const parent = rule.parent as AtRule | undefined
    if (parent?.type !== 'atrule' || !/keyframes$/i.test(parent.name))
      rule.selector = rewriteSelector(rule.selector, scope)
  })
  return root.toString()
}

/** A style file with its imports in place; `above` are the files that import it. */
function expand(name: string, sheets: Record<string, string>, problems: string[], above: string[]): Root {
  const root = postcss.parse(sheets[name]!, { from: `${name}.wxss` })
  root.walkDecls(({ value }) => {
    if (/url\((?!\s*['"]?(?:data:|https?:|\/\/|#))/.test(value))
      problems.push(`${name}.wxss: ${value}: WeChat shows no file of the package from a style sheet`)
  })
  root.walkAtRules('import', rule => {
    const imported = /['"]([^'"]+)['"]/.exec(rule.params)?.[1] ?? rule.params
    const file = path.posix.resolve('/', path.posix.dirname(name), imported)
    const target = file.slice(1).replace(/\.wxss$/, '')
    if (!(target in sheets)) problems.push(`${name}.wxss: @import "${target}.wxss" does not exist`)
    const usable = target in sheets && !above.includes(target)
    rule.replaceWith(usable ? expand(target, sheets, problems, [...above, name]).nodes : [])
  })
  return root
}
