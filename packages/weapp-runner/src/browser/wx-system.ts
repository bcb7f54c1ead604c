import { events, state, theme } from './state'

/** Sizes of window and screen in CSS pixels; the window is what lies between the bars. */
function windowInfo() {
  const { width, height, pixelRatio, statusBarHeight: top } = state.boot.device
  const safeArea = { left: 0, top, right: width, bottom: height, width, height: height - top }
  const screen = { screenWidth: width, screenHeight: height, screenTop: top + 44, statusBarHeight: top, safeArea }
  return { ...screen, pixelRatio, windowWidth: width, windowHeight: document.getElementById('pages')!.clientHeight }
}

function baseInfo() {
  const { SDKVersion, version, language, fontSizeSetting } = state.boot.device
  // WeChat tells the theme only to apps that declare darkmode
  const themed = window.__app.config.darkmode === true ? { theme: theme() } : {}
  return { SDKVersion, version, language, fontSizeSetting, fontSizeScaleFactor: fontSizeSetting / 17, ...themed }
}

function deviceInfo() {
  const { platform, system } = state.boot.device
  return { brand: 'weapp-runner', model: 'weapp-runner', platform, system, benchmarkLevel: 50 }
}

/** Where the capsule in the corner lies. */
function menuButton() {
  const [right, top] = [state.boot.device.width - 10, state.boot.device.statusBarHeight + 6]
  return { width: 87, height: 32, right, left: right - 87, top, bottom: top + 32 }
}

const systemInfo = () => ({ ...windowInfo(), ...baseInfo(), ...deviceInfo() })
const account = { miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }, plugin: {} }
const silent = (names: string) => () => Object.fromEntries(names.split(' ').map(name => [name, () => {}]))

const EVENTS = `AppShow AppHide ThemeChange Error UnhandledRejection PageNotFound NetworkStatusChange WindowResize
KeyboardHeightChange MemoryWarning UserCaptureScreen`.split(/\s+/)
const on = (name: string) => [
  [`on${name}`, (listener: (value: unknown) => void) => events.on(name, listener)],
  [`off${name}`, (listener?: (value: unknown) => void) => events.off(name, listener)],
]

export const systemWorks = {
  getSystemInfo: systemInfo,
  getSystemInfoAsync: systemInfo,
  getSystemInfoSync: systemInfo,
  getWindowInfo: windowInfo,
  getAppBaseInfo: baseInfo,
  getDeviceInfo: deviceInfo,
  getMenuButtonBoundingClientRect: menuButton,
  getAccountInfoSync: () => account,
  getSetting: () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true } }),
  getNetworkType: () => ({ networkType: state.boot.device.networkType }),
  getLaunchOptionsSync: () => ({ ...state.launched }),
  getEnterOptionsSync: () => ({ ...state.entered }),
}

/** What is no call with an answer. */
export const systemObjects = {
  getUpdateManager: () => ({
    ...silent('onCheckForUpdate onUpdateFailed')(),
    onUpdateReady: (listener: () => void) => events.on('UpdateReady', listener),
    applyUpdate: () => void state.wxCalls.push({ name: 'applyUpdate', args: [], page: state.currentRoute }),
  }),
  getRealtimeLogManager: silent('info warn error setFilterMsg addFilterMsg in'),
  canIUse: (text: string) => text.split('.')[0]! in state.boot.knownApis,
  ...Object.fromEntries(EVENTS.flatMap(on)),
}
