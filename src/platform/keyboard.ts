import Taro from '@tarojs/taro'

interface WindowInfo {
  screenHeight: number
  screenTop: number
  windowHeight: number
}

/**
 * How much of the page in front a keyboard of `height` pixels covers: below the page of a tab lies the tab bar, which is
 * covered first. The preview's browser makes room by itself.
 */
export function coveredBy(height: number): number {
  if (process.env.TARO_ENV === 'h5' || height === 0) return 0
  // `screenTop` is missing from Taro's types: where the page begins on the screen.
  const { screenHeight, screenTop, windowHeight } = Taro.getWindowInfo() as unknown as WindowInfo
  return Math.max(0, height - (screenHeight - screenTop - windowHeight))
}

/** Scrolls the page until nothing of the element lies in the lowest `covered` pixels. */
export function revealAbove(selector: string, covered: number): void {
  const query = Taro.createSelectorQuery()
  query.select(selector).boundingClientRect()
  query.selectViewport().scrollOffset()
  query.exec(([element, viewport]: [{ bottom: number } | null, { scrollTop: number }]) => {
    const hidden = element ? element.bottom + covered - Taro.getWindowInfo().windowHeight : 0
    if (hidden > 0) void Taro.pageScrollTo({ scrollTop: viewport.scrollTop + hidden, duration: 150 })
  })
}

export const scrollToTop = (): void => void Taro.pageScrollTo({ scrollTop: 0, duration: 150 })
