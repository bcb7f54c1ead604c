/** What is used of WeChat's older engine, which comes without types. */
declare module 'miniprogram-exparser' {
  export interface Node {
    is: string
    $$?: HTMLElement
    data: Record<string, unknown>
    dataset?: Record<string, unknown>
    shadowRoot: Node
    ownerShadowRoot?: { getHostNode(): Node }
    childNodes: Node[]
    textContent?: string
    _vt: object
    insertBefore(child: Node, before: Node | undefined): void
    removeChild(child: Node): void
    querySelector(selector: string): Node | null
    querySelectorAll(selector: string): Node[]
    triggerLifeTime(name: string, args: unknown[]): void
    triggerPageLifeTime(name: string, args: unknown[]): void
  }
  export interface Definition {
    options: Record<string, unknown>
  }
  type Listener<T> = (value: T) => false | undefined
  const exparser: {
    Event: {
      create(type: string, detail: unknown, options: Record<string, unknown>): object
      dispatchEvent(target: object, event: object): void
    }
    Element: {
      getMethodCaller(node: Node): unknown
      pretendAttached(node: Node): void
      pretendDetached(node: Node): void
    }
    createElement(tag: string, definition: Definition): Node
    removeListenerFromElement(node: Node, name: string, id: number, options: { capture: boolean }): void
    addGlobalErrorListener(listener: Listener<unknown>): void
    addGlobalWarningListener(listener: Listener<string>): void
  }
  export default exparser
}

declare module 'j-component/src/componentmanager' {
  import type { Definition } from 'miniprogram-exparser'
  export default class ComponentManager {
    constructor(definition: Record<string, unknown>)
    exparserDef: Definition
  }
}

declare module 'j-component/src/index' {
  const jComponent: { behavior(definition: Record<string, unknown>): string }
  export default jComponent
}

declare module 'j-component/src/tool/selectorquery' {
  import type { Node } from 'miniprogram-exparser'

  type Push = (
    selector: string,
    node: Node,
    isSingle: boolean,
    fields: object,
    done?: (result: never) => void,
  ) => unknown
  export default class SelectorQuery {
    constructor(component: { _exparserNode: Node } | undefined)
    select(selector: string): { fields(fields: object, done?: unknown): unknown }
    _push: Push
  }
}

declare module 'j-component/src/render/render' {
  import type { Node } from 'miniprogram-exparser'

  interface Attribute {
    name: string
    value: unknown
  }
  interface Listener {
    name: string
    handler: string
    isCapture: boolean
    isCatch: boolean
    isMutated: boolean
    id: number
  }
  /** One rendering of a template's node, with the engine's node once it is there. */
  export interface Rendered {
    type: number
    componentId: string
    key?: string
    content: string
    attrs: Attribute[]
    event: Record<string, Listener>
    children: Rendered[]
    exparserNode: Node
  }
  const render: {
    updateAttrs(node: Node, attributes: Attribute[]): void
    updateEvent(node: Node, listeners: Rendered['event']): void
    renderExparserNode(rendered: Rendered, host: null, shadowRoot: unknown): Node
  }
  export default render
}

declare module 'j-component/src/render/diff' {
  import type { Rendered } from 'j-component/src/render/render'

  const diff: {
    diffAttrs(before: Rendered['attrs'], after: Rendered['attrs']): Rendered['attrs'] | false
    diffVt(before: Rendered, after: Rendered): void
  }
  export default diff
}
