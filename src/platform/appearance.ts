import Taro from '@tarojs/taro'

/** WeChat's standard font size in pixels (`fontSizeSetting`, base library 2.23.4). */
const STANDARD_PX = 17
/** From here on what stands side by side is laid out below each other. */
const LARGE = 1.15

/** What both phones say of the type that its owner has chosen. */
interface AppBaseInfo {
  fontSizeSetting?: number
  /** iOS 16 to 25.5 of 17 px, Android in eight steps. */
  fontSizeScaleFactor?: number
}

const appBaseInfo = (): AppBaseInfo => {
  if (process.env.TARO_ENV !== 'h5') return (Taro.getAppBaseInfo?.() as AppBaseInfo | undefined) ?? {}
  const asked = /[?&]type=([\d.]+)/.exec(window.location.href)?.[1]
  return asked ? { fontSizeScaleFactor: Number(asked) } : {}
}

let type: { className: string; style: Record<string, number> } | undefined

/**
 * What scales the type of a screen: page text does not follow WeChat's font-size setting by itself. Smaller than standard
 * is not followed: captions would fall below 12 px. Read once; a change of the setting restarts WeChat. The preview takes
 * the launch query `type=1.5`.
 */
export function screenType(): { className: string; style: Record<string, number> } {
  if (type) return type
  const { fontSizeScaleFactor, fontSizeSetting = STANDARD_PX } = appBaseInfo()
  const asked = fontSizeScaleFactor ?? fontSizeSetting / STANDARD_PX
  const factor = Math.max(1, Math.round(asked * 100) / 100)
  type = { className: `screen${factor >= LARGE ? ' large' : ''}`, style: { '--fs': factor } }
  return type
}
