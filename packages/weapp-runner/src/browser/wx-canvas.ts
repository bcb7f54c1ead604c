import { component as adapter } from 'glass-easel-miniprogram-adapter'
import { failure, type Options } from './wx-answer'

type Result = { context?: Element; node?: unknown } | null
type Done = (results: Result | Result[]) => void

/** Temporary files that the app made, by their `wxfile://` path, as data URLs. */
export const temporaryFiles = new Map<string, string>()

// the adapter's list of nodes knows everything but `node`
const nodes = Object.getPrototypeOf(adapter.ComponentCaller.prototype.createSelectorQuery().select('*'))
const { fields } = nodes
nodes.fields = function (wanted: Options, done?: Done) {
  return fields.call(this, { ...wanted, context: wanted.node === true }, (results: Result | Result[]) => {
    for (const result of [results].flat())
      if (wanted.node && result) result.node = result.context?.querySelector('canvas') ?? null
    done?.(results)
  })
}
nodes.node = function (done?: Done) {
  return this.fields({ node: true }, done)
}

export function canvasToTempFilePath(options: Options) {
  const source = options.canvas as HTMLCanvasElement | undefined
  if (source?.localName !== 'canvas') throw failure('expected the node of a canvas of type 2d')
  const [width, height] = [Number(options.destWidth ?? source.width), Number(options.destHeight ?? source.height)]
  const drawn = Object.assign(document.createElement('canvas'), { width, height })
  drawn.getContext('2d')!.drawImage(source, 0, 0, width, height)
  const kind = options.fileType === 'jpg' ? 'jpg' : 'png'
  const path = `wxfile://tmp_${temporaryFiles.size + 1}.${kind}`
  temporaryFiles.set(path, drawn.toDataURL(kind === 'jpg' ? 'image/jpeg' : 'image/png', Number(options.quality ?? 1)))
  return { tempFilePath: path }
}
