import type { Call, Sight } from './in-page'

/** Calls that show something. A request shows nothing; what is stored, and where one gets to, shows by itself. */
const SHOWING = new Set(
  `showToast showModal showLoading showActionSheet setClipboardData requestSubscribeMessage openSetting makePhoneCall
  contact openCustomerServiceChat chooseImage chooseMedia chooseVideo chooseMessageFile chooseAddress chooseLocation
  chooseInvoiceTitle choosePoi scanCode previewImage previewMedia openDocument openLocation saveImageToPhotosAlbum
  saveVideoToPhotosAlbum showShareImageMenu addPhoneCalendar addPhoneRepeatCalendar addPhoneContact requestPayment
  navigateToMiniProgram openEmbeddedMiniProgram exitMiniProgram restartMiniProgram applyUpdate`.split(/\s+/),
)

/** What failed has shown nothing, unless somebody closed it. */
export const hasShown = ({ name, errMsg }: Call): boolean =>
  SHOWING.has(name) && (!/:fail\b/.test(errMsg) || /cancel/.test(errMsg))

/** Whether anything is other than before that a person notices, or that lasts. */
export const hasChanged = (before: Sight, then: Sight): boolean =>
  before.stack !== then.stack ||
  before.page !== then.page ||
  before.scroll !== then.scroll ||
  (then.focus !== '' && before.focus !== then.focus) ||
  !isSameStorage(before.storage, then.storage)

/** Keys in any order. */
export const isSameStorage = (one: Sight['storage'], other: Sight['storage']): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
