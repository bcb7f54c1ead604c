import Taro from '@tarojs/taro'

/**
 * Copies `text`. WeChat may refuse (no privacy agreement, errno 103, 104 or 112; browsers without permission), so the
 * caller keeps the text on the screen to be selected by hand. Source: WeChat 用户隐私保护指引, setClipboardData.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (process.env.TARO_ENV === 'h5') await navigator.clipboard.writeText(text)
    else await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
