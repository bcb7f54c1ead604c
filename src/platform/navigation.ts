import Taro from '@tarojs/taro'
import { PAGES, type PageName, TABS, type TabName } from './routes'

let isGoing = false

/** One navigation at a time: a second tap that comes before the page has changed opens nothing more. */
async function go(start: () => Promise<unknown>): Promise<void> {
  if (isGoing) return
  isGoing = true
  try {
    await start()
  } finally {
    isGoing = false
  }
}

export const goToTab = (name: TabName): void => void go(() => Taro.switchTab({ url: `/${TABS[name]}` }))

/** @param query handed to the page, already without characters that an address cannot hold */
export const goToPage = (name: PageName, query?: string): void =>
  void go(async () => {
    // The page in front takes taps until the next has slid over it.
    if (Taro.getCurrentPages().slice(-1)[0]?.route === PAGES[name]) return
    await Taro.navigateTo({ url: `/${PAGES[name]}${query ? `?${query}` : ''}` })
  })
