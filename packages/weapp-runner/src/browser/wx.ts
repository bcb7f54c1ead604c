import { isRoute, NavigationError, navigation, parseUrl, redraw, top } from './pages'
import { setTabBarHidden } from './phone'
import { refuse, state, type WxResult } from './state'
import { asynchronous, Failure, synchronous } from './wx-answer'
import { canvasToTempFilePath, createSelectorQuery } from './wx-query'
import { storageApis } from './wx-storage'
import { systemApis } from './wx-system'

type Options = Record<string, unknown>

/** Calls that show something of WeChat's own and simply succeed; tests read them from `wxCalls`. */
const SIMPLE =
  `showToast hideToast showLoading hideLoading setNavigationBarColor setBackgroundColor setBackgroundTextStyle
setTabBarStyle setTabBarItem setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot showNavigationBarLoading
hideNavigationBarLoading hideHomeButton stopPullDownRefresh startPullDownRefresh showShareMenu hideShareMenu updateShareMenu
setClipboardData addPhoneCalendar addPhoneRepeatCalendar previewImage saveImageToPhotosAlbum showShareImageMenu vibrateShort
vibrateLong setKeepScreenOn hideKeyboard reportEvent openCustomerServiceChat checkSession authorize setVisualEffectOnCapture`.split(
    /\s+/,
  )

/** Not available when opened from Moments as a single page. */
const NOT_IN_SINGLE_PAGE =
  `login checkSession getSetting openSetting authorize setClipboardData saveImageToPhotosAlbum showShareImageMenu
addPhoneCalendar addPhoneRepeatCalendar requestSubscribeMessage openCustomerServiceChat hideTabBar showTabBar`.split(
    /\s+/,
  )

const MOST_TEMPLATES = 5
let logins = 0

const navigate = (kind: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab') =>
  asynchronous(kind, ({ url }) => {
    navigation.open(kind, String(url))
  })

const dialogs = {
  /** Nobody is there to confirm: without an answer of the test the user has closed it. */
  showModal: asynchronous('showModal', ({ showCancel }) =>
    showCancel === false ? { confirm: true, cancel: false } : { confirm: false, cancel: true },
  ),
  showActionSheet: asynchronous('showActionSheet', () => {
    throw new Failure('cancel')
  }),
  requestSubscribeMessage: asynchronous(
    'requestSubscribeMessage',
    ({ tmplIds }) => Object.fromEntries((tmplIds as string[]).map(id => [id, 'reject'])),
    ({ tmplIds }) => {
      if (!state.tapping) throw new Failure('can only be invoked by user TAP gesture.')
      if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw new Failure('empty tmplIds', { errCode: 10001 })
      if (tmplIds.length > MOST_TEMPLATES) throw new Failure('too many tmplIds', { errCode: 20003 })
    },
  ),
}

const pages = {
  navigateTo: navigate('navigateTo'),
  redirectTo: navigate('redirectTo'),
  reLaunch: navigate('reLaunch'),
  switchTab: navigate('switchTab'),
  navigateBack: asynchronous('navigateBack', ({ delta }) => navigation.back(Number(delta ?? 1))),
  setNavigationBarTitle: asynchronous('setNavigationBarTitle', ({ title }) => {
    const entry = top()
    if (entry) entry.title = String(title)
    redraw()
  }),
  pageScrollTo: asynchronous('pageScrollTo', ({ scrollTop, selector }) => {
    const page = top()!.frame.contentDocument!
    if (selector) page.querySelector(String(selector))?.scrollIntoView()
    else page.scrollingElement!.scrollTop = Number(scrollTop)
  }),
  hideTabBar: asynchronous('hideTabBar', () => {
    setTabBarHidden(true)
    redraw()
  }),
  showTabBar: asynchronous('showTabBar', () => {
    setTabBarHidden(false)
    redraw()
  }),
}

const network = {
  login: asynchronous('login', () => {
    logins += 1
    return { code: `runner-code-${logins}` }
  }),
  getClipboardData: asynchronous('getClipboardData', () => {
    const last = state.wxCalls.filter(call => call.name === 'setClipboardData').at(-1)?.args[0] as Options | undefined
    return { data: String(last?.data ?? '') }
  }),
  /** Goes through Node, and only to this machine. */
  request: (options: Options) => {
    let aborted = false
    const task = {
      abort: () => (aborted = true),
      onHeadersReceived() {},
      offHeadersReceived() {},
      onChunkReceived() {},
    }
    const promise = asynchronous('request', async ({ url, method, data, header, dataType, responseType, timeout }) => {
      const answer: WxResult = await window.__host('request', {
        url,
        method,
        data,
        header,
        dataType,
        responseType,
        timeout,
      })
      if (aborted) throw new Failure('abort')
      if (answer.error !== undefined) throw new Failure(String(answer.error))
      return answer
    })(options)
    return promise ? Object.assign(promise, task) : task
  },
}

const queries = {
  createSelectorQuery,
  canvasToTempFilePath,
  createIntersectionObserver: (
    component: { createIntersectionObserver(options?: unknown): unknown },
    options?: unknown,
  ) => component.createIntersectionObserver(options),
  nextTick: (run: () => void) => setTimeout(run),
  getLaunchOptionsSync: () => ({ ...launched() }),
  getEnterOptionsSync: () => ({ ...entered }),
}

const launched = () => {
  const { path, query, scene, referrerInfo } = state.boot
  return {
    path,
    query,
    scene,
    referrerInfo,
    shareTicket: undefined,
    forwardMaterials: [] as unknown[],
    apiCategory: scene === 1154 ? 'browseOnly' : 'default',
  }
}

/** Options of the last cold or warm start. */
export let entered: ReturnType<typeof launched> = undefined as never
export const setEntered = (changes: Partial<ReturnType<typeof launched>> = {}) => {
  entered = { ...launched(), ...changes }
}

/** Builds the global `wx`: what is implemented, the test's answers for what is not, and a refusal for every other known name. */
export function createWx(): Options {
  const simple = SIMPLE.map(name => [name, asynchronous(name, () => ({}))])
  const apis: Options = {
    ...Object.fromEntries(simple),
    ...systemApis,
    ...storageApis,
    ...dialogs,
    ...pages,
    ...network,
    ...queries,
  }
  for (const name of Object.keys(state.boot.answers)) {
    if (name in apis) continue
    const sync = /Sync$|^(get|create).*(Info|Manager|Context|Rect)$/.test(name)
    apis[name] = sync ? synchronous(name, () => undefined) : asynchronous(name, () => ({}))
  }
  if (state.boot.scene === 1154)
    for (const name of NOT_IN_SINGLE_PAGE)
      apis[name] = asynchronous(
        name,
        () => {},
        () => {
          throw new Failure('can not be used in single page mode')
        },
      )
  for (const name of state.boot.knownApis) apis[name] ??= () => refuse(`wx.${name}`)
  return apis
}

export { isRoute, NavigationError, parseUrl }
