import PHONE_CSS from './phone.css'
import { dark, state } from './state'

const data = window.__app

export const tabs = data.config.tabBar?.list.map(item => item.pagePath) ?? []

let bar: HTMLElement
let tabBar: HTMLElement
export let screen: HTMLElement
let tabBarHidden = false

/** Draws the phone around the pages: navigation bar, tab bar. */
export function drawPhone(): void {
  document.head.append(Object.assign(document.createElement('style'), { textContent: PHONE_CSS }))
  const part = (id: string) => Object.assign(document.createElement('div'), { id })
  bar = part('bar')
  screen = part('pages')
  tabBar = part('tabs')
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
  const custom = config.navigationStyle === 'custom'
  const black = themed(config.navigationBarTextStyle, 'white') === 'black'
  bar.style.cssText = `display:${custom ? 'none' : 'flex'};height:${state.boot.device.statusBarHeight + 44}px;color:${black ? '#000' : '#fff'};background:${themed(config.navigationBarBackgroundColor, '#000')}`
  bar.replaceChildren(
    ...(canGoBack ? [Object.assign(document.createElement('span'), { id: 'back', textContent: '‹' })] : []),
    Object.assign(document.createElement('b'), { textContent: title }),
  )
  screen.style.background = themed(config.backgroundColorContent, '#fff')
  const settings = data.config.tabBar
  const shown = settings !== undefined && tabs.includes(route) && !tabBarHidden && state.boot.scene !== 1154
  tabBar.style.display = shown ? 'flex' : 'none'
  if (!shown) return
  tabBar.style.background = themed(settings.backgroundColor, '#fff')
  tabBar.replaceChildren(
    ...settings.list.map(item => {
      const selected = item.pagePath === route
      const cell = document.createElement('div')
      const icon = themed(selected ? item.selectedIconPath : item.iconPath, '')
      if (icon === '') cell.className = 'text'
      else cell.append(Object.assign(document.createElement('img'), { src: `/app/${icon.replace(/^\//, '')}` }))
      cell.append(item.text)
      cell.style.color = themed(selected ? settings.selectedColor : settings.color, selected ? '#07c160' : '#000')
      return cell
    }),
  )
}
