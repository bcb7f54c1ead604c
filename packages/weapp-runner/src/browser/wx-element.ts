import type * as glassEasel from 'glass-easel'

/** A DOM element that stands for a template node. */
export interface WxElement extends HTMLElement {
  __wxElement?: glassEasel.Element
  __models?: Record<string, (value: unknown) => void>
  /** An attribute as the template gave it, not as text. */
  __read: (name: string) => unknown
  /** What the component does when tapped; `true` when nothing above it shall act. */
  __tapped?: () => boolean
  /** The control's value, for forms and for the driver. */
  __value?: () => unknown
  /** Chooses a value as the user would in a native panel; gives back why it cannot be. */
  __choose?: (value: unknown) => string | undefined
}
