/** Runs in the page: what WeChat's audit would say about its elements and styles. */
export function inspect(root: Element, limits: { tapTarget: number; contrast: number; unusedBytes: number }) {
  const document = root.ownerDocument
  type Node = Element & { __wxElement?: { _$eventTarget?: { listeners: Record<string, unknown> }; id: string } }
  const name = (element: Element) =>
    `${element.localName.replace(/^wx-/, '')}${element.id ? `#${element.id}` : ''}${element.className ? `.${String(element.className).trim().replace(/\s+/g, '.')}` : ''}`
  const shown = (element: Element) => {
    const style = getComputedStyle(element)
    return element.getClientRects().length > 0 && style.visibility === 'visible' && style.opacity !== '0'
  }
  const all = [...document.body.querySelectorAll<Node>('*')].filter(shown)

  const controls = /^wx-(button|input|textarea|picker|switch|checkbox|radio|slider|navigator)$/
  const small = all
    .filter(
      element => controls.test(element.localName) || element.__wxElement?._$eventTarget?.listeners.tap !== undefined,
    )
    .map(element => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < limits.tapTarget || box.height < limits.tapTarget))
    .map(({ element, box }) => `${name(element)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`)

  const channels = (color: string): number[] => {
    const parts = /rgba?\(([^)]+)\)/
      .exec(color)?.[1]
      ?.split(/[ ,/]+/)
      .map(Number) ?? [0, 0, 0, 1]
    return [parts[0]!, parts[1]!, parts[2]!, parts[3] ?? 1]
  }
  const over = (front: number[], back: number[]) =>
    [0, 1, 2].map(i => front[i]! * front[3]! + back[i]! * (1 - front[3]!))
  const behind = (element: Element): number[] => {
    const layers: number[][] = []
    for (let at: Element | null = element; at !== null; at = at.parentElement)
      layers.push(channels(getComputedStyle(at).backgroundColor))
    return layers.reverse().reduce((back, front) => over(front, back), [255, 255, 255])
  }
  const light = (color: number[]) => {
    const [r, g, b] = color
      .slice(0, 3)
      .map(value => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const faint = all
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim()))
    .flatMap(element => {
      const style = getComputedStyle(element)
      const back = behind(element)
      const [one, two] = [light(over(channels(style.color), back)), light(back)].sort((a, b) => b - a)
      const ratio = (one! + 0.05) / (two! + 0.05)
      const size = Number.parseFloat(style.fontSize)
      const large = size >= 24 || (size >= 19 && Number(style.fontWeight) >= 700)
      if (ratio >= (large ? Math.min(3, limits.contrast) : limits.contrast)) return []
      return [`${name(element)} "${element.textContent?.trim().slice(0, 20)}": contrast ${ratio.toFixed(2)}`]
    })

  const active: string[] = []
  const unused: string[] = []
  for (const sheet of document.querySelectorAll<HTMLStyleElement>('style[data-file]')) {
    let bytes = 0
    const visit = (rules: CSSRuleList) => {
      for (const rule of rules) {
        if ('selectorText' in rule) {
          const { selectorText } = rule as CSSStyleRule
          if (/:active\b/.test(selectorText)) active.push(selectorText)
          const plain = selectorText.replace(/::?(before|after|placeholder|active|hover|focus)\b/g, '') || '*'
          if (document.querySelector(plain) === null) bytes += new TextEncoder().encode(rule.cssText).length
        } else if ('cssRules' in rule) visit((rule as CSSGroupingRule).cssRules)
      }
    }
    if (sheet.sheet && sheet.dataset.file) visit(sheet.sheet.cssRules)
    if (bytes > limits.unusedBytes) unused.push(`${sheet.dataset.file}.wxss: ${bytes} bytes match nothing on this page`)
  }
  return { small: [...new Set(small)], faint: [...new Set(faint)], active, unused }
}
