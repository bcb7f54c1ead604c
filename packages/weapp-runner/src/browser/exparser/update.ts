import diff from 'j-component/src/render/diff'
import render, { type Rendered } from 'j-component/src/render/render'
import exparser, { type Node } from 'miniprogram-exparser'

/** j-component's number for a text. */
const TEXT = 18

/** What an element of a template stands for from one rendering to the next. */
const kindOf = ({ type, componentId, key }: Rendered): string => `${type} ${componentId} ${key ?? ''}`

/** Pairs what is rendered now with what stood there: by kind and key, in their order. */
function pair(before: Rendered[], after: Rendered[]): (Rendered | undefined)[] {
  const waiting = new Map<string, Rendered[]>()
  for (const old of before) waiting.set(kindOf(old), [...(waiting.get(kindOf(old)) ?? []), old])
  return after.map(now => waiting.get(kindOf(now))?.shift())
}

const listenersOf = ({ event }: Rendered): string =>
  JSON.stringify(
    Object.values(event).map(({ name, handler, isCapture, isCatch, isMutated }) => [
      name,
      handler,
      isCapture,
      isCatch,
      isMutated,
    ]),
  )

function updateElement(node: Node, before: Rendered, after: Rendered): void {
  const attributes = diff.diffAttrs(before.attrs, after.attrs)
  if (attributes) render.updateAttrs(node, attributes)
  if (listenersOf(before) === listenersOf(after)) after.event = before.event
  else {
    for (const { name, isCapture, id } of Object.values(before.event))
      exparser.removeListenerFromElement(node, name, id, { capture: isCapture })
    render.updateEvent(node, after.event)
  }
}

/** Brings a node and all in it from one rendering of its template to the next. */
function update(before: Rendered, after: Rendered): void {
  const node = before.exparserNode
  after.exparserNode = node
  node._vt = after
  if (after.type === TEXT) {
    if (before.content !== after.content) node.textContent = after.content
    return
  }
  updateElement(node, before, after)
  const pairs = pair(before.children, after.children)
  for (const old of before.children) if (!pairs.includes(old)) node.removeChild(old.exparserNode)
  for (const [index, now] of after.children.entries()) {
    const old = pairs[index]
    if (old) update(old, now)
    else render.renderExparserNode(now, null, node.ownerShadowRoot)
    if (node.childNodes[index] !== now.exparserNode) node.insertBefore(now.exparserNode, node.childNodes[index])
  }
}

// j-component's own loses the order of a list whose keys are turned round, which `wx:key` promises to keep
diff.diffVt = update
