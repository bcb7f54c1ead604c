import { dark, state } from './state'

const data = window.__app

/** Look of WeChat's own components, as far as layout depends on it. */
export const BASE_CSS = `
html{height:100%;-webkit-text-size-adjust:100%}
body{margin:0;min-height:100%;font:16px/1.4 -apple-system,"Noto Sans CJK SC","PingFang SC",sans-serif;overflow-wrap:break-word;
 -webkit-tap-highlight-color:transparent;user-select:none}
wx-body{display:contents}
wx-view,wx-form,wx-navigator,wx-swiper,wx-swiper-item,wx-picker,wx-radio-group,wx-checkbox-group,wx-cover-view,wx-root-portal,wx-rich-text{display:block}
wx-text{white-space:pre-line}
wx-label,wx-text,wx-open-data{display:inline}
wx-scroll-view{display:block;width:100%;overflow:hidden}
wx-scroll-view[scroll-y]:not([scroll-y="false"]){overflow-y:auto}
wx-scroll-view[scroll-x]:not([scroll-x="false"]){overflow-x:auto}
wx-button{display:block;position:relative;margin:0 auto;padding:0 14px;box-sizing:border-box;font-size:18px;line-height:2.55555556;
 text-align:center;border-radius:5px;overflow:hidden;color:#000;background:#f8f8f8}
wx-button[disabled]:not([disabled="false"]){color:rgba(0,0,0,.3)}
wx-button[type=primary]{color:#fff;background:#07c160}
wx-input{display:block;height:1.4rem;min-height:1.4rem;overflow:hidden;text-overflow:clip}
wx-textarea{display:block;width:300px;height:150px}
.wx-field{display:block;box-sizing:border-box;width:100%;height:100%;min-height:inherit;margin:0;padding:0;border:0;outline:0;background:none;
 font:inherit;color:inherit;text-align:inherit;letter-spacing:inherit;resize:none;user-select:text}
wx-image{display:inline-block;width:320px;height:240px;overflow:hidden}
wx-image>img{display:block;width:100%;height:100%}
wx-canvas{display:block;position:relative;width:300px;height:150px}
wx-canvas>canvas{display:block;width:100%;height:100%}
wx-switch{display:inline-block;width:52px;height:32px;border-radius:16px;background:#dfdfdf}
wx-switch.wx-on{background:#04be02}
wx-checkbox,wx-radio{display:inline-block;position:relative;padding-left:30px;min-width:24px;min-height:24px}
wx-checkbox::before,wx-radio::before{content:"";position:absolute;left:0;top:0;width:22px;height:22px;border:1px solid #d1d1d1}
wx-radio::before{border-radius:50%}
wx-checkbox.wx-on::before,wx-radio.wx-on::before{background:#09bb07}
wx-progress{display:block;height:6px;background:#ebebeb}
wx-progress>div{height:100%;background:#09bb07}
wx-slider{display:block;margin:10px 18px;height:28px}
wx-swiper{height:150px;overflow:hidden}
wx-page-meta,wx-navigation-bar{display:none}`

const PHONE_CSS = `html,body{margin:0;height:100%;overflow:hidden;font:16px/1.4 "Noto Sans CJK SC",sans-serif}
body{display:flex;flex-direction:column}#bar{flex:none;display:flex;align-items:flex-end;justify-content:center;box-sizing:border-box}
#bar b{font-size:17px;font-weight:600;line-height:44px}#back{position:absolute;left:8px;line-height:44px;font-size:24px;padding:0 10px}
#pages{flex:1;position:relative}#pages iframe{position:absolute;inset:0;width:100%;height:100%;border:0}
#tabs{flex:none;display:flex;height:50px;border-top:1px solid #8883}#tabs div{flex:1;text-align:center;font-size:11px;line-height:14px}
#tabs img{display:block;width:27px;height:27px;margin:5px auto 1px}#tabs div.text{line-height:50px}`

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
export function themed(value: unknown, otherwise: string): string {
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
