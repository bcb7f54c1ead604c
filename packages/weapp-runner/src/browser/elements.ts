import { engine } from './engine'
import { state } from './state'
import type { WxElement } from './wx-element'

/** An element and all above it, from the inside out. */
const upwards = function* (from: Element): Generator<WxElement> {
  for (let at: Element | null = from; at !== null; at = at.parentElement) yield at as WxElement
}

/**
 * Sends an event of a built-in component into the tree; those of touches bubble.
 * @returns whether a listener prevented what the browser does by itself
 */
export function fire(element: Element, type: string, detail: unknown, extraFields?: Record<string, unknown>): boolean {
  const target = [...upwards(element)].find(at => at.__wxElement !== undefined)
  return (
    target !== undefined && engine().dispatch(target, { type, detail, bubbles: extraFields !== undefined, extraFields })
  )
}

const TAP_DISTANCE = 10

/** Whether a move scrolls a scroll view around: it does so whoever catches the move further up, and hands nothing on. */
const scrollsItself = (target: Element): boolean => {
  const view = target.closest('wx-scroll-view')
  return view !== null && view.scrollHeight > view.clientHeight
}

/** Touches become WeChat's touch events and `tap`. */
export function listenToTouches(page: Document): void {
  let start: { target: Element; x: number; y: number } | undefined
  const points = (list: TouchList) =>
    [...list].map(({ identifier, pageX, pageY, clientX, clientY }) => ({ identifier, pageX, pageY, clientX, clientY }))
  const listen = (event: TouchEvent) => {
    const touches = { touches: points(event.touches), changedTouches: points(event.changedTouches) }
    const target = event.target as Element
    const { pageX: x, pageY: y } = event.changedTouches[0]!
    const isHeld = fire(target, event.type, touches, touches)
    if (isHeld && event.cancelable && !(event.type === 'touchmove' && scrollsItself(target))) event.preventDefault()
    if (event.type === 'touchstart') start = { target, x, y }
    else if (start && Math.hypot(x - start.x, y - start.y) > TAP_DISTANCE) start = undefined
    else if (start && event.type === 'touchend') tap(start.target, { x, y }, touches)
  }
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const)
    page.addEventListener(type, listen, { capture: true, passive: false })
}

/** One tap by the user: the event, then what the component itself does with it. */
function tap(target: Element, detail: { x: number; y: number }, touches: Record<string, unknown>): void {
  const path = [...upwards(target)]
  if (path.some(element => element.localName === 'wx-button' && element.__read('disabled'))) return
  state.tapping = true
  setTimeout(() => Object.assign(state, { tapping: false }))
  fire(target, 'tap', detail, touches)
  path.find(element => element.__own?.tapped)?.__own?.tapped?.()
}
