import UPNG from 'upng-js'

/** Of the white ring around a poster's code, in the picture's pixels: on the ground of the poster it is anything but white. */
const RING = { x: 915, y: 1413 }

/** Whether a poster has a mini-program code on it. */
export function hasCode(png: Buffer): boolean {
  const image = UPNG.decode(new Uint8Array(png).buffer)
  const at = (RING.y * image.width + RING.x) * 4
  return new Uint8Array(UPNG.toRGBA8(image)[0]!).slice(at, at + 3).every(level => level > 250)
}
