import Taro from '@tarojs/taro'

/** WeChat's font-size settings are pixels, 17 being the default (`fontSizeSetting`, base library 2.23.4). */
const DEFAULT_FONT_PX = 17
let scaleClass: string | undefined

/**
 * The class that scales the type of a screen: page text does not follow WeChat's font-size setting by itself.
 * Read once; a change of the setting restarts WeChat.
 */
export function fontScaleClass(): string {
  if (scaleClass !== undefined) return scaleClass
  const asked =
    process.env.TARO_ENV === 'h5'
      ? DEFAULT_FONT_PX
      : (Taro.getAppBaseInfo?.() as { fontSizeSetting?: number })?.fontSizeSetting
  const ratio = (asked ?? DEFAULT_FONT_PX) / DEFAULT_FONT_PX
  scaleClass = ratio > 1.25 ? 'fs3' : ratio > 1.1 ? 'fs2' : ratio > 1.02 ? 'fs1' : ''
  return scaleClass
}
