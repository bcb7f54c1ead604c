import Taro from '@tarojs/taro'

/** The AppID of 电子社保卡, which whoever builds a release gives: it is not published where we could read it. */
const APP_ID = process.env.TARO_APP_SOCIAL_CARD_APPID

/** Whether this build can open the mini-program 电子社保卡. The preview cannot. */
export const canOpenSocialCard = (): boolean => process.env.TARO_ENV === 'weapp' && !!APP_ID

/** Opens it, within a tap; WeChat asks first. Resolves to whether it came to a question at all: who says no is no failure. */
export async function openSocialCard(): Promise<boolean> {
  try {
    await Taro.navigateToMiniProgram({ appId: String(APP_ID) })
    return true
  } catch (error) {
    return /cancel/i.test(String((error as { errMsg?: string })?.errMsg ?? error))
  }
}
