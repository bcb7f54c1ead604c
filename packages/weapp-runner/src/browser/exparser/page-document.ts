import { createBuiltIn } from '../components'

/** The page that is being made or changed. */
let page = document

/**
 * What the engine takes for `document`, which it knows as the one of its own window: the page at work, in which what
 * stands for a template's tag is made as for the other engine.
 */
export const pageDocument = {
  createElement: (tag: string) => createBuiltIn(page, tag),
  createTextNode: (text: string) => page.createTextNode(text),
  createDocumentFragment: () => page.createDocumentFragment(),
  /** Asked for by `selectViewport`, of the page on top. */
  get documentElement() {
    return (document.getElementById('top') as HTMLIFrameElement).contentDocument!.documentElement
  },
  get body() {
    return this.documentElement.querySelector('body')
  },
}
window.__pageDocument = pageDocument

/** Runs what makes or changes elements of a page. */
export function within<T>(one: Document, run: () => T): T {
  const before = page
  page = one
  try {
    return run()
  } finally {
    page = before
  }
}

/** The page at work. */
export const pageAtWork = (): Document => page
