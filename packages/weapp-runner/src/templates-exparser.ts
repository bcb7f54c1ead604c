import { RunnerError } from './errors'
import { HAS_WECHAT_COMPILERS, runWechatCompiler } from './wechat-compilers'

/** Names of the attributes that stand in a template, in whatever tag. */
function attributesIn(template: string): string[] {
  const withoutValues = template.replace(/<!--[\s\S]*?-->/g, '').replace(/"[^"]*"|'[^']*'/g, '')
  const tags = [...withoutValues.matchAll(/<[\w-]+([^>]*)>/g)]
  return tags.flatMap(([, inTag]) => [...inTag!.matchAll(/[\w:-]+/g)].map(([name]) => name.replace(/^model:/, '')))
}

/**
 * Compiles all templates of an app to one script with WeChat's own compiler, for the older engine.
 * @throws RunnerError `no-compiler` where WeChat has none for this machine
 */
export function compileForExparser(
  folder: string,
  scripts: Record<string, string>,
  templates: Record<string, string>,
  problems: string[],
): string {
  if (!HAS_WECHAT_COMPILERS)
    throw new RunnerError('no-compiler', `exparser needs WeChat's wcc: none for ${process.platform} ${process.arch}`)
  const files = [
    ...Object.keys(templates).map(name => `${name}.wxml`),
    ...Object.keys(scripts).map(name => `${name}.wxs`),
  ]
  const { output, complaints } = runWechatCompiler('wcc', ['-d', ...files.sort()], folder)
  problems.push(...complaints)
  const names = new Set(Object.values(templates).flatMap(attributesIn))
  const plain = [...names].filter(name => !/^(wx:|(capture-)?(mut-)?(bind|catch))/.test(name))
  return `window.__attributes=${JSON.stringify(plain)};${output}`
}
