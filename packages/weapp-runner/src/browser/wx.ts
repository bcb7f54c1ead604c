import { goBack, NAVIGATIONS, navigate, parseUrl, redraw, top } from './pages'
import { refuse, state } from './state'
import { asynchronous, failure, type Options, synchronous, type Work } from './wx-answer'
import { canvasToTempFilePath } from './wx-canvas'
import { storageWorks } from './wx-storage'
import { systemObjects, systemWorks } from './wx-system'

/** Calls that show something of WeChat's own and simply succeed; tests read them from `wxCalls`. */
const SIMPLE = `showToast hideToast showLoading hideLoading setNavigationBarColor setBackgroundColor
setBackgroundTextStyle setTabBarStyle setTabBarItem setTabBarBadge removeTabBarBadge showTabBarRedDot
hideTabBarRedDot showNavigationBarLoading hideNavigationBarLoading hideHomeButton stopPullDownRefresh
startPullDownRefresh showShareMenu hideShareMenu updateShareMenu setClipboardData addPhoneCalendar
addPhoneRepeatCalendar previewImage saveImageToPhotosAlbum showShareImageMenu vibrateShort vibrateLong
setKeepScreenOn hideKeyboard reportEvent openCustomerServiceChat checkSession authorize openSetting`.split(/\s+/)

let logins = 0

/** What a call does that only succeeds. */
const nothing = () => ({})

/** What calls do that have an answer, unless the test gives another. */
const WORKS: Record<string, Work> = {
  ...systemWorks,
  ...storageWorks,
  // the test gave no answer: the user has closed it
  showModal: ({ showCancel }: Options) => ({ confirm: showCancel === false, cancel: showCancel !== false }),
  showActionSheet: () => Promise.reject(failure('cancel')),
  ...Object.fromEntries(NAVIGATIONS.map(kind => [kind, ({ url }: Options) => navigate(kind, ...parseUrl(url))])),
  navigateBack: ({ delta }: Options) => goBack(Number(delta ?? 1)),
  setNavigationBarTitle({ title }: Options) {
    top()!.title = String(title)
    redraw()
  },
  pageScrollTo({ scrollTop, selector }: Options) {
    const { page } = top()!
    if (selector) page.querySelector(String(selector))?.scrollIntoView()
    else page.defaultView!.scrollTo(0, Number(scrollTop))
  },
  arrayBufferToBase64: (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes))),
  login: () => ({ code: `runner-code-${++logins}` }),
  requestSubscribeMessage: (call: { tmplIds: string[] }) => Object.fromEntries(call.tmplIds.map(id => [id, 'reject'])),
  canvasToTempFilePath,
}

/** With `responseType: 'arraybuffer'` the app gets bytes. */
function readable(options: Options): Options {
  const { responseType, success } = options
  if (responseType !== 'arraybuffer' || typeof success !== 'function') return options
  const inBytes = (result: Options) => {
    const { base64 } = result.data as { base64: string }
    success({ ...result, data: Uint8Array.from(atob(base64), each => each.charCodeAt(0)).buffer })
  }
  return { ...options, success: inBytes }
}

/**
 * A single page of Moments: these are not there at all, and of those reading throws, which WeChat lists nowhere; an app
 * that needs none of them is not disturbed by others that behave so.
 */
const GONE_IN_SINGLE = 'getUpdateManager getUserProfile requestPayment chooseAddress'.split(' ')
const THROW_IN_SINGLE = 'getWeRunData startFacialRecognitionVerify createVKSession join1v1Chat'.split(' ')

function asInMoments(wx: Options): Options {
  for (const name of GONE_IN_SINGLE) delete wx[name]
  for (const name of THROW_IN_SINGLE)
    Object.defineProperty(wx, name, {
      enumerable: true,
      configurable: name !== 'createVKSession',
      get: () => {
        throw new Error(`${name} is not available in single page mode`)
      },
    })
  return wx
}

/** What is more than a call with an answer. */
const OBJECTS: Options = {
  ...systemObjects,
  // carried out in Node, which reaches this machine only
  request: (options: Options) =>
    Object.assign(asynchronous('request', nothing)(readable(options)) ?? {}, {
      abort: () => refuse('RequestTask.abort'),
    }),
  createSelectorQuery: () => top()!.caller.createSelectorQuery(),
  createIntersectionObserver: (from: Record<string, (options?: Options) => unknown>, options?: Options) =>
    from.createIntersectionObserver!(options),
  nextTick: (run: () => void) => setTimeout(run),
}

/** Builds the global `wx`: every known name refuses, unless it is implemented here or the test answers. */
export function createWx(): Options {
  const { answers, knownApis } = state.boot
  const refused = Object.keys(knownApis).map(name => [name, () => refuse(`wx.${name}`)])
  const answered = [...SIMPLE, ...Object.keys({ ...answers, ...WORKS })].map(name => {
    const make = knownApis[name] === false ? synchronous : asynchronous
    return [name, make(name, WORKS[name] ?? nothing)]
  })
  const wx = { ...Object.fromEntries([...refused, ...answered]), ...OBJECTS }
  return state.boot.scene === 1154 ? asInMoments(wx) : wx
}
