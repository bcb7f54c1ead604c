import Taro from '@tarojs/taro'

/** Every page of the mini-program, in one place. */
const PAGES = {
  progress: '/pages/progress/index',
  scores: '/pages/scores/index',
  calendar: '/pages/calendar/index',
  me: '/pages/me/index',
  rules: '/certificate/rules/index',
  about: '/certificate/about/index',
} as const

type TabName = 'progress' | 'scores' | 'calendar' | 'me'

export const goToTab = (name: TabName): void => void Taro.switchTab({ url: PAGES[name] })

export const goToPage = (name: Exclude<keyof typeof PAGES, TabName>): void => void Taro.navigateTo({ url: PAGES[name] })
