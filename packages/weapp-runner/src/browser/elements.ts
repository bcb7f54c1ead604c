import * as glassEasel from 'glass-easel'
import { state } from './state'

/** What a built-in component does beyond being an element. */
export interface BuiltIn {
  /** What the change of an attribute does. */
  set?: Record<string, (value: unknown) => void>
  /** The control's value, for forms and for the driver. */
  value?: () => unknown
  /** What a tap does; nothing above acts then. */
  tapped?: () => void
  /** Chooses a value as the user would in a native panel; gives back why it cannot be. */
  choose?: (value: unknown) => string | undefined
}

/** A DOM element that stands for a template node. */
export interface WxElement extends HTMLElement {
  __wxElement?: glassEasel.Element
  __models?: Record<string, (value: unknown) => void>
  /** An attribute as the template gave it, not as text. */
  __read: (name: string) => unknown
  __own?: BuiltIn
}

/** An element and all above it, from the inside out. */
const upwards = function* (from: Element): Generator<WxElement> {
  for (let at: Element | null = from; at !== null; at = at.parentElement) yield at as WxElement
}

/** Sends an event of a built-in component into the tree; those of touches bubble. */
export function fire(element: Element, type: string, detail: unknown, extraFields?: Record<string, unknown>) {
  const bubbles = extraFields !== undefined
  const event = new glassEasel.Event(type, detail, { bubbles, composed: bubbles, capturePhase: bubbles, extraFields })
  const target = [...upwards(element)].find(at => at.__wxElement !== undefined)?.__wxElement
  if (target) event.dispatch(target as never)
  return event
}

type Fired = glassEasel.ShadowedEvent<unknown> & { extraFields?: object }

/** Called by the compiled templates around every listener: hands the app an event as WeChat shapes it. */
window.__listen = (caller: unknown, event: Fired, listener: (event: unknown) => unknown) => {
  const describe = (node: glassEasel.Element) => {
    const dom = (node as unknown as { _$?: glassEasel.Element })._$ ?? node
    const { offsetLeft = 0, offsetTop = 0 } = (dom.$$ ?? {}) as unknown as Partial<HTMLElement>
    return { id: node.id, dataset: node.dataset ?? {}, offsetLeft, offsetTop }
  }
  return listener.call(caller, {
    type: event.type,
    timeStamp: event.timeStamp,
    target: describe(event.target),
    currentTarget: describe(event.currentTarget),
    mark: event.mark ?? {},
    detail: event.detail ?? {},
    ...event.extraFields,
    mut: event.mutatedMarked(),
    preventDefault: () => event.preventDefault(),
    stopPropagation: () => event.stopPropagation(),
  })
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
    const isHeld = fire(target, event.type, touches, touches).defaultPrevented()
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
