import type { Page } from 'playwright-core'

/** WeChat's steps on iOS, 17 px being the standard; the largest of Android's that still lays out side by side; smaller is drawn as 1. */
const TYPES = [1, 18.5 / 17, 1.14, 20 / 17, 22 / 17, 23.8 / 17, 25.5 / 17]
/** From here on the page is laid out for large type, see src/platform/appearance.ts. */
const LARGE = 1.15
const NARROW = 320
const PHONE = 375
const WIDE = 768
const HEIGHT = 812

/** Every type where there is least room; on other screens the ends. */
const LAYOUTS = [
  ...TYPES.map(type => [NARROW, type] as const),
  [PHONE, 1.14] as const,
  [PHONE, TYPES.at(-1)!] as const,
  [WIDE, 1] as const,
  [WIDE, TYPES.at(-1)!] as const,
]

/** What does not fit on the screen in front, in each of WeChat's type sizes, on narrow and wide screens. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [width, type] of LAYOUTS) {
    await page.setViewportSize({ width, height: HEIGHT })
    const faults = await page.evaluate(faultsInFront, { type, isLarge: type >= LARGE, least: 44 })
    found.push(...faults.map(fault => `${width} px, type ${type.toFixed(2)}: ${fault}`))
  }
  return found
}

/** Runs in the page. */
function faultsInFront({ type, isLarge, least }: { type: number; isLarge: boolean; least: number }): string[] {
  const isShown = (element: Element): boolean => element.getClientRects().length > 0
  const name = (element: Element): string =>
    `${element.localName.replace(/^taro-|-core$/g, '')}${element.id ? `#${element.id}` : ''}${[...element.classList]
      .filter(each => !/hydrated|taro/.test(each))
      .map(each => `.${each}`)
      .join('')} "${(element.textContent ?? '').trim().slice(0, 24)}"`
  const screens = [...document.querySelectorAll<HTMLElement>('.screen')].filter(isShown)
  for (const screen of screens) {
    screen.style.setProperty('--fs', String(type))
    screen.classList.toggle('large', isLarge)
  }
  const faults: string[] = []
  const width = document.documentElement.clientWidth
  const all = screens.flatMap(screen => [...screen.querySelectorAll<HTMLElement>('*')]).filter(isShown)
  const styles = new Map(all.map(element => [element, getComputedStyle(element)]))
  /** What is fixed on top of the page, and where it is scrolled by itself, is looked at apart. */
  const layerOf = (element: Element): Element | null => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = styles.get(at as HTMLElement)
      if (style && (style.position === 'fixed' || /auto|scroll/.test(style.overflowY))) return at
    }
    return null
  }

  for (const screen of [document.scrollingElement!, ...screens]) {
    if (screen.scrollWidth > Math.ceil(screen.clientWidth) + 1 && screen.clientWidth > 0)
      faults.push(`scrolls sideways: ${screen.scrollWidth} of ${screen.clientWidth} px`)
  }

  const texts = all.flatMap(element => {
    if (styles.get(element)!.visibility !== 'visible' || styles.get(element)!.opacity === '0') return []
    return [...element.childNodes]
      .filter(node => node.nodeType === 3 && node.textContent?.trim())
      .map(node => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return { element, rects: [...range.getClientRects()].filter(({ width: each }) => each > 0) }
      })
  })
  for (const { element, rects } of texts) {
    if (rects.some(({ left, right }) => left < -1 || right > width + 1))
      faults.push(`out of the screen: ${name(element)}`)
    const [top, bottom] = [Math.min(...rects.map(rect => rect.top)), Math.max(...rects.map(rect => rect.bottom))]
    // Letters are a little higher than the line that they stand in.
    const slack = Number.parseFloat(styles.get(element)!.fontSize) * 0.3
    for (let at: Element | null = element; at && styles.has(at as HTMLElement); at = at.parentElement) {
      const style = styles.get(at as HTMLElement)!
      if (style.display === 'inline' || style.display === 'contents') continue
      if (/auto|scroll/.test(style.overflowY)) break
      const box = at.getBoundingClientRect()
      const isFilled =
        style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.overflowY === 'hidden' || style.overflowX === 'hidden'
      if (!isFilled) continue
      if (
        rects.some(({ left, right }) => left < box.left - 1 || right > box.right + 1) ||
        top < box.top - slack ||
        bottom > box.bottom + slack
      ) {
        faults.push(`does not fit into ${name(at)}: ${name(element)}`)
        break
      }
    }
  }

  const boxes = texts.flatMap(({ element, rects }) =>
    rects.map(({ left, right, top, bottom, height }) => ({
      element,
      layer: layerOf(element),
      left: left + 1,
      right: right - 1,
      top: top + height * 0.25,
      bottom: bottom - height * 0.25,
    })),
  )
  boxes.sort((a, b) => a.top - b.top)
  for (const [index, one] of boxes.entries()) {
    for (let at = index + 1; at < boxes.length && boxes[at]!.top < one.bottom; at++) {
      const other = boxes[at]!
      const isOther = other.element !== one.element && other.layer === one.layer
      if (isOther && other.left < one.right && one.left < other.right)
        faults.push(`overlap: ${name(one.element)} and ${name(other.element)}`)
    }
  }

  for (const element of all) {
    if (!element.matches('[tabindex="0"][role], input, textarea, select')) continue
    const box = element.getBoundingClientRect()
    if (box.width < least - 0.5 || box.height < least - 0.5)
      faults.push(`${Math.round(box.width)} × ${Math.round(box.height)} px to tap: ${name(element)}`)
  }
  return [...new Set(faults)]
}
