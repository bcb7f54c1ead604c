import * as glassEasel from 'glass-easel'
import { createBuiltIn } from '../components'
import { listenToTouches } from '../elements'
import { soon, timed } from '../state'
import type { WxElement } from '../wx-element'

/** glass-easel's DOM backend, turned from its own window to the iframe of one page. */
export class PageBackend extends glassEasel.CurrentWindowBackendContext {
  constructor(readonly page: Document) {
    super()
    this.document = {
      createElement: (tag: string) => createBuiltIn(page, tag),
      createTextNode: (text: string) => page.createTextNode(text),
      createDocumentFragment: () => page.createDocumentFragment(),
    } as unknown as typeof this.document
    listenToTouches(page)
  }

  override appendStyleSheetPath(name: string): number {
    const style = Object.assign(this.page.createElement('style'), { textContent: window.__app.css[name] ?? '' })
    style.dataset.file = name
    timed('document', () => this.page.head.append(style))
    return 0
  }

  override getWindowHeight() {
    return this.page.documentElement.clientHeight
  }

  override render(done: (error: Error | null) => void) {
    soon(() => done(null))
  }

  override setListenerStats() {}

  override setModelBindingStat(element: never, name: string, listener: ((value: unknown) => void) | null) {
    const bound = element as WxElement
    bound.__models = { ...bound.__models, [name]: listener ?? (() => {}) }
  }
}
