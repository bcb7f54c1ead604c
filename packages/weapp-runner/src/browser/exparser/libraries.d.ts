/** What is used of WeChat's older engine, which comes without types. */
declare module 'miniprogram-exparser' {
  export interface Node {
    is: string
    $$?: HTMLElement
    data: Record<string, unknown>
    dataset?: Record<string, unknown>
    shadowRoot: Node
    ownerShadowRoot?: { getHostNode(): Node }
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
