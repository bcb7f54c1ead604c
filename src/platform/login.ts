import Taro from '@tarojs/taro'

/**
 * A code of `wx.login`, good once and for five minutes: nobody is asked anything. Called only when something needs it,
 * as WeChat counts the calls. In the browser preview the stand-in gives the code.
 * @throws whatever WeChat says when it gives none
 */
export async function loginCode(): Promise<string> {
  if (process.env.TARO_ENV === 'h5')
    return (require('./preview/stand-in') as typeof import('./preview/stand-in')).previewCode()
  return (await Taro.login()).code
}
