import Taro from '@tarojs/taro'
import { ask } from './dialog'

/**
 * Offers a new version as soon as it has been downloaded. The callbacks stand side by side: one that is registered within
 * another is never called on some phones (NervJS/taro#8588).
 */
export function offerUpdates(): void {
  if (process.env.TARO_ENV === 'h5') return
  const manager = Taro.getUpdateManager?.()
  manager?.onUpdateReady(() => {
    void ask({
      title: '有新版本',
      content: '已经下载好，重启小程序就能用。填过的成绩都在。',
      confirmText: '重启',
    }).then(agreed => agreed && manager.applyUpdate())
  })
  // The old version goes on working; WeChat tries again at the next cold start.
  manager?.onUpdateFailed(() => undefined)
}
