/** What runs in the browser: each function stands on its own, since only its text gets there. */

declare global {
  interface Window {
    /** What the last look found that can be tapped. */
    __walked: Element[]
  }
}

/** Something that can be tapped, or looks as if it could. */
export interface Control {
  /** The same in every state: its id; without one its classes and what it says. */
  key: string
  id: string
  /** Its number among those of this look. */
  at: number
  /** What it says of itself: to screen readers, or to everybody. */
  words: string
  tag: string
  /** Of a button: what WeChat opens. */
  opens: string
  /** From how many a picker lets choose. */
  options: number
  isDisabled: boolean
  /** One of several, and chosen: it answers to a tap by saying so already. */
  isChosen: boolean
  /** Of a disabled one: it is not drawn as the others are. */
  looksDisabled: boolean
  /** What stands in it and beside it. */
  around: string
}

/** A call of `wx`, and how it ended. */
export interface Call {
  name: string
  errMsg: string
  /** A dialog that can only be confirmed. */
  isNotice: boolean
}

/** A page as a person meets it, and what WeChat notices. */
export interface Sight {
  route: string
  depth: number
  stack: string
  storage: Record<string, unknown>
  /** A hash of the markup with its texts, attributes and classes, without Taro's numbers, and of what fields hold. */
  page: string
  scroll: number
  focus: string
  /** How many calls of `wx` there were, and those that came after as many as were known. */
  calls: number
  made: Call[]
  controls: Control[]
}

/** Waits until the app has come to rest and reads the page on top. */
export async function look(known: number): Promise<Sight> {
  type Listening = Element & {
    __wxElement?: { _$eventTarget?: { listeners: Record<string, unknown> } }
    __read?: (name: string) => unknown
    __own?: { value?: () => unknown }
  }
  const runner = window.__runner as unknown as Record<string, () => never>
  await (runner.settle!() as Promise<void>)
  const page = document.querySelector<HTMLIFrameElement>('iframe#top')!.contentDocument!
  const view = page.defaultView!
  const root = page.querySelector('wx-body') ?? page.body
  const all = [...root.querySelectorAll<Listening>('*')]
  const said = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
  const isShown = (element: Element) =>
    element.getClientRects().length > 0 && view.getComputedStyle(element).visibility === 'visible'
  const attribute = (element: Element, name: string) => element.getAttribute(name) ?? ''
  // Taro numbers what has no id of its own.
  const ownId = (element: Element) => (/^_/.test(element.id) ? '' : element.id)

  const natives = /^wx-(button|input|textarea|picker|switch|checkbox|radio|navigator)$/
  const roles = /^(button|link|checkbox|radio|switch|tab|menuitem)$/
  const hears = (element: Listening, type: string) => element.__wxElement?._$eventTarget?.listeners[type] !== undefined
  const isControl = (element: Listening) =>
    natives.test(element.localName) ||
    roles.test(attribute(element, 'aria-role')) ||
    !['', 'none'].includes(attribute(element, 'hover-class')) ||
    // Taro listens to taps on these whether or not anybody wants to know, and on what holds the page below it still.
    (hears(element, 'tap') && !/^wx-(scroll-view|canvas)$/.test(element.localName) && !hears(element, 'touchmove'))

  const isSet = (value: unknown) => value !== undefined && value !== '' && value !== false && value !== 'false'
  const isDisabled = (element: Listening) =>
    isSet(element.__read?.('disabled')) || isSet(element.__read?.('aria-disabled'))
  const faces = (element: HTMLElement) => {
    const { color, backgroundColor, borderColor, opacity, filter } = view.getComputedStyle(element)
    return [color, backgroundColor, borderColor, opacity, filter].join()
  }
  /** WeChat greys its own buttons; all others by opacity, or by a class without which they would look otherwise. */
  const looksDisabled = (element: HTMLElement) => {
    if (element.localName === 'wx-button' || Number(view.getComputedStyle(element).opacity) < 1) return true
    const names = element.className
    const face = faces(element)
    element.className = names.replace(/(^|\s)[\w-]*\b(off|disabled|inactive)\b[\w-]*/g, '')
    const plain = faces(element)
    element.className = names
    return face !== plain
  }
  /** Pieces that stand in elements of their own are words of their own. */
  const textOf = (element: Element | null): string =>
    said(
      [...(element?.childNodes ?? [])]
        .map(node => (node.nodeType === 1 ? textOf(node as Element) : node.textContent))
        .join(' '),
    )
  const wordsOf = (element: Element) =>
    said(attribute(element, 'aria-label')) ||
    textOf(element) ||
    said(element.querySelector('[placeholder]')?.getAttribute('placeholder'))

  const elements = all.filter(element => isControl(element) && isShown(element))
  window.__walked = elements
  const controls = elements.map((element, at): Control => {
    const words = wordsOf(element).slice(0, 60)
    const range = element.__read?.('range')
    const off = isDisabled(element)
    return {
      ...{ id: ownId(element), at, tag: element.localName.slice(3) },
      key: ownId(element) || `${element.className || element.localName} ${words}`,
      words: words || `${element.localName.slice(3)}${ownId(element) ? `#${ownId(element)}` : `.${element.className}`}`,
      opens: String(element.__read?.('open-type') ?? ''),
      options: Array.isArray(range) ? range.length : Number.POSITIVE_INFINITY,
      isDisabled: off,
      isChosen:
        (attribute(element, 'aria-role') === 'radio' && isSet(element.__read?.('aria-checked'))) ||
        (element.localName === 'wx-radio' && element.classList.contains('wx-on')),
      looksDisabled: off && looksDisabled(element as unknown as HTMLElement),
      around: off ? textOf(element.parentElement) : '',
    }
  })

  // A picker shows what its page writes into it, not what it holds.
  const held = all
    .filter(({ localName }) => localName !== 'wx-picker')
    .map(element => element.__own?.value?.())
    .filter(value => value !== undefined)
  const scrolled = all.filter(({ scrollTop, scrollLeft }) => scrollTop + scrollLeft > 0)
  const focused = page.activeElement?.closest('wx-input, wx-textarea')
  const stack = runner.stack!() as { route: string; query: object }[]
  const calls = runner.wxCalls!() as { name: string; errMsg?: string; args: [{ showCancel?: boolean }?] }[]
  const markup = root.innerHTML.replace(/ (data-sid|id)="_?[A-Za-z]*"/g, '') + JSON.stringify(held)
  let [one, two] = [0, 0]
  for (let at = 0; at < markup.length; at++) {
    one = Math.imul(one ^ markup.charCodeAt(at), 2654435761)
    two = Math.imul(two ^ markup.charCodeAt(at), 1597334677)
  }
  return {
    route: stack.at(-1)!.route,
    depth: stack.length,
    stack: JSON.stringify(stack),
    storage: runner.storage!(),
    page: `${one} ${two} ${markup.length}`,
    scroll: view.scrollY + scrolled.reduce((sum, { scrollTop, scrollLeft }) => sum + scrollTop + scrollLeft, 0),
    focus: focused ? `${all.indexOf(focused)}` : '',
    calls: calls.length,
    made: calls
      .slice(known)
      .map(({ name, errMsg = '', args }) => ({ name, errMsg, isNotice: args[0]?.showCancel === false })),
    controls,
  }
}

/** A point of the phone's screen, and how far the page is scrolled there. */
export interface Point {
  x: number
  y: number
  scroll: number
}

/**
 * Brings a control into view.
 * @returns where a finger would touch it and nothing above or within it; none where it is covered
 */
export function aim(at: number): Point | null {
  const frame = document.querySelector<HTMLIFrameElement>('iframe#top')!
  const page = frame.contentDocument!
  const element = window.__walked[at]
  if (!element?.isConnected) return null
  const all = new Set(window.__walked)
  const isInView = ({ top, bottom }: DOMRect) => top >= 0 && bottom <= frame.clientHeight
  if (!isInView(element.getBoundingClientRect())) element.scrollIntoView({ block: 'center' })
  const box = element.getBoundingClientRect()
  const outside = frame.getBoundingClientRect()
  for (const down of [0.5, 0.1, 0.9, 0.3, 0.7])
    for (const across of [0.5, 0.1, 0.9, 0.3, 0.7]) {
      const [x, y] = [box.left + box.width * across, box.top + box.height * down]
      let hit = page.elementFromPoint(x, y)
      while (hit && !all.has(hit)) hit = hit.parentElement
      if (hit !== element) continue
      const scrolled = [...page.querySelectorAll('body *')].reduce(
        (sum, { scrollTop, scrollLeft }) => sum + scrollTop + scrollLeft,
        0,
      )
      return { x: outside.left + x, y: outside.top + y, scroll: page.defaultView!.scrollY + scrolled }
    }
  return null
}

/** Chooses something else in a picker than it shows. @returns why that cannot be */
export function chooseOther(at: number): string | undefined {
  type Picker = Element & {
    __read: (name: string) => unknown
    __own: { value: () => unknown; choose: (value: unknown) => string | undefined }
  }
  const picker = window.__walked[at] as Picker
  const mode = String(picker.__read('mode') ?? 'selector')
  const now = picker.__own.value()
  if (mode === 'selector') {
    const range = (picker.__read('range') ?? []) as unknown[]
    const other = Number(now) === range.length - 1 ? Number(now) - 1 : Number(now || 0) + 1
    return picker.__own.choose(other)
  }
  if (mode === 'date' || mode === 'time') {
    const [start, end] = [String(picker.__read('start') || ''), String(picker.__read('end') || '')]
    const usual = mode === 'date' ? ['2026-01-31', '2026-02-01'] : ['09:00', '10:00']
    const other = [start, end, ...usual].find(each => each && each !== now && each >= start && (!end || each <= end))
    return picker.__own.choose(other)
  }
  const columns = (picker.__read('range') ?? []) as unknown[][]
  return picker.__own.choose(
    columns.map((column, index) => (Number((now as number[])?.[index] ?? 0) + 1) % column.length),
  )
}
