import type * as glassEasel from 'glass-easel'
import { keepFile } from './files'
import { top } from './pages'
import { state } from './state'
import { asynchronous, Failure } from './wx-answer'
import type { WxElement } from './wx-element'

type Fields = Record<'id' | 'dataset' | 'rect' | 'size' | 'scrollOffset' | 'node' | 'context', boolean> & {
  properties: string[]
}
type Callback = (result: unknown) => void
type Component = { _$: glassEasel.GeneralComponent }

const box = (element: Element) => {
  const { left, top: up, right, bottom, width, height } = element.getBoundingClientRect()
  return { rect: { left, top: up, right, bottom }, size: { width, height } }
}

function describe(node: glassEasel.Element, fields: Partial<Fields>): Record<string, unknown> {
  const element = node.$$ as unknown as WxElement
  const { rect, size } = box(element)
  const scrolls = {
    scrollLeft: element.scrollLeft,
    scrollTop: element.scrollTop,
    scrollWidth: element.scrollWidth,
    scrollHeight: element.scrollHeight,
  }
  return {
    ...(fields.id ? { id: node.id } : {}),
    ...(fields.dataset ? { dataset: node.dataset } : {}),
    ...(fields.rect ? rect : {}),
    ...(fields.size ? size : {}),
    ...(fields.scrollOffset ? scrolls : {}),
    ...(fields.node ? { node: canvasNode(element) } : {}),
    ...Object.fromEntries((fields.properties ?? []).map(name => [name, element.__read(name)])),
  }
}

/** The canvas of `<canvas type="2d">`, with what WeChat adds to it. */
function canvasNode(element: Element): unknown {
  const canvas = element.querySelector('canvas')
  if (canvas === null) return null
  return Object.assign(canvas, {
    createImage: () => new Image(),
    createPath2D: () => new Path2D(),
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  })
}

/** `wx.createSelectorQuery()`: questions are gathered and answered together after `exec`. */
export class SelectorQuery {
  private component: Component | undefined
  private readonly questions: (() => unknown)[] = []

  select(selector: string) {
    return this.nodes(fields => {
      const found = this.root().querySelector(selector)
      return found === null ? null : describe(found, fields)
    })
  }

  in(component: Component): this {
    this.component = component
    return this
  }

  selectAll(selector: string) {
    return this.nodes(fields =>
      this.root()
        .querySelectorAll(selector)
        .map(node => describe(node, fields)),
    )
  }

  selectViewport() {
    const page = top()!.frame.contentDocument!.scrollingElement!
    return this.nodes(() => {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth: width, clientHeight: height } = page
      return {
        id: '',
        dataset: {},
        left: 0,
        top: 0,
        right: width,
        bottom: height,
        width,
        height,
        scrollLeft,
        scrollTop,
        scrollWidth,
        scrollHeight,
      }
    })
  }

  exec(done?: Callback): this {
    state.pending += 1
    setTimeout(() => {
      state.pending -= 1
      const results = this.questions.map(ask => ask())
      done?.(results)
    })
    return this
  }

  private root(): glassEasel.ShadowRoot {
    return (this.component?._$ ?? top()!.root.getComponent()).getShadowRoot() as glassEasel.ShadowRoot
  }

  private nodes(find: (fields: Partial<Fields>) => unknown) {
    const ask = (fields: Partial<Fields>, done?: Callback) => {
      this.questions.push(() => {
        const result = find(fields)
        done?.(result)
        return result
      })
      return this
    }
    return {
      fields: (fields: Partial<Fields>, done?: Callback) => ask(fields, done),
      boundingClientRect: (done?: Callback) => ask({ id: true, dataset: true, rect: true, size: true }, done),
      scrollOffset: (done?: Callback) => ask({ id: true, dataset: true, scrollOffset: true }, done),
      node: (done?: Callback) => ask({ node: true }, done),
    }
  }
}

export const canvasApis = {
  canvasToTempFilePath: asynchronous('canvasToTempFilePath', options => {
    const source = options.canvas
    if (!(source instanceof HTMLCanvasElement)) throw new Failure('expected the node of a canvas of type 2d')
    const drawn = document.createElement('canvas')
    drawn.width = Number(options.destWidth ?? source.width)
    drawn.height = Number(options.destHeight ?? source.height)
    drawn.getContext('2d')!.drawImage(source, 0, 0, drawn.width, drawn.height)
    const type = options.fileType === 'jpg' ? 'image/jpeg' : 'image/png'
    return { tempFilePath: keepFile(drawn.toDataURL(type, Number(options.quality ?? 1))) }
  }),
}
