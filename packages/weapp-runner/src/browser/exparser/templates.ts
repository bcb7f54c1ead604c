import { convertRpx } from '../../rpx'
import { report, state } from '../state'
import { BOUND, knowsAttribute, registerBuiltIn } from './built-ins'

/** A node as WeChat's template compiler makes it. */
interface Compiled {
  tag: string
  children: (Compiled | string)[]
  attr?: Record<string, unknown>
  rawAttr?: Record<string, string>
  /** Of a `virtual` node: 1 and 3 stand for a condition or a template, 2 and 4 for a list. */
  wxXCkey?: number
}
type Render = (data: Record<string, unknown>) => Compiled

const LISTENER = /^(capture-)?(mut-)?(bind|catch)/

// the compiled templates ask for it: without, they leave out the nodes that hold lists and conditions, and so all keys
window.__webview_engine_version__ = 0.02

// what the compiled templates complain of: a template that is not there, one that calls itself
const { warn } = console
console.warn = (...said: unknown[]) => {
  if (String(said[0]).startsWith('WXMLRT_')) report('template', said.map(String).join(' '))
  else warn(...said)
}

/** Makes j-component and the built-ins take what the compiler gives. */
function prepare(node: Compiled, using: Record<string, string>, inList: boolean): void {
  const isList = node.wxXCkey === 2 || node.wxXCkey === 4
  // a plain block; j-component would take it for a tag
  if (node.tag === 'virtual' && node.wxXCkey === undefined && !inList) node.wxXCkey = 1
  const tag = node.tag.replace(/^wx-/, '')
  if (node.attr && tag !== 'slot' && tag !== 'page' && !(tag in using)) {
    registerBuiltIn(tag)
    for (const [name, value] of Object.entries(node.attr)) {
      if (value === undefined) delete node.attr[name]
      if (!LISTENER.test(name) && !knowsAttribute(name))
        report('unsupported', `<${tag} ${name}> is not known to weapp-runner on exparser`)
    }
    if (node.rawAttr) node.attr[BOUND] = node.rawAttr
  }
  if (node.attr?.style !== undefined) node.attr.style = convertRpx(String(node.attr.style), state.boot.device)
  for (const child of node.children) if (typeof child !== 'string') prepare(child, using, isList)
}

/**
 * The compiled template of a page or component, ready for j-component.
 * @param using - the tags of its components
 */
export function templateOf(name: string, using: Record<string, string>): Render | undefined {
  const render = window.$gwx?.(`${name}.wxml`) as Render | undefined
  return (
    render &&
    (data => {
      const root = render(data)
      prepare(root, using, false)
      return root
    })
  )
}
