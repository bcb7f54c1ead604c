import Taro from '@tarojs/taro'

/** WeChat's scene of a page that is opened from Moments by itself. */
const FROM_MOMENTS = 1154

/**
 * Whether the app runs as a single page of Moments: no login, no way to another page, a storage of its own, and WeChat's
 * bar below that leads into the mini-program. It stays so until the app is started anew.
 */
export const isSinglePage = (): boolean =>
  process.env.TARO_ENV !== 'h5' && Taro.getLaunchOptionsSync().scene === FROM_MOMENTS
