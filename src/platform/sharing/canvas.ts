import Taro from '@tarojs/taro'

/** Of a canvas that draws: the same on a phone and in the browser. */
export interface Pen {
  context: CanvasRenderingContext2D
  /** Loads a picture from the app's own files or from a `data:` address; other addresses fail on some phones. */
  image(source: string): Promise<CanvasImageSource>
}

/** No canvas to draw on, or what was drawn cannot be had. */
export class CanvasError extends Error {
  readonly code = 'canvas'

  constructor(
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message)
    this.name = 'CanvasError'
  }
}

interface CanvasNode extends HTMLCanvasElement {
  createImage(): HTMLImageElement
}

/** The element is there a moment after the page says so, on slow phones several. */
const WAIT_MS = 100
const MOST_WAITS = 30

const isH5 = process.env.TARO_ENV === 'h5'

function findNode(id: string): Promise<CanvasNode | undefined> {
  return new Promise(resolve =>
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true })
      .exec(([found]: [{ node?: CanvasNode } | null]) => resolve(found?.node ?? undefined)),
  )
}

async function nodeOf(id: string): Promise<CanvasNode> {
  for (let waited = 0; waited < MOST_WAITS; waited++) {
    const node = await findNode(id)
    if (node) return node
    await new Promise(resolve => setTimeout(resolve, WAIT_MS))
  }
  throw new CanvasError(`no canvas #${id} on this page after ${(MOST_WAITS * WAIT_MS) / 1000} s`)
}

function load(image: HTMLImageElement, source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image)
    image.onerror = error => reject(new CanvasError('a picture for the canvas cannot be loaded', error))
    image.src = source
  })
}

/**
 * Draws on the canvas `id` of the page in front and gives what came of it as a file: a temporary path, in the browser a
 * `data:` address.
 * @param size in pixels
 * @throws CanvasError
 */
export async function drawn(
  id: string,
  size: { width: number; height: number },
  draw: (pen: Pen) => Promise<void>,
): Promise<string> {
  const canvas = isH5 ? (document.createElement('canvas') as unknown as CanvasNode) : await nodeOf(id)
  Object.assign(canvas, size)
  const context = canvas.getContext('2d')
  if (!context) throw new CanvasError('the canvas gives no 2d context')
  await draw({ context, image: source => load(isH5 ? new Image() : canvas.createImage(), source) })
  if (isH5) return canvas.toDataURL('image/png')
  try {
    const { width: destWidth, height: destHeight } = size
    return (await Taro.canvasToTempFilePath({ canvas: canvas as never, destWidth, destHeight, fileType: 'png' }))
      .tempFilePath
  } catch (error) {
    throw new CanvasError('the canvas cannot be saved', error)
  }
}
