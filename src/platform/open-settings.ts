import Taro from '@tarojs/taro'

/** Opens WeChat's settings of this mini-program, where a permission that was refused once is given. */
export async function openAppSettings(): Promise<void> {
  // Closed at once: the page says what to do all the same.
  await Taro.openSetting().catch(() => undefined)
}

/**
 * Opens WeChat's settings of this mini-program, the only place where the main switch and a row under 总是保持以上选择 are
 * changed. Resolves when the person is back; what they did is read with `readSubscriptionSettings`.
 */
export async function openSubscriptionSettings(): Promise<void> {
  try {
    if (process.env.TARO_ENV === 'h5')
      await (require('./preview/subscribe') as typeof import('./preview/subscribe')).openSettings()
    else await Taro.openSetting({ withSubscriptions: true })
  } catch {
    // Closed at once, or unknown to an old WeChat: the page stays as it is and says what to do.
  }
}
