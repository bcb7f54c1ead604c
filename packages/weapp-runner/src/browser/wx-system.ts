import { dark, state } from './state'
import { asynchronous, synchronous } from './wx-answer'

const data = window.__app

/** Sizes of window and screen in CSS pixels; the window is what lies between the bars. */
function windowInfo() {
  const { width, height, pixelRatio, statusBarHeight } = state.boot.device
  const frame = document.getElementById('pages')
  const windowHeight = frame?.clientHeight || height
  return {
    pixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight,
    statusBarHeight,
    screenTop: statusBarHeight + 44,
    safeArea: { left: 0, right: width, top: statusBarHeight, bottom: height, width, height: height - statusBarHeight },
  }
}

function baseInfo() {
  const { SDKVersion, version, language, fontSizeSetting } = state.boot.device
  return {
    SDKVersion,
    version,
    language,
    fontSizeSetting,
    fontSizeScaleFactor: fontSizeSetting / 17,
    host: { env: 'WeChat', appId: '', version: 0 },
    enableDebug: false,
    // WeChat tells the theme only to apps that declare darkmode
    ...(data.config.darkmode === true ? { theme: dark() ? 'dark' : 'light' } : {}),
  }
}

const deviceInfo = () => ({
  brand: 'weapp-runner',
  model: 'weapp-runner',
  platform: state.boot.device.platform,
  system: state.boot.device.system,
  benchmarkLevel: 50,
  abi: '',
  memorySize: 4096,
})

const systemInfo = () => ({ ...windowInfo(), ...baseInfo(), ...deviceInfo() })

const settings = () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true } })

const event = (names: string[], apis: Record<string, unknown>) => {
  for (const name of names) {
    const listeners = listenersOf(name)
    apis[`on${name}`] = (listener: never) => void listeners.add(listener)
    apis[`off${name}`] = (listener?: never) => (listener ? void listeners.delete(listener) : listeners.clear())
  }
  return apis
}

const registry = new Map<string, Set<(value: unknown) => void>>()
const listenersOf = (name: string) => registry.get(name) ?? registry.set(name, new Set()).get(name)!

/** Calls what the app registered with `wx.on…`. */
export function emit(name: string, value: unknown): void {
  for (const listener of listenersOf(name)) listener(value)
}

export const systemApis = {
  getSystemInfoSync: synchronous('getSystemInfoSync', systemInfo),
  getSystemInfo: asynchronous('getSystemInfo', systemInfo),
  getSystemInfoAsync: asynchronous('getSystemInfoAsync', systemInfo),
  getWindowInfo: synchronous('getWindowInfo', windowInfo),
  getAppBaseInfo: synchronous('getAppBaseInfo', baseInfo),
  getDeviceInfo: synchronous('getDeviceInfo', deviceInfo),
  getSystemSetting: synchronous('getSystemSetting', () => ({ deviceOrientation: 'portrait' })),
  getAppAuthorizeSetting: synchronous('getAppAuthorizeSetting', () => ({})),
  getMenuButtonBoundingClientRect: synchronous('getMenuButtonBoundingClientRect', () => {
    const { width, statusBarHeight } = state.boot.device
    const [right, top] = [width - 10, statusBarHeight + 6]
    return { width: 87, height: 32, right, left: right - 87, top, bottom: top + 32 }
  }),
  getAccountInfoSync: synchronous('getAccountInfoSync', () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    plugin: {},
  })),
  getSetting: asynchronous('getSetting', settings),
  openSetting: asynchronous('openSetting', settings),
  getNetworkType: asynchronous('getNetworkType', () => ({ networkType: state.boot.device.networkType })),
  getUpdateManager: synchronous('getUpdateManager', () =>
    Object.fromEntries(
      ['onCheckForUpdate', 'onUpdateReady', 'onUpdateFailed', 'applyUpdate'].map(name => [name, () => {}]),
    ),
  ),
  getRealtimeLogManager: synchronous('getRealtimeLogManager', () =>
    Object.fromEntries(['info', 'warn', 'error', 'setFilterMsg', 'addFilterMsg', 'in'].map(name => [name, () => {}])),
  ),
  canIUse: (text: string) => {
    const name = text.split('.')[0] as string
    return (
      state.boot.knownApis.includes(name) || /^(button|input|picker|view|text|image|canvas|scroll-view)$/.test(name)
    )
  },
  ...event(
    `AppShow AppHide ThemeChange Error UnhandledRejection PageNotFound WindowResize NetworkStatusChange KeyboardHeightChange
MemoryWarning UserCaptureScreen NeedPrivacyAuthorization AudioInterruptionBegin AudioInterruptionEnd LazyLoadError`.split(
      /\s+/,
    ),
    {},
  ),
}
