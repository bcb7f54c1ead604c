import type { Device } from './types'

/** What rpx depend on. */
export type ScreenSize = Pick<Device, 'width' | 'pixelRatio'>

/** rpx to px as WeChat's own compiler rounds it: down, but never to nothing. */
export function convertRpx(value: string, { width, pixelRatio }: ScreenSize): string {
  return value.replace(/(-?\d*\.?\d+)rpx\b/gi, (_, digits: string) => {
    const rpx = Number(digits)
    if (rpx === 0) return '0px'
    const px = Math.floor((rpx / 750) * width + 1e-4)
    return `${px === 0 ? (pixelRatio === 1 ? 1 : 0.5) : px}px`
  })
}
