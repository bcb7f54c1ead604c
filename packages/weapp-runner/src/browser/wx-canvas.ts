import { failure, type Options } from './wx-answer'

type Result = Record<string, unknown> | null
type Done = (result: Result & Result[]) => void

/** The adapter's list of nodes, which knows everything but `node`. */
interface NodesRef {
  fields(fields: Record<string, unknown>, done?: Done): unknown
  node?(done?: Done): unknown
}

/** Temporary files that the app made, by their `wxfile://` path, as data URLs. */
export const temporaryFiles = new Map<string, string>()

/** A selector query of the adapter with the canvas node that it lacks. */
export function withCanvas<Q extends { select(selector: string): unknown }>(query: Q): Q {
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

export function canvasToTempFilePath(options: Options) {
  const source = options.canvas as HTMLCanvasElement | undefined
  if (source?.localName !== 'canvas') throw failure('expected the node of a canvas of type 2d')
  const drawn = document.createElement('canvas')
  drawn.width = Number(options.destWidth ?? source.width)
  drawn.height = Number(options.destHeight ?? source.height)
  drawn.getContext('2d')!.drawImage(source, 0, 0, drawn.width, drawn.height)
  const kind = options.fileType === 'jpg' ? 'jpg' : 'png'
  const path = `wxfile://tmp_${temporaryFiles.size + 1}.${kind}`
  temporaryFiles.set(path, drawn.toDataURL(kind === 'jpg' ? 'image/jpeg' : 'image/png', Number(options.quality ?? 1)))
  return { tempFilePath: path }
}
