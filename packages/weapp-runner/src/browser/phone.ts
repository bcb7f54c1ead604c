import { appUrl } from './files'
import PHONE_CSS from './phone.css'
import { dark, state } from './state'

const data = window.__app

export const tabs = data.config.tabBar?.list.map(item => item.pagePath) ?? []

const part = (id: string) => Object.assign(document.createElement('div'), { id })
const [bar, tabBar] = [part('bar'), part('tabs')]
export const screen: HTMLElement = part('pages')
let tabBarHidden = false

/** Draws the phone around the pages: navigation bar, tab bar. */
export function drawPhone(): void {
  document.head.append(Object.assign(document.createElement('style'), { textContent: PHONE_CSS }))
  document.body.append(bar, screen, tabBar)
}

/** A colour of the configuration; `@name` is looked up in the theme. */
function themed(value: unknown, otherwise: string): string {
  if (typeof value !== 'string' || value === '') return otherwise
  if (!value.startsWith('@')) return value
  return data.theme[dark() && data.config.darkmode === true ? 'dark' : 'light'][value.slice(1)] ?? otherwise
}

export const setTabBarHidden = (hidden: boolean): void => {
  tabBarHidden = hidden
}

/** Shows the bars that belong to the page on top. */
export function drawBars(route: string, config: Record<string, unknown>, title: string, canGoBack: boolean): void {
  bar.textContent = `${canGoBack ? '‹ ' : ''}${title}`
  bar.hidden = config.navigationStyle === 'custom'
  bar.style.height = `${state.boot.device.statusBarHeight + 44}px`
  bar.style.color = themed(config.navigationBarTextStyle, 'white')
  bar.style.background = themed(config.navigationBarBackgroundColor, '#000')
  screen.style.background = themed(config.backgroundColorContent, '#fff')
  tabBar.hidden = !tabs.includes(route) || tabBarHidden || state.boot.scene === 1154
  const { list = [], backgroundColor, selectedColor, color } = data.config.tabBar ?? {}
  tabBar.style.background = themed(backgroundColor, '#fff')
  tabBar.replaceChildren(
    ...list.map(({ pagePath, text, iconPath, selectedIconPath }) => {
      const selected = pagePath === route
      const cell = document.createElement('div')
      const icon = themed(selected ? selectedIconPath : iconPath, '')
      if (icon !== '') cell.append(Object.assign(document.createElement('img'), { src: appUrl(`/${icon}`, document) }))
      cell.append(text)
      cell.style.color = selected ? themed(selectedColor, '#07c160') : themed(color, '#000')
      return cell
    }),
  )
}
