import { failure, type Options } from './wx-answer'

/** Temporary files that the app made, by their `wxfile://` path, as data URLs. */
export const temporaryFiles = new Map<string, string>()

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
