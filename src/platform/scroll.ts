import Taro from '@tarojs/taro'

/** Brings an element of the page on screen, as soon as the page shows it; one that is not there moves nothing. */
export function scrollToElement(id: string): void {
  if (process.env.TARO_ENV === 'h5') document.getElementById(id)?.scrollIntoView({ block: 'center' })
  else
    Taro.nextTick(() => {
      void Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -80, duration: 0 }).catch(() => undefined)
    })
}
