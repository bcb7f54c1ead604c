import * as glassEasel from 'glass-easel'
import { state } from './state'
import type { WxElement } from './wx-element'

/** Sends an event of a built-in component into the tree; it bubbles only if WeChat's does. */
export function fire(
  element: Element,
  type: string,
  detail: unknown,
  more: Record<string, unknown> = {},
  bubbles = false,
) {
  const target = glassElement(element)
  if (target === undefined) return undefined
  const path = { bubbles, composed: bubbles, capturePhase: bubbles }
  const event = new glassEasel.Event(type, detail, { ...path, extraFields: more })
  event.dispatch(target as never)
  return event
}

/** The glass-easel node that a DOM element, or the nearest one above it, stands for. */
function glassElement(element: Element | null): glassEasel.Element | undefined {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const node = (at as WxElement).__wxElement
    if (node !== undefined) return node
  }
  return undefined
}

/** Called by the compiled templates around every listener: hands the app an event as WeChat shapes it. */
window.__listen = (
  caller: unknown,
  event: glassEasel.ShadowedEvent<unknown>,
  listener: (event: unknown) => unknown,
) => {
  const extra = (event as { extraFields?: object }).extraFields ?? {}
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
    ...extra,
    mut: event.mutatedMarked(),
    preventDefault: () => event.preventDefault(),
    stopPropagation: () => event.stopPropagation(),
  })
}

const TAP_DISTANCE = 10
const LONG_PRESS = 350

/** Touches become WeChat's touch events, `tap` and `longpress`. */
export function listenToTouches(page: Document): void {
  let start: { target: Element; x: number; y: number; timer: ReturnType<typeof setTimeout>; held: boolean } | undefined
  const points = (list: TouchList) =>
    [...list].map(({ identifier, pageX, pageY, clientX, clientY }) => ({ identifier, pageX, pageY, clientX, clientY }))
  const send = (event: TouchEvent) => {
    const touches = { touches: points(event.touches), changedTouches: points(event.changedTouches) }
    const sent = fire(event.target as Element, event.type, touches, touches, true)
    if (sent?.defaultPrevented() === true && event.cancelable) event.preventDefault()
    return touches
  }
  const cancel = () => {
    clearTimeout(start?.timer)
    start = undefined
  }
  const on = (type: string, handle: (event: TouchEvent) => void) =>
    page.addEventListener(type, event => handle(event as TouchEvent), { capture: true, passive: false })
  on('touchstart', event => {
    const touches = send(event)
    const { pageX: x, pageY: y } = event.changedTouches[0]!
    const target = event.target as Element
    const press = { target, x, y, held: false, timer: setTimeout(() => hold(), LONG_PRESS) }
    const hold = () => {
      const bound = glassEaselHasListener(target, 'longpress')
      fire(target, 'longpress', { x, y }, touches, true)
      press.held = bound
    }
    start = press
  })
  on('touchmove', event => {
    send(event)
    const { pageX, pageY } = event.changedTouches[0]!
    if (start && Math.hypot(pageX - start.x, pageY - start.y) > TAP_DISTANCE) cancel()
  })
  on('touchcancel', event => {
    send(event)
    cancel()
  })
  on('touchend', event => {
    const touches = send(event)
    const press = start
    cancel()
    if (press !== undefined && !press.held) tap(press.target, press.x, press.y, touches)
  })
}

const glassEaselHasListener = (element: Element, type: string): boolean => {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const node = (at as WxElement).__wxElement as { _$eventTarget?: { listeners: Record<string, unknown> } } | undefined
    if (node?._$eventTarget?.listeners[type] !== undefined) return true
  }
  return false
}

/** One tap by the user: the event, then what the component itself does with it. */
function tap(target: Element, x: number, y: number, touches: Record<string, unknown>): void {
  for (let at: Element | null = target; at !== null; at = at.parentElement)
    if (at.localName === 'wx-button' && (at as WxElement).__read('disabled')) return
  state.tapping = true
  setTimeout(() => {
    state.tapping = false
  })
  fire(target, 'tap', { x, y }, touches, true)
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    if ((at as WxElement).__tapped?.() === true) break
  }
}
