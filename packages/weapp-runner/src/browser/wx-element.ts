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
  /** The engine's node. */
  __wxElement?: object
  __models?: Record<string, (value: unknown) => void>
  /** An attribute as the template gave it, not as text. */
  __read: (name: string) => unknown
  __own?: BuiltIn
}
