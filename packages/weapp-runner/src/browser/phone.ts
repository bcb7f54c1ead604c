import type { AppConfig } from '../compile'
import { dark, state } from './state'

type Theme = Record<'light' | 'dark', Record<string, string>>

const data = window.__app
const { list, ...tabBarColors }: NonNullable<AppConfig['tabBar']> = data.config.tabBar ?? { list: [] }

export const tabs = list.map(item => item.pagePath)

const part = (id: string) => document.getElementById(id)!
const [bar, tabBar] = [part('bar'), part('tabs')]
export const screen = part('pages')

/** A colour of the configuration; `@name` is looked up in the theme. */
function themed(value: unknown, otherwise: string): string {
  if (typeof value !== 'string' || value === '') return otherwise
  if (!value.startsWith('@')) return value
  const { light, dark: darker } = data.json[data.config.themeLocation?.replace(/\.json$/, '') ?? ''] as Theme
  return (dark() && data.config.darkmode === true ? darker : light)[value.slice(1)] ?? otherwise
}

/** Shows the bars that belong to the page on top. */
export function drawBars(route: string, config: Record<string, unknown>, title: string, canGoBack: boolean): void {
  bar.textContent = `${canGoBack ? '‹ ' : ''}${title}`
  bar.hidden = config.navigationStyle === 'custom'
  bar.style.height = `${state.boot.device.statusBarHeight + 44}px`
  bar.style.color = themed(config.navigationBarTextStyle, 'white')
  bar.style.background = themed(config.navigationBarBackgroundColor, '#000')
  screen.style.background = themed(config.backgroundColorContent, '#fff')
  tabBar.hidden = !tabs.includes(route) || state.boot.scene === 1154
  tabBar.style.background = themed(tabBarColors.backgroundColor, '#fff')
  tabBar.replaceChildren(
    ...list.map(({ pagePath, text, iconPath, selectedIconPath }) => {
      const selected = pagePath === route
      const cell = document.createElement('div')
      const icon = themed(selected ? selectedIconPath : iconPath, '')
      if (icon !== '') cell.append(Object.assign(new Image(), { src: `/${icon}` }))
      cell.append(text)
      cell.style.color = selected ? themed(tabBarColors.selectedColor, '#07c160') : themed(tabBarColors.color, '#000')
      return cell
    }),
  )
}
