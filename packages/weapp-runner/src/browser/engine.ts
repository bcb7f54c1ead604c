import type { WxElement } from './wx-element'

/** The instance of a page or component as its own code sees it: `this`. */
export type Caller = Record<string, unknown> & {
  createSelectorQuery: () => unknown
  setData: (values: Record<string, unknown>, done?: () => void) => void
}

/** A page of the app, made from its definition and its template. */
export interface PageRoot {
  caller: Caller
  /** Puts it into the place of an element. */
  attach(parent: HTMLElement, place: Element): void
  release(): void
  /** Tells the components in it what happens to their page: `show`, `hide`. */
  triggerPageLifetime(name: string, args: unknown[]): void
}

/** How a `setData` reaches its page, which may be gone: `apply` carries it out. */
export type Send = (
  page: Document | undefined,
  values: Record<string, unknown>,
  apply: (values: Record<string, unknown>) => void,
) => void

export interface Fired {
  type: string
  detail: unknown
  bubbles: boolean
  /** Fields of the event beside its detail, such as `touches`. */
  extraFields?: Record<string, unknown>
}

/** What carries out templates and components. */
export interface Engine {
  /** `Page`, `Component`, `Behavior` as the app's modules find them. */
  globals: Record<string, unknown>
  knows(name: string): boolean
  /** Announces a page or component with what its JSON says and its components by tag, which follow. */
  announce(name: string, config: Record<string, unknown>, using: Record<string, string>): void
  /** Takes up the compiled template of a page or component. @returns whether there is one */
  addTemplate(name: string): boolean
  /** Runs a module: what it hands to `Page` or `Component` of the app's global object is the definition of this name. */
  define(name: string, global: Record<string, unknown>, run: () => void): void
  createPage(name: string, page: Document): PageRoot
  /** What every `setData` of a page or component goes through. */
  sendThrough(send: Send): void
  /** @returns whether a listener prevented what the browser does by itself */
  dispatch(target: WxElement, event: Fired): boolean
  /** An attribute as the template gave it, not as text. */
  read(element: WxElement, name: string): unknown
  datasetOf(element: WxElement): Record<string, unknown>
}

let inUse: Engine

/** Chooses the engine; each of the two scripts of the browser side does so before anything else runs. */
export function chooseEngine(engine: Engine): void {
  inUse = engine
}

export const engine = (): Engine => inUse
