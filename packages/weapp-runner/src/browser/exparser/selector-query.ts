import SelectorQuery from 'j-component/src/tool/selectorquery'
import type { Node } from 'miniprogram-exparser'

type Found = Record<string, unknown> | null

/** j-component's query knows everything that is needed but `node`, the canvas to draw on. */
const push = SelectorQuery.prototype._push
SelectorQuery.prototype._push = function (selector, node: Node, isSingle, fields: { node?: boolean }, done) {
  return push.call(this, selector, node, isSingle, fields, (result: Found | Found[]) => {
    if (fields.node) {
      const elements = isSingle ? [node.shadowRoot.querySelector(selector)] : node.shadowRoot.querySelectorAll(selector)
      for (const [index, found] of [result].flat().entries())
        if (found) found.node = elements[index]?.$$?.querySelector('canvas') ?? null
    }
    done?.(result as never)
  })
}

const nodes = Object.getPrototypeOf(new SelectorQuery(undefined).select('*'))
nodes.node = function (done?: (result: Found) => void) {
  return this.fields({ node: true }, done)
}
