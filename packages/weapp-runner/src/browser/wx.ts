import { goBack, navigate, redraw, top } from './pages'
import { refuse, state } from './state'
import { asynchronous, each, failure, type Options, synchronous } from './wx-answer'
import { canvasToTempFilePath, withCanvas } from './wx-canvas'
import { storageApis } from './wx-storage'
import { systemApis } from './wx-system'

/** Calls that show something of WeChat's own and simply succeed; tests read them from `wxCalls`. */
const SIMPLE =
  `showToast hideToast showLoading hideLoading setNavigationBarColor setBackgroundColor setBackgroundTextStyle
setTabBarStyle setTabBarItem setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot showNavigationBarLoading
hideNavigationBarLoading hideHomeButton stopPullDownRefresh startPullDownRefresh showShareMenu hideShareMenu updateShareMenu
setClipboardData addPhoneCalendar addPhoneRepeatCalendar previewImage saveImageToPhotosAlbum showShareImageMenu vibrateShort
vibrateLong setKeepScreenOn hideKeyboard reportEvent openCustomerServiceChat checkSession authorize openSetting`.split(
    /\s+/,
  )

/** Not available when opened from Moments as a single page. */
const NOT_IN_SINGLE_PAGE = `login checkSession getSetting openSetting authorize setClipboardData saveImageToPhotosAlbum
showShareImageMenu addPhoneCalendar addPhoneRepeatCalendar requestSubscribeMessage openCustomerServiceChat`.split(/\s+/)

const MOST_TEMPLATES = 5
let logins = 0

/** Refuses to ask for subscriptions as WeChat does, whatever the test's answer would be. */
function checkSubscription({ tmplIds }: Options): void {
  if (!state.tapping) throw failure('can only be invoked by user TAP gesture.')
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw failure('empty tmplIds', { errCode: 10001 })
  if (tmplIds.length > MOST_TEMPLATES) throw failure('too many tmplIds', { errCode: 20003 })
}

const APIS: Options = {
  ...Object.fromEntries(SIMPLE.map(name => [name, asynchronous(name)])),
  ...systemApis,
  ...storageApis,
  ...each(asynchronous, {
    // nobody is there to confirm: without an answer of the test the user has closed it
    showModal: ({ showCancel }) => ({ confirm: showCancel === false, cancel: showCancel !== false }),
    showActionSheet: () => Promise.reject(failure('cancel')),
    navigateTo: ({ url }) => navigate('navigateTo', String(url)),
    redirectTo: ({ url }) => navigate('redirectTo', String(url)),
    reLaunch: ({ url }) => navigate('reLaunch', String(url)),
    switchTab: ({ url }) => navigate('switchTab', String(url)),
    navigateBack: ({ delta }) => goBack(Number(delta ?? 1)),
    setNavigationBarTitle({ title }) {
      top()!.title = String(title)
      redraw()
    },
    pageScrollTo({ scrollTop, selector }) {
      const { contentDocument, contentWindow } = top()!.frame
      if (selector) contentDocument!.querySelector(String(selector))?.scrollIntoView()
      else contentWindow!.scrollTo(0, Number(scrollTop))
    },
    login: () => ({ code: `runner-code-${++logins}` }),
  }),
  requestSubscribeMessage: asynchronous(
    'requestSubscribeMessage',
    ({ tmplIds }) => Object.fromEntries((tmplIds as string[]).map(id => [id, 'reject'])),
    checkSubscription,
  ),
  // carried out in Node, which reaches this machine only
  request: (options: Options) =>
    Object.assign(asynchronous('request')(options) ?? {}, { abort: () => refuse('RequestTask.abort') }),
  createSelectorQuery: () => withCanvas(top()!.root.get().createSelectorQuery()),
  canvasToTempFilePath,
  createIntersectionObserver: (from: Record<string, (options?: Options) => unknown>, options?: Options) =>
    from.createIntersectionObserver!(options),
  nextTick: (run: () => void) => setTimeout(run),
  getLaunchOptionsSync: () => ({ ...state.launched }),
  getEnterOptionsSync: () => ({ ...state.entered }),
}

function refuseInSinglePage(): never {
  throw failure('can not be used in single page mode')
}

/** Builds the global `wx`: what is implemented, the test's answers for what is not, and a refusal for every other known name. */
export function createWx(): Options {
  const { answers, scene, knownApis } = state.boot
  const apis = { ...APIS }
  for (const name of Object.keys(answers)) {
    const sync = /Sync$|^(get|create).*(Info|Manager|Context|Rect)$/.test(name)
    apis[name] ??= sync ? synchronous(name, () => undefined) : asynchronous(name)
  }
  if (scene === 1154)
    for (const name of NOT_IN_SINGLE_PAGE) apis[name] = asynchronous(name, undefined, refuseInSinglePage)
  for (const name of knownApis) apis[name] ??= () => refuse(`wx.${name}`)
  return apis
}
