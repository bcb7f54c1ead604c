import UPNG from 'upng-js'

/** Rewrites a PNG with at most `colours` colours (alpha counts as colour), without metadata. */
export function shrinkPng(png: Buffer, colours: number): Buffer {
  const image = UPNG.decode(new Uint8Array(png).buffer)
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, colours))
}
