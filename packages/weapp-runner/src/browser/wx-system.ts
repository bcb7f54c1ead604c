import { dark, state } from './state'
import { asynchronous, synchronous } from './wx-answer'

const data = window.__app

/** Sizes of window and screen in CSS pixels; the window is what lies between the bars. */
function windowInfo() {
  const { width, height, pixelRatio, statusBarHeight } = state.boot.device
  const safeArea = {
    left: 0,
    right: width,
    top: statusBarHeight,
    bottom: height,
    width,
    height: height - statusBarHeight,
  }
  return {
    ...{
      pixelRatio,
      screenWidth: width,
      screenHeight: height,
      statusBarHeight,
      screenTop: statusBarHeight + 44,
      safeArea,
    },
    ...{ windowWidth: width, windowHeight: document.getElementById('pages')?.clientHeight || height },
  }
}

function baseInfo() {
  const { SDKVersion, version, language, fontSizeSetting } = state.boot.device
  return {
    ...{ SDKVersion, version, language, fontSizeSetting, fontSizeScaleFactor: fontSizeSetting / 17 },
    host: { env: 'WeChat', appId: '', version: 0 },
    // WeChat tells the theme only to apps that declare darkmode
    ...(data.config.darkmode === true ? { theme: dark() ? 'dark' : 'light' } : {}),
  }
}

const deviceInfo = () => {
  const { platform, system } = state.boot.device
  return { brand: 'weapp-runner', model: 'weapp-runner', platform, system, benchmarkLevel: 50 }
}
const systemInfo = () => ({ ...windowInfo(), ...baseInfo(), ...deviceInfo() })
const settings = () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true } })
const account = { miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }, plugin: {} }
const silent = (names: string) => () => Object.fromEntries(names.split(' ').map(name => [name, () => {}]))

function menuButton() {
  const { width, statusBarHeight } = state.boot.device
  const [right, top] = [width - 10, statusBarHeight + 6]
  return { width: 87, height: 32, right, left: right - 87, top, bottom: top + 32 }
}

const EVENTS = `AppShow AppHide ThemeChange Error UnhandledRejection PageNotFound WindowResize NetworkStatusChange
KeyboardHeightChange MemoryWarning UserCaptureScreen NeedPrivacyAuthorization AudioInterruptionBegin AudioInterruptionEnd
LazyLoadError`.split(/\s+/)
const listeners = new Map(EVENTS.map(name => [name, new Set<(value: unknown) => void>()]))

/** Calls what the app registered with `wx.on…`. */
export function emit(name: string, value: unknown): void {
  for (const listener of listeners.get(name) ?? []) listener(value)
}

const on = ([name, set]: [string, Set<(value: unknown) => void>]) => [
  [`on${name}`, (listener: never) => void set.add(listener)],
  [`off${name}`, (listener?: never) => (listener ? void set.delete(listener) : set.clear())],
]

/** What components `canIUse` may be asked about, beside the APIs. */
const COMPONENTS = ['button', 'input', 'picker', 'view', 'text', 'image', 'canvas', 'scroll-view']

export const systemApis = {
  getSystemInfoSync: synchronous('getSystemInfoSync', systemInfo),
  getSystemInfo: asynchronous('getSystemInfo', systemInfo),
  getSystemInfoAsync: asynchronous('getSystemInfoAsync', systemInfo),
  getWindowInfo: synchronous('getWindowInfo', windowInfo),
  getAppBaseInfo: synchronous('getAppBaseInfo', baseInfo),
  getDeviceInfo: synchronous('getDeviceInfo', deviceInfo),
  getSystemSetting: synchronous('getSystemSetting', () => ({ deviceOrientation: 'portrait' })),
  getAppAuthorizeSetting: synchronous('getAppAuthorizeSetting', () => ({})),
  getMenuButtonBoundingClientRect: synchronous('getMenuButtonBoundingClientRect', menuButton),
  getAccountInfoSync: synchronous('getAccountInfoSync', () => account),
  getSetting: asynchronous('getSetting', settings),
  openSetting: asynchronous('openSetting', settings),
  getNetworkType: asynchronous('getNetworkType', () => ({ networkType: state.boot.device.networkType })),
  getUpdateManager: silent('onCheckForUpdate onUpdateReady onUpdateFailed applyUpdate'),
  getRealtimeLogManager: silent('info warn error setFilterMsg addFilterMsg in'),
  canIUse: (text: string) => [...state.boot.knownApis, ...COMPONENTS].includes(text.split('.')[0]!),
  ...Object.fromEntries([...listeners].flatMap(on)),
}
