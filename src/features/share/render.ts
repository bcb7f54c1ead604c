import { drawn } from '@/platform/sharing/canvas'
import { draw } from './draw'
import { type PictureKind, type PictureWords, pictureOf } from './picture'
import { CANVAS_ID } from './share-canvas'

let last: Promise<unknown> = Promise.resolve()

/**
 * Draws a picture of a card and gives its path; one after the other, as they share a canvas.
 * @param code the share's mini-program code as a `data:` address
 * @throws CanvasError
 */
export function render(kind: PictureKind, words: Omit<PictureWords, 'hasCode'>, code?: string): Promise<string> {
  const picture = pictureOf(kind, { ...words, hasCode: code !== undefined })
  const next = last.catch(() => undefined).then(() => drawn(CANVAS_ID, picture, pen => draw(picture, pen, code)))
  last = next
  return next
}
