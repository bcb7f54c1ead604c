import ComponentManager from 'j-component/src/componentmanager'
import exparser, { type Node } from 'miniprogram-exparser'
import type { Caller } from '../engine'
import type { WxElement } from '../wx-element'

/** Attributes that the engine itself takes up, for every tag. */
const OF_THE_ENGINE = /^(id|class|style|slot|data-.*)$/

const camelCase = (name: string): string => name.replace(/-[a-z]/g, part => part[1]!.toUpperCase())

/** What the app's templates write in tags, found at compile time: by the property's name, which the compiler gives, as written. */
const attributes = new Map(
  window.__attributes.filter(name => !OF_THE_ENGINE.test(name)).map(name => [camelCase(name), name]),
)
const registered = new Set<string>()

/** The attribute as the DOM has it: the same as on the other engine. */
function write(element: WxElement, name: string, value: unknown): void {
  if (value === false) element.removeAttribute(name)
  else element.setAttribute(name, value === true || value === undefined || value === null ? '' : String(value))
}

/** The property in which a tag gets what it writes with `model:`, by attribute, as `{{path}}`. */
export const BOUND = 'modelBindings'

/** Lets a control change the data that its template binds it to. */
function bind(node: Node, bindings: Record<string, string> | null): void {
  const owner = exparser.Element.getMethodCaller(node.ownerShadowRoot!.getHostNode()) as Caller
  const bound = Object.entries(bindings ?? {}).map(([name, expression]) => {
    const path = expression.replace(/^\{\{\s*|\s*\}\}$/g, '')
    return [name.replace('model:', ''), (value: unknown) => owner.setData({ [path]: value })]
  })
  ;(node.$$ as WxElement).__models = Object.fromEntries(bound)
}

/**
 * Makes a built-in tag known to the engine when a template first has it: children go where they stand, every attribute
 * that some template writes is a property. WeChat's own properties have types, which are nowhere published.
 */
export function registerBuiltIn(tag: string): void {
  if (registered.has(tag)) return
  registered.add(tag)
  const propertyOf = (name: string) => ({
    type: null,
    observer(this: { $$: WxElement }, value: unknown) {
      write(this.$$, name, value)
    },
  })
  const { options } = new ComponentManager({
    id: tag,
    properties: {
      ...Object.fromEntries([...attributes].map(([property, name]) => [property, propertyOf(name)])),
      [BOUND]: {
        type: null,
        observer(this: Node, bindings: Record<string, string> | null) {
          bind(this, bindings)
        },
      },
    },
    template: () => ({ tag: 'shadow', children: [{ tag: 'wx-slot', attr: {}, children: [] }] }),
  }).exparserDef
  // prepared at the first element: until then what j-component fixes can be said otherwise
  Object.assign(options, { writeIdToDOM: true, writeFieldsToNode: false })
}

export const knowsAttribute = (property: string): boolean => OF_THE_ENGINE.test(property) || attributes.has(property)

/** What a built-in's attribute holds; a custom component's are its properties. */
export const readAttribute = (node: { data: Record<string, unknown> } | undefined, name: string): unknown =>
  node?.data[camelCase(name)] ?? undefined
