import { keepFile } from './files'
import { top } from './pages'
import { asynchronous, Failure } from './wx-answer'

type Fields = Record<string, unknown> & { node?: boolean }
type Result = Record<string, unknown> | null
type Done = (result: Result & Result[]) => void

/** The adapter's list of nodes, which knows everything but `node`. */
interface NodesRef {
  fields(fields: Fields, done?: Done): unknown
  node?(done?: Done): unknown
}

/** `wx.createSelectorQuery()`: the adapter's, starting at the page on top, with the canvas node that it lacks. */
export function createSelectorQuery(): unknown {
  const query = (
    top()!.caller as never as { createSelectorQuery(): { select(selector: string): NodesRef } }
  ).createSelectorQuery()
  const prototype = Object.getPrototypeOf(query.select('*')) as NodesRef
  if (prototype.node === undefined) {
    const { fields: known } = prototype
    prototype.fields = function (this: NodesRef, fields, done) {
      return known.call(this, { ...fields, context: fields.node === true }, results => {
        for (const result of [results].flat())
          if (fields.node && result) result.node = canvasNode(result.context as Element)
        done?.(results)
      })
    }
    prototype.node = function (done) {
      return this.fields({ node: true }, done)
    }
  }
  return query
}

/** The canvas of `<canvas type="2d">`, with what WeChat adds to it. */
function canvasNode(element: Element): unknown {
  const canvas = element.querySelector('canvas')
  return (
    canvas &&
    Object.assign(canvas, {
      createImage: () => new Image(),
      requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    })
  )
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
