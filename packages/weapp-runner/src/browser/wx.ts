import { goBack, navigate, redraw, top } from './pages'
import { refuse, state } from './state'
import { asynchronous, each, Failure, type Options, synchronous } from './wx-answer'
import { storageApis } from './wx-storage'
import { systemApis } from './wx-system'

/** Calls that show something of WeChat's own and simply succeed; tests read them from `wxCalls`. */
const SIMPLE =
  `showToast hideToast showLoading hideLoading setNavigationBarColor setBackgroundColor setBackgroundTextStyle
setTabBarStyle setTabBarItem setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot showNavigationBarLoading
hideNavigationBarLoading hideHomeButton stopPullDownRefresh startPullDownRefresh showShareMenu hideShareMenu updateShareMenu
setClipboardData addPhoneCalendar addPhoneRepeatCalendar previewImage saveImageToPhotosAlbum showShareImageMenu vibrateShort
vibrateLong setKeepScreenOn hideKeyboard reportEvent openCustomerServiceChat checkSession authorize`.split(/\s+/)

/** Not available when opened from Moments as a single page. */
const NOT_IN_SINGLE_PAGE = `login checkSession getSetting openSetting authorize setClipboardData saveImageToPhotosAlbum
showShareImageMenu addPhoneCalendar addPhoneRepeatCalendar requestSubscribeMessage openCustomerServiceChat hideTabBar
showTabBar`.split(/\s+/)

const MOST_TEMPLATES = 5
let logins = 0

const showTabBar = (hidden: boolean) => () => {
  state.tabBarHidden = hidden
  redraw()
}

/** Refuses to ask for subscriptions as WeChat does, whatever the test's answer would be. */
function checkSubscription({ tmplIds }: Options): void {
  if (!state.tapping) throw new Failure('can only be invoked by user TAP gesture.')
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw new Failure('empty tmplIds', { errCode: 10001 })
  if (tmplIds.length > MOST_TEMPLATES) throw new Failure('too many tmplIds', { errCode: 20003 })
}

/** Carried out in Node, which reaches this machine only. */
function request(options: Options) {
  const abort = () => refuse('RequestTask.abort')
  return Object.assign(asynchronous('request')(options) ?? {}, {
    abort,
    onHeadersReceived() {},
    offHeadersReceived() {},
  })
}

function clipboard(): Options {
  const last = state.wxCalls.filter(call => call.name === 'setClipboardData').at(-1)?.args[0] as Options | undefined
  return { data: String(last?.data ?? '') }
}

const APIS: Options = {
  ...systemApis,
  ...storageApis,
  ...each(asynchronous, {
    // nobody is there to confirm: without an answer of the test the user has closed it
    showModal: ({ showCancel }) => ({ confirm: showCancel === false, cancel: showCancel !== false }),
    showActionSheet: () => Promise.reject(new Failure('cancel')),
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
    hideTabBar: showTabBar(true),
    showTabBar: showTabBar(false),
    login: () => ({ code: `runner-code-${++logins}` }),
    getClipboardData: clipboard,
  }),
  requestSubscribeMessage: asynchronous(
    'requestSubscribeMessage',
    ({ tmplIds }) => Object.fromEntries((tmplIds as string[]).map(id => [id, 'reject'])),
    checkSubscription,
  ),
  request,
  createSelectorQuery: () => top()!.root.get().createSelectorQuery(),
  createIntersectionObserver: (from: { createIntersectionObserver(options?: unknown): unknown }, options?: unknown) =>
    from.createIntersectionObserver(options),
  nextTick: (run: () => void) => setTimeout(run),
  getLaunchOptionsSync: () => launched(),
  getEnterOptionsSync: () => ({ ...entered }),
}

function launched() {
  const { path, query, scene, referrerInfo } = state.boot
  return { path, query, scene, referrerInfo, apiCategory: scene === 1154 ? 'browseOnly' : 'default' }
}

/** Options of the last cold or warm start. */
export let entered: ReturnType<typeof launched>
export const setEntered = (changes: Partial<typeof entered> = {}): void => {
  entered = { ...launched(), ...changes }
}

const disabled = (name: string) =>
  asynchronous(name, () => Promise.reject(new Failure('can not be used in single page mode')))

/** Builds the global `wx`: what is implemented, the test's answers for what is not, and a refusal for every other known name. */
export function createWx(): Options {
  const apis: Options = { ...Object.fromEntries(SIMPLE.map(name => [name, asynchronous(name)])), ...APIS }
  for (const name of Object.keys(state.boot.answers)) {
    const sync = /Sync$|^(get|create).*(Info|Manager|Context|Rect)$/.test(name)
    apis[name] ??= sync ? synchronous(name, () => undefined) : asynchronous(name)
  }
  if (state.boot.scene === 1154) for (const name of NOT_IN_SINGLE_PAGE) apis[name] = disabled(name)
  for (const name of state.boot.knownApis) apis[name] ??= () => refuse(`wx.${name}`)
  return apis
}
