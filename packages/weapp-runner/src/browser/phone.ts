import type { AppConfig } from '../compile'
import { state, theme } from './state'

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
  const themes = data.json[data.config.themeLocation?.replace(/\.json$/, '') ?? '']
  return themes[theme()][value.slice(1)] ?? otherwise
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
      const cell = Object.assign(document.createElement('div'), { textContent: text })
      const icon = themed(selected ? selectedIconPath : iconPath, '')
      if (icon !== '') cell.prepend(Object.assign(new Image(), { src: `/${icon}` }))
      cell.style.color = selected ? themed(tabBarColors.selectedColor, '#07c160') : themed(tabBarColors.color, '#000')
      return cell
    }),
  )
}
