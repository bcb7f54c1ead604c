import { keepFile } from './files'
import { top } from './pages'
import { asynchronous, Failure } from './wx-answer'

type Result = Record<string, unknown> | null
type Done = (result: Result & Result[]) => void

/** The adapter's list of nodes, which knows everything but `node`. */
interface NodesRef {
  fields(fields: Record<string, unknown>, done?: Done): unknown
  node?(done?: Done): unknown
}

/** `wx.createSelectorQuery()`: the adapter's, starting at the page on top, with the canvas node that it lacks. */
export function createSelectorQuery(): unknown {
  const page = top()!.caller as never as { createSelectorQuery(): { select(selector: string): NodesRef } }
  const query = page.createSelectorQuery()
  const nodes = Object.getPrototypeOf(query.select('*')) as NodesRef
  if (nodes.node !== undefined) return query
  const { fields: known } = nodes
  nodes.fields = function (fields, done) {
    return known.call(this, { ...fields, context: fields.node === true }, results => {
      for (const result of [results].flat())
        if (fields.node && result) result.node = canvasNode(result.context as Element)
      done?.(results)
    })
  }
  nodes.node = function (done) {
    return this.fields({ node: true }, done)
  }
  return query
}

/** The canvas of `<canvas type="2d">`, with what WeChat adds to it. */
function canvasNode(element: Element): unknown {
  const canvas = element.querySelector('canvas')
  const frame = (run: FrameRequestCallback) => requestAnimationFrame(run)
  return canvas && Object.assign(canvas, { createImage: () => new Image(), requestAnimationFrame: frame })
}

export const canvasToTempFilePath = asynchronous('canvasToTempFilePath', options => {
  const source = options.canvas as HTMLCanvasElement | undefined
  if (source?.localName !== 'canvas') throw new Failure('expected the node of a canvas of type 2d')
  const drawn = document.createElement('canvas')
  drawn.width = Number(options.destWidth ?? source.width)
  drawn.height = Number(options.destHeight ?? source.height)
  drawn.getContext('2d')!.drawImage(source, 0, 0, drawn.width, drawn.height)
  const type = options.fileType === 'jpg' ? 'image/jpeg' : 'image/png'
  return { tempFilePath: keepFile(drawn.toDataURL(type, Number(options.quality ?? 1))) }
})
