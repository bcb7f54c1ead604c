import Taro from '@tarojs/taro'
import { PAGES, type PageName, TABS, type TabName } from './routes'

export const goToTab = (name: TabName): void => void Taro.switchTab({ url: `/${TABS[name]}` })

export const goToPage = (name: PageName): void => void Taro.navigateTo({ url: `/${PAGES[name]}` })
