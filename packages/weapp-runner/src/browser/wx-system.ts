import { dark, state } from './state'
import { asynchronous, each, synchronous } from './wx-answer'

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
  const screen = { screenWidth: width, screenHeight: height, screenTop: statusBarHeight + 44 }
  const windowHeight = document.getElementById('pages')?.clientHeight || height
  return { ...screen, pixelRatio, statusBarHeight, safeArea, windowWidth: width, windowHeight }
}

function baseInfo() {
  const { SDKVersion, version, language, fontSizeSetting } = state.boot.device
  // WeChat tells the theme only to apps that declare darkmode
  const theme = data.config.darkmode === true ? { theme: dark() ? 'dark' : 'light' } : {}
  return { SDKVersion, version, language, fontSizeSetting, fontSizeScaleFactor: fontSizeSetting / 17, ...theme }
}

function deviceInfo() {
  const { platform, system } = state.boot.device
  return { brand: 'weapp-runner', model: 'weapp-runner', platform, system, benchmarkLevel: 50 }
}

function menuButton() {
  const { width, statusBarHeight } = state.boot.device
  const [right, top] = [width - 10, statusBarHeight + 6]
  return { width: 87, height: 32, right, left: right - 87, top, bottom: top + 32 }
}

const systemInfo = () => ({ ...windowInfo(), ...baseInfo(), ...deviceInfo() })
const settings = () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true } })
const account = { miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }, plugin: {} }
const silent = (names: string) => () => Object.fromEntries(names.split(' ').map(name => [name, () => {}]))

const EVENTS = `AppShow AppHide ThemeChange Error UnhandledRejection PageNotFound WindowResize NetworkStatusChange
KeyboardHeightChange MemoryWarning UserCaptureScreen NeedPrivacyAuthorization AudioInterruptionBegin AudioInterruptionEnd
LazyLoadError`.split(/\s+/)
type Listener = (value: unknown) => void
const listeners = new Map(EVENTS.map(name => [name, new Set<Listener>()]))

/** Calls what the app registered with `wx.on…`. */
export function emit(name: string, value: unknown): void {
  for (const listener of listeners.get(name) ?? []) listener(value)
}

const on = ([name, set]: [string, Set<Listener>]) => [
  [`on${name}`, (listener: Listener) => void set.add(listener)],
  [`off${name}`, (listener?: Listener) => (listener ? void set.delete(listener) : set.clear())],
]

/** What components `canIUse` may be asked about, beside the APIs. */
const COMPONENTS = ['button', 'input', 'picker', 'view', 'text', 'image', 'canvas', 'scroll-view']

export const systemApis = {
  ...each(synchronous, {
    getSystemInfoSync: systemInfo,
    getWindowInfo: windowInfo,
    getAppBaseInfo: baseInfo,
    getDeviceInfo: deviceInfo,
    getMenuButtonBoundingClientRect: menuButton,
    getAccountInfoSync: () => account,
  }),
  ...each(asynchronous, {
    getSystemInfo: systemInfo,
    getSystemInfoAsync: systemInfo,
    getSetting: settings,
    openSetting: settings,
    getNetworkType: () => ({ networkType: state.boot.device.networkType }),
  }),
  getUpdateManager: silent('onCheckForUpdate onUpdateReady onUpdateFailed applyUpdate'),
  getRealtimeLogManager: silent('info warn error setFilterMsg addFilterMsg in'),
  canIUse: (text: string) => [...state.boot.knownApis, ...COMPONENTS].includes(text.split('.')[0]!),
  ...Object.fromEntries([...listeners].flatMap(on)),
}
