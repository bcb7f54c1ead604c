import * as glassEasel from 'glass-easel'
import { createBuiltIn } from './components'
import { listenToTouches } from './events'
import { soon } from './state'
import type { WxElement } from './wx-element'

/** glass-easel's DOM backend, turned from its own window to the iframe of one page. */
export class PageBackend extends glassEasel.CurrentWindowBackendContext {
  constructor(readonly frame: HTMLIFrameElement) {
    super()
    const page = frame.contentDocument as Document
    this.document = {
      createElement: (tag: string) => createBuiltIn(page, tag),
      createTextNode: (text: string) => page.createTextNode(text),
      createDocumentFragment: () => page.createDocumentFragment(),
    } as unknown as typeof this.document
    listenToTouches(page)
  }

  override getRootNode() {
    return this.frame.contentDocument!.body as never
  }

  override getWindowWidth() {
    return this.frame.clientWidth
  }

  override getWindowHeight() {
    return this.frame.clientHeight
  }

  override render(done: (error: Error | null) => void) {
    soon(() => done(null))
  }

  override onEvent() {}
  override setListenerStats() {}

  override setModelBindingStat(element: never, name: string, listener: ((value: unknown) => void) | null) {
    const bound = element as WxElement
    bound.__models = { ...bound.__models, [name]: listener ?? (() => {}) }
  }
}
